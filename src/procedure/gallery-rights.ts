import type { Gallery } from './refusals.ts'

/** One situation for every refusal of the family. */
export const rightsGallery = {} as const satisfies Gallery
