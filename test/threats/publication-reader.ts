import type { PublicFigure, PublicPart } from '#indicators'
import { relations } from '../../src/indicators/relations.ts'
import { attack, type Row, type Unknown } from './linear-attack.ts'

/**
 * Whoever reads publications, knows the definitions and the rule, and has a solver. What it reads are the published texts.
 * Amounts are reckoned in tenths of a million.
 */
export interface Findings {
  /** Of the first publication `1:IN-05` and its denominator `1:IN-05/of`; of what changed to the second `-:IN-05`. */
  range(id: string): readonly [low: number, high: number] | undefined
}

export const tenth = 10_000_000
const most = 100_000
/** Figures whose zeros count as fewer than five. */
const ofPersons = ['IN-05', 'IN-07', 'IN-19', 'IN-24', 'IN-31', 'IN-34', 'IN-35', 'IN-39']
/** Lines that divide a figure, of a share its numerator; with `/of`, its denominator as well. */
const dividing: readonly (readonly [figure: string, by: string, suffix: string])[] = [
  ['IN-01', 'pair', ''],
  ['IN-04', 'pair', ''],
  ['IN-04', 'pair', '/of'],
  ['IN-05', 'ground', ''],
  ['IN-07', 'ground', ''],
  ['IN-13', 'asset-class', ''],
  ['IN-14', 'asset-class', ''],
  ['IN-14', 'country', ''],
  ['IN-15', 'asset-class', ''],
  ['IN-15', 'country', ''],
  ['IN-16', 'country', ''],
]

/** @param asked numbers of the publications, as `1:IN-05`, and changes, as `-:IN-05` */
export function findings(
  publications: readonly (readonly PublicFigure[])[],
  asked: ReadonlySet<string>,
): Findings {
  const unknowns: Unknown[] = []
  const rows: Row[] = []
  const places = new Map<string, number>()
  const add = (id: string, low: number, high: number) => {
    places.set(id, unknowns.length)
    unknowns.push({ low, high })
  }
  const row = (terms: readonly (readonly [string, number])[], low: number, high: number): void => {
    rows.push({ terms: terms.map(([id, f]) => [places.get(id)!, f] as const), low, high })
  }
  publications.forEach((figures, i) => {
    const at = (id: string) => `${i + 1}:${id}`
    for (const figure of figures)
      for (const cell of [figure, ...figure.parts]) readCell(at(cell.id), cell, add, row)
    for (const [figure, by, suffix] of dividing) {
      const parts = figures.find(({ id }) => id === figure)?.parts.filter((p) => p.by === by) ?? []
      const ids = parts.map(({ id }) => at(`${id}${suffix}`)).filter((id) => places.has(id))
      const total = at(`${figure}${suffix}`)
      if (parts.length > 0 && ids.length === parts.length && places.has(total))
        row([[total, -1], ...ids.map((id) => [id, 1] as const)], 0, 0)
    }
    for (const terms of related(
      [...places.keys()].filter((id) => id.startsWith(at(''))),
      at,
    ))
      row(terms.terms, terms.least ? -most : 0, 0)
  })
  const known = [...places.keys()].filter((id) => id.startsWith('1:'))
  for (const id of known) {
    const later = id.replace('1:', '2:')
    if (!places.has(later)) continue
    const change = id.replace('1:', '-:')
    add(change, -most, most)
    row(
      [
        [later, 1],
        [id, -1],
        [change, -1],
      ],
      0,
      0,
    )
  }
  const wanted = new Set([...asked].flatMap((id) => places.get(id) ?? []))
  const bounds = solved(unknowns, rows, (unknown) => wanted.has(unknown))
  return { range: (id) => bounds[places.get(id) ?? -1] }
}

/** What is known already is put in: the fewer unknowns, the faster. */
function solved(
  unknowns: readonly Unknown[],
  rows: readonly Row[],
  asked: (unknown: number) => boolean,
) {
  const open = unknowns.flatMap(({ low, high }, i) => (low === high ? [] : [i]))
  const place = new Map(open.map((i, at) => [i, at]))
  const left = rows.flatMap(({ terms, low, high }): Row[] => {
    const rest = terms.reduce((a, [i, f]) => a + (place.has(i) ? 0 : f * unknowns[i]!.low), 0)
    const free = terms.flatMap(([i, f]) => (place.has(i) ? [[place.get(i)!, f] as const] : []))
    return free.length === 0 ? [] : [{ terms: free, low: low - rest, high: high - rest }]
  })
  const free = open.map((i) => unknowns[i]!)
  const found = open.length === 0 ? [] : attack(free, left, (at) => asked(open[at]!))
  return unknowns.map(({ low, high }, i) => found[place.get(i) ?? -1] ?? ([low, high] as const))
}

