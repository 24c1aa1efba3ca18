type Align = 'left' | 'right'

export interface Column {
  readonly title: string
  readonly align?: Align
}

/** A text table with two spaces between the columns; no line ends in spaces. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((c, i) =>
    rows.reduce((w, row) => Math.max(w, width(row[i] ?? '')), width(c.title)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => pad(cell, widths[i]!, columns[i]!.align ?? 'left'))
      .join('  ')
      .trimEnd()
  return [
    line(columns.map((c) => c.title)),
    line(widths.map((w) => '-'.repeat(w))),
    ...rows.map((row) => line(columns.map((_, i) => row[i] ?? ''))),
  ].join('\n')
}

function pad(text: string, to: number, align: Align): string {
  const fill = ' '.repeat(Math.max(0, to - width(text)))
  return align === 'right' ? fill + text : text + fill
}

/** Code points without combining marks: near enough for aligning names in Latin, Greek and Cyrillic. */
function width(text: string): number {
  return [...text.replace(/\p{M}/gu, '')].length
}

/** `1870000.00` as `1,870,000.00`; the digits are not touched. */
export function grouped(amount: string): string {
  const [, sign = '', whole = '', rest = ''] = /^([+-]?)(\d+)(.*)$/.exec(amount) ?? []
  return whole === '' ? amount : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`
}
