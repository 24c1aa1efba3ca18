import { type Day, done, type Outcome } from '#base'
import type { Law, Origin } from './law.ts'
import { checkReferences } from './lay-over-checks.ts'
import { layers, type Pack, type Table, tables } from './pack.ts'
import { no } from './pack-refuse.ts'
import { overlap } from './rows.ts'
import { rowsDigest } from './rows-digest.ts'
import { type Safeguards, safeguardColumns } from './safeguards.ts'
import { emptied, opened } from './tighter.ts'

/** A row as the laying over sees it: any table. */
export interface AnyRow {
  readonly id: string
  readonly from?: Day
  readonly to?: Day
  readonly replaces?: string
}

interface Laid {
  readonly row: AnyRow
  readonly pack: Pack
  /** The pack whose row it replaced. */
  readonly replaced?: string
}

type Sheet = Readonly<Record<Table, Map<string, Laid>>>

/**
 * Packs laid over each other on a day, whatever the order in which they are given: layer by layer, inside a layer the
 * later first day on top. Signatures are checked elsewhere. A fault in any pack refuses the whole.
 */
export function layOver(given: readonly Pack[], on: Day): Outcome<Law> {
  const chosen = inForceOn(given, on)
  if (!chosen.ok) return chosen
  const packs = [...chosen.value].sort(byLayer)
  const order = checkOrder(packs)
  if (!order.ok) return order
  const sheet = Object.fromEntries(tables.map((t) => [t, new Map()])) as unknown as Sheet
  for (const pack of packs) {
    const laid = lay(pack, packs, sheet, on)
    if (!laid.ok) return laid
  }
  const law = lawFrom(sheet, packs)
  const sound = checkReferences(law)
  return sound.ok ? done(law) : sound
}

/** Of each pack the highest version that has begun; where that one has ended, none: an older text does not revive. */
function inForceOn(given: readonly Pack[], on: Day): Outcome<readonly Pack[]> {
  const best = new Map<string, Pack>()
  for (const pack of given) {
    if (pack.to !== undefined && pack.to < pack.from)
      return no('dates-reversed', `pack ${pack.id} runs from ${pack.from} to ${pack.to}`)
    if (pack.from > on) continue
    const other = best.get(pack.id)
    if (other !== undefined && other.version === pack.version && !same(other, pack))
      return no(
        'version-not-higher',
        `two different texts of pack ${pack.id} both call themselves version ${pack.version}`,
      )
    if (other === undefined || other.version < pack.version) best.set(pack.id, pack)
  }
  return done([...best.values()].filter((p) => p.to === undefined || on <= p.to))
}

function same(a: Pack, b: Pack): boolean {
  return rowsDigest(a) === rowsDigest(b)
}