type Add = (id: string, low: number, high: number) => void
type PutRow = (terms: readonly (readonly [string, number])[], low: number, high: number) => void

function readCell(
  id: string,
  { unit, shown, value, text, rule, note }: PublicFigure | PublicPart,
  add: Add,
  row: PutRow,
): void {
  const [none, person] = [text === 'none', ofPersons.includes(/IN-\d\d/.exec(id)![0])]
  if (none || (unit !== 'count' && unit !== 'share' && unit !== 'eur')) return
  const few = person ? 0 : 1
  if (unit === 'eur') {
    const near = (value ?? 0) / tenth
    add(id, shown ? near - 0.5 : 0, shown ? near + 0.5 : most)
  } else if (unit === 'count') {
    if (shown && rule === 'SC-4') add(id, Math.max(value! - 2, Math.min(5, value!)), value! + 2)
    else if (shown) add(id, value!, value!)
    else if (text.startsWith('fewer')) add(id, few, 4)
    else add(id, rule === 'SC-3' ? 5 : 0, most)
  } else {
    const [, k, n] = /^(\d+)\/(\d+) =/.exec(text) ?? []
    if (shown && k !== undefined) {
      add(id, Number(k), Number(k))
      add(`${id}/of`, Number(n), Number(n))
    } else if (shown) {
      add(id, 0, most)
      add(`${id}/of`, 0, most)
      const ratio = Number(text.replace(' %', '')) / 100
      const of = `${id}/of`
      row(
        [
          [id, 1],
          [of, 0.00005001 - ratio],
        ],
        0,
        most,
      )
      row(
        [
          [id, 1],
          [of, -0.00005001 - ratio],
        ],
        -most,
        0,
      )
      return
    } else if (text.startsWith('fewer')) {
      add(id, few, 4)
      add(`${id}/of`, 1, most)
    } else if (text.endsWith('%')) band(id, text, add, row)
    else if (note.includes('value')) {
      add(id, 0, most)
      add(`${id}/of`, 0, most)
      return
    } else {
      add(id, 0, most)
      add(`${id}/of`, 0, most)
    }
    row(
      [
        [id, 1],
        [`${id}/of`, -1],
      ],
      -most,
      0,
    )
  }
}

/** A band is told of fewer than ten, of which none or five and more: what is fewer says so. */
function band(id: string, text: string, add: Add, row: PutRow): void {
  const quarter = Number(text.split(' ')[0]) / 25
  add(id, quarter === 0 ? 0 : 5, quarter === 0 ? 0 : 9)
  add(`${id}/of`, 1, 9)
  row(
    [
      [id, 4],
      [`${id}/of`, -quarter],
    ],
    0,
    most,
  )
  row(
    [
      [id, 4],
      [`${id}/of`, -quarter - 1],
    ],
    -most,
    quarter === 3 ? 0 : -1,
  )
}

type Terms = readonly (readonly [id: string, factor: number])[]

/** The rows of what the definitions have in common, for the cells that are there. */
function related(
  ids: readonly string[],
  at: (id: string) => string,
): readonly { readonly terms: Terms; readonly least: boolean }[] {
  const has = (id: string) => ids.includes(at(id))
  const all = (pattern: string) => {
    const [before, after = ''] = at(pattern).split('*')
    if (!pattern.includes('*')) return has(pattern) ? [at(pattern)] : []
    return ids.filter(
      (id) => id.startsWith(before!) && id.endsWith(after) && (after !== '' || !id.endsWith('/of')),
    )
  }
  const found: { readonly terms: Terms; readonly least: boolean }[] = []
  for (const relation of relations)
    if ('same' in relation) {
      const [many, one] = relation.same
      for (const id of has(one) ? all(many) : [])
        found.push({ terms: pair(id, at(one)), least: false })
    } else if ('total' in relation) {
      const parts = relation.parts.flatMap(all)
      if (!has(relation.total) || relation.parts.some((id) => all(id).length === 0)) continue
      const terms = parts.map((id) => [id, 1] as const)
      found.push({ terms: [[at(relation.total), -1], ...terms], least: false })
    } else if (has(relation.least) && has(relation.most))
      found.push({ terms: pair(at(relation.least), at(relation.most)), least: true })
  return found
}

function pair(one: string, other: string): Terms {
  return [
    [one, 1],
    [other, -1],
  ]
}
