import type { Document } from './read-form.ts'

/** One whole document for every form of the family. */
export const recoverySamples: Readonly<Record<string, Document>> = {}
