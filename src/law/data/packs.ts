import type { Pack, PackRows, SafeguardRow } from '../pack.ts'
import { day } from '../rows.ts'
import type { SafeguardRowId } from '../safeguards.ts'
import { bases } from './bases.ts'
import { calendars } from './calendars.ts'
import { criminality } from './criminality.ts'
import { elements } from './elements.ts'
import { grounds } from './grounds.ts'
import { instruments } from './instruments.ts'
import { networks } from './networks.ts'
import { offences } from './offences.ts'
import { rules } from './rules.ts'
import { safeguards } from './safeguards.ts'
import { thresholds } from './thresholds.ts'

/** Day on which the shipped rows are laid over each other; none of them replaces another, so any later day gives the same. */
export const shippedDay = day('2024-01-01')

const countries = ['XV', 'XN', 'XC', 'XS'] as const
const names = {
  XV: 'Veldania',
  XN: 'Norrhavn',
  XC: 'Carrow Islands',
  XS: 'Port Sable',
} as const
const agreements = ['XV-XN', 'MOU-XC', 'MOU-XS'] as const

/** The pack to which a row belongs, told from its id. */
function packOf(id: string): string {
  const agreement = agreements.find(
    (a) => id === a || id.startsWith(`${a}/`) || id.startsWith(`${a}.`),
  )
  if (agreement !== undefined) return agreement
  const country = countries.find((c) => id === c || id.startsWith(`${c}-`))
  if (country !== undefined) return country
  if (id === 'CP' || id.startsWith('CP-') || id.startsWith('CP/')) return 'CP'
  return 'BASE'
}

function from<T extends { readonly id: string }>(pack: string, rows: readonly T[]): readonly T[] {
  return rows.filter((row) => packOf(row.id) === pack)
}

const matrix: readonly SafeguardRow[] = Object.entries(safeguards).map(([id, cells]) => ({
  id: id as SafeguardRowId,
  ...cells,
  citation: `safeguard matrix, row ${id}`,
  text: 'What the measure needs before it may be taken.',
  from: day('2024-01-01'),
  status: 'to-verify',
  source: 'Comity protocol; StAR and FATF guidance on provisional measures and confiscation',
}))

function rowsOf(pack: string): PackRows {
  const own = {
    instruments: from(pack, instruments),
    bases: from(pack, bases),
    rules: from(pack, rules),
    calendars: from(pack, calendars),
    grounds: from(pack, grounds),
    elements: from(pack, elements),
    safeguards: from(pack, matrix),
    thresholds: from(pack, thresholds),
    offences: from(pack, offences),
    criminality: from(pack, criminality),
    networks: from(pack, networks),
  }
  return Object.fromEntries(Object.entries(own).filter(([, rows]) => rows.length > 0))
}

/** The packs that come with the program. They are not signed: they are part of what the reader has installed. */
export const shippedPacks: readonly Pack[] = [
  { id: 'BASE', name: 'Instruments of public law', layer: 'base' },
  { id: 'CP', name: 'Comity protocol', layer: 'protocol', over: ['BASE'] },
  { id: 'XV-XN', name: 'Treaty Veldania-Norrhavn', layer: 'treaty', over: ['BASE', 'CP'] },
  {
    id: 'MOU-XC',
    name: 'Memoranda of the Carrow authority',
    layer: 'memorandum',
    over: ['BASE', 'CP'],
  },
  {
    id: 'MOU-XS',
    name: 'Memoranda of the Port Sable unit',
    layer: 'memorandum',
    over: ['BASE', 'CP'],
  },
  ...countries.map((country) => ({
    id: country,
    name: `Rules of ${names[country]}`,
    layer: 'national' as const,
    over: ['BASE', 'CP'],
  })),
].map((pack) => ({ ...pack, version: 1, from: shippedDay, rows: rowsOf(pack.id) }) as Pack)
