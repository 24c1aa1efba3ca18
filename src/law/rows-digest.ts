import { digestOf, type Json } from '#base'

/** Rows as signed documents hold them: whole numbers stay, a fraction becomes its decimal text. */
export function plain(value: object): Json {
  const text = JSON.stringify(value, (_, v) =>
    typeof v === 'number' && !Number.isSafeInteger(v) ? String(v) : v,
  )
  return JSON.parse(text) as Json
}

/** Digest of rows, `sha256:…`. */
export function rowsDigest(value: object): string {
  return digestOf(plain(value))
}
