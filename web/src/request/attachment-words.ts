import type { Attachment } from './Attachments.tsx'

/** Where a file is, in a few words, and the colour of its mark. */
export function stateOf(row: Pick<Attachment, 'state' | 'arrived' | 'to'>): {
  readonly text: string
  readonly tone: string
} {
  const whole = row.to.length > 0 && row.to.every((to) => to.verifiedAt !== null)
  const gone = row.to.length > 0 && row.to.every((to) => to.erasedAt !== null)
  switch (row.state) {
    case 'kept':
      return { text: 'held here, not released', tone: 'chip-line' }
    case 'released':
      return { text: 'goes with the next step', tone: 'chip-blue' }
    case 'sent':
      if (gone) return { text: 'erased where it went', tone: 'chip-line' }
      return whole
        ? { text: 'there, whole and checked', tone: 'chip-green' }
        : { text: `sending ${percent(row.to.map((to) => to.sent))} %`, tone: 'chip-blue' }
    case 'wanted':
      return { text: `arriving ${percent([row.arrived ?? 0])} %`, tone: 'chip-blue' }
    case 'verified':
      return { text: 'here, whole and checked', tone: 'chip-green' }
    case 'refused':
      return { text: 'not what was announced', tone: 'chip-red' }
    case 'erased':
      return { text: 'erased', tone: 'chip-line' }
  }
}

/** Parts of a thousand; the slowest counts. */
function percent(shares: readonly number[]): number {
  return Math.floor(Math.min(...shares) / 10)
}
