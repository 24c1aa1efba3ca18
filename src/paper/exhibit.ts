import { canonical, type Digest, digest, type Json } from '#base'
import type { ExhibitData } from './data.ts'
import { page } from './page.ts'
import { pdf } from './pdf.ts'

/** One exhibit in its three shapes, all made from the same data. */
export interface Exhibit {
  readonly html: string
  readonly pdf: Uint8Array
  /** Canonical bytes of the data (RFC 8785); the digest is over these. */
  readonly json: Uint8Array
  readonly digest: Digest
}

/** Page, PDF and data of an exhibit. The same data gives the same bytes of all three. */
export function exhibit(data: ExhibitData): Exhibit {
  const json = canonical(data as unknown as Json)
  const sum = digest(json)
  return { json, digest: sum, html: page(data, sum), pdf: pdf(data, sum, json) }
}
