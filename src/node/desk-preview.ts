import { type Detected, detect } from '#intake'
import type { FileRole } from './desk-shapes.ts'

/** The first rows of a file as they are understood, before anything is imported; a map has no rows. */
export async function previewOf(role: FileRole, head: Uint8Array) {
  if (role === 'map') return null
  const seen = await detect(head)
  return seen.ok ? understood(seen.value) : unread(seen.refusal)
}

function understood({ delimiter, encoding, header, rows, guess, missing }: Detected) {
  return {
    delimiter,
    encoding,
    header,
    rows: rows.slice(0, 20).map((row) => row.cells),
    guess: { columns: guess },
    notes: missing.map((column) => ({
      text: `no column looks like "${column}"`,
      remedy: 'choose the column that holds it',
    })),
  }
}

function unread(refusal: { readonly ground: string; readonly remedy: string }) {
  return {
    delimiter: null,
    encoding: null,
    header: [],
    rows: [],
    guess: { columns: {} },
    notes: [{ text: refusal.ground, remedy: refusal.remedy }],
  }
}