function byLayer(a: Pack, b: Pack): number {
  const height = layers.indexOf(a.layer) - layers.indexOf(b.layer)
  return height || compare(a.from, b.from) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Every pack lies over known ones of its own layer or below, and never over itself by a detour. */
function checkOrder(packs: readonly Pack[]): Outcome<true> {
  const byId = new Map(packs.map((p) => [p.id, p]))
  for (const pack of packs) {
    if (under(pack, byId).has(pack.id))
      return no(
        'over-cycle',
        `pack ${pack.id} is laid over itself, through ${pack.over!.join(', ')}`,
      )
    for (const id of pack.over ?? []) {
      const lower = byId.get(id)
      if (lower === undefined)
        return no('over-unknown', `pack ${pack.id} is laid over ${id}, which is not in force`)
      if (layers.indexOf(lower.layer) > layers.indexOf(pack.layer))
        return no(
          'over-upside-down',
          `pack ${pack.id} (${pack.layer}) is laid over ${id} (${lower.layer})`,
        )
    }
  }
  return done(true)
}

/** All packs that lie under one, however deep. */
function under(pack: Pack, byId: ReadonlyMap<string, Pack>): Set<string> {
  const seen = new Set<string>()
  const open = [...(pack.over ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(byId.get(id)?.over ?? []))
  }
  return seen
}

function lay(pack: Pack, packs: readonly Pack[], sheet: Sheet, on: Day): Outcome<true> {
  const reach = under(pack, new Map(packs.map((p) => [p.id, p])))
  for (const table of tables) {
    const rows = (pack.rows[table] ?? []) as readonly AnyRow[]
    const twice = overlapping(rows)
    if (twice !== undefined)
      return no('row-twice', `pack ${pack.id} has ${table}/${twice} twice for the same days`)
    for (const row of rows) {
      const laid = layRow(row, rows, { pack, table, sheet, on, reach })
      if (!laid.ok) return laid
    }
  }
  return done(true)
}

interface Place {
  readonly pack: Pack
  readonly table: Table
  readonly sheet: Sheet
  readonly on: Day
  readonly reach: ReadonlySet<string>
}

function layRow(row: AnyRow, all: readonly AnyRow[], place: Place): Outcome<true> {
  const { pack, table, sheet, on, reach } = place
  if (row.from !== undefined && row.to !== undefined && row.to < row.from)
    return no('dates-reversed', `${table}/${row.id} runs from ${row.from} to ${row.to}`)
  const below = sheet[table].get(row.id)
  if (row.replaces !== undefined) {
    if (row.replaces !== row.id || below === undefined)
      return no(
        'replacement-unknown',
        `${table}/${row.id} of pack ${pack.id} replaces ${row.replaces}, which is not a row of that id below it`,
      )
    if (below.pack.id !== pack.id && !reach.has(below.pack.id))
      return no(
        'replacement-not-over',
        `${table}/${row.id} of pack ${pack.id} replaces a row of pack ${below.pack.id}`,
      )
    const loose = loosened(table, below.row, row)
    if (!loose.ok) return loose
    // Not yet, or no longer: the row below goes on.
    if (!holds(row, on)) return done(true)
    sheet[table].set(row.id, { row, pack, replaced: below.pack.id })
    return done(true)
  }
  if (below !== undefined && below.pack.id !== pack.id)
    return no(
      'row-twice',
      `${table}/${row.id} stands in pack ${below.pack.id} and in pack ${pack.id}, and neither says that it replaces the other`,
    )
  // Earlier and later texts of one rule in one pack: the one that holds that day, else the last.
  if (below === undefined || holds(row, on) || !holds(below.row, on))
    sheet[table].set(row.id, { row: newest(row, all, on), pack })
  return done(true)
}

function newest(row: AnyRow, all: readonly AnyRow[], on: Day): AnyRow {
  const texts = all.filter((r) => r.id === row.id)
  return texts.find((r) => holds(r, on)) ?? row
}

function holds(row: AnyRow, on: Day): boolean {
  return (row.from ?? on) <= on && (row.to === undefined || on <= row.to)
}

function overlapping(rows: readonly AnyRow[]): string | undefined {
  const seen = new Map<string, AnyRow[]>()
  for (const row of rows) {
    const others = seen.get(row.id) ?? []
    if (others.some((other) => overlap(other, row))) return row.id
    seen.set(row.id, [...others, row])
  }
  return undefined
}

function loosened(table: Table, before: AnyRow, after: AnyRow): Outcome<true> {
  if (table === 'grounds') return opened(before, after)
  if (table === 'safeguards') return emptied(before, after)
  return done(true)
}

function lawFrom(sheet: Sheet, packs: readonly Pack[]): Law {
  const rows = Object.fromEntries(
    tables.map((t) => [t, [...sheet[t].values()].map(({ row }) => withoutReplaces(row))]),
  ) as unknown as Record<Table, readonly AnyRow[]>
  const origins: Record<string, Origin> = {}
  for (const table of tables)
    for (const [id, { pack, replaced }] of sheet[table])
      origins[`${table}/${id}`] = { pack: pack.id, ...(replaced === undefined ? {} : { replaced }) }
  return {
    version: rowsDigest(rows),
    packs: packs.map(packName),
    origins,
    ...(rows as unknown as Omit<Law, 'version' | 'packs' | 'origins' | 'safeguards'>),
    safeguards: Object.fromEntries(
      rows.safeguards.map((row) => [row.id, cells(row)]),
    ) as unknown as Law['safeguards'],
  }
}

function cells(row: AnyRow): Safeguards {
  const all = row as unknown as Safeguards
  return Object.fromEntries(safeguardColumns.map((c) => [c, all[c]])) as unknown as Safeguards
}

function withoutReplaces({ replaces: _, ...row }: AnyRow): AnyRow {
  return row
}

function packName(pack: Pack): Law['packs'][number] {
  const { id, name, layer, version, from, to, rows } = pack
  const all = tables.flatMap((t) => (rows[t] ?? []) as readonly { readonly status: string }[])
  return {
    id,
    name,
    layer,
    version,
    from,
    ...(to === undefined ? {} : { to }),
    digest: rowsDigest(pack),
    rows: all.length,
    toVerify: all.filter((row) => row.status === 'to-verify').length,
    signers: [],
  }
}
