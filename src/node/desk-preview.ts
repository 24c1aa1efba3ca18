import { detect } from '#intake'

/** The first rows of a file as they are understood, before anything is imported. */
export async function previewOf(head: Uint8Array): Promise<object> {
  const seen = await detect(head)
  if (!seen.ok)
    return {
      delimiter: null,
      encoding: null,
      header: [],
      rows: [],
      guess: { columns: {} },
      notes: [{ text: seen.refusal.ground, remedy: seen.refusal.remedy }],
    }
  const { delimiter, encoding, header, rows, guess, missing } = seen.value
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
