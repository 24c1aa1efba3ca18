/** Families in which the procedures are shown; a procedure without a line stands under its own id. */
const families: Readonly<Record<string, readonly string[]>> = {
  intelligence: ['P1', 'P1b'],
  assistance: ['P2', 'P3', 'P4', 'P4b'],
  recovery: ['P5', 'P6', 'P7'],
  cooperation: ['P8', 'P9', 'P17'],
  rights: ['P10', 'P11', 'P15', 'P16'],
  learning: ['P12', 'P13', 'P14', 'P18', 'P19', 'P20', 'P21'],
}

export function familyOf(procedure: string): string {
  const found = Object.entries(families).find(([, ids]) => ids.includes(procedure))
  return found?.[0] ?? procedure
}

/** `mla-request` as a heading. */
export function headingOf(id: string): string {
  const text = id.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('-', ' ')
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1).toLowerCase()
}
