import type { Gallery } from './refusals.ts'

/** One situation for every refusal of the family. */
export const learningGallery = {} as const satisfies Gallery
