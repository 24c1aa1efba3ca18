import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { digest, refuse } from '#base'
import {
  type Input,
  type Ledger,
  type LedgerMap,
  type OpeningRow,
  type Reading,
  readLedger,
  readMap,
  readOpenings,
  readRates,
} from '#intake'
import { type Currency, currencies, formatFraction, type Rates, rates } from '#money'
import type { ExhibitRate, ExhibitSource } from '#paper'
import { shorten } from './args.ts'
import type { Args } from './command.ts'
import type { Terminal } from './terminal.ts'

/** Everything that a trace is computed from, read once. */
export interface Case {
  readonly ledger: Ledger
  readonly map?: LedgerMap
  readonly rates?: Rates
  readonly rateRows: readonly ExhibitRate[]
  readonly sources: readonly ExhibitSource[]
  readonly claimed: readonly { readonly claim: string; readonly account: string }[]
}

/** What the command knows beyond its options. */
export interface More {
  readonly undeclaredDigits?: number
  /** Files that were given beside the ledger and recognised by their header. */
  readonly rates?: string
  readonly opening?: string
}

/** Reads a ledger with the map, the opening balances and the rates that the options name. */
export async function readCase(
  path: string,
  args: Args,
  terminal: Terminal,
  more: More = {},
): Promise<Reading<Case>> {
  const claimed = claimOptions(args.texts('claim'))
  if (!claimed.ok) return claimed
  const mapFile = args.text('map')
  const map = await mapOf(mapFile, args, claimed.value)
  if (!map.ok) return map
  const rates = await ratesOf(args, more.rates)
  if (!rates.ok) return rates
  const openings = await openingsOf(args.text('opening') ?? more.opening)
  if (!openings.ok) return openings
  const bar = terminal.progress('reading')
  const ledger = await readLedger(path, {
    ...(map.value === undefined ? {} : { map: map.value }),
    openings: openings.value.rows,
    ...(rates.value.declared === undefined ? {} : { declared: rates.value.declared }),
    ...(more.undeclaredDigits === undefined ? {} : { undeclaredDigits: more.undeclaredDigits }),
    skipBadRows: args.flag('skip-bad-rows'),
    aliasInput: (file) => resolve(mapFile === undefined ? '.' : dirname(mapFile), file),
    onProgress: (done, total) => bar.step(done, total ?? 0),
  })
  bar.end()
  if (!ledger.ok) return ledger
  return {
    ok: true,
    value: {
      ledger: ledger.value,
      ...(map.value === undefined ? {} : { map: map.value }),
      ...(rates.value.rates === undefined ? {} : { rates: rates.value.rates }),
      rateRows: (rates.value.rates?.rows ?? []).map((r) => ({
        currency: r.currency,
        rate: formatFraction(r.rate),
        from: r.from,
      })),
      sources: [
        ledgerSource(ledger.value),
        ...openings.value.sources,
        ...rates.value.sources,
        ...(mapFile === undefined ? [] : [fileSource('map', named(mapFile))]),
      ],
      claimed: claimed.value,
    },
  }
}

type Named = { readonly name: string; readonly bytes: Buffer }

/** A small file as bytes, so that its digest is that of what was read. */
function named(path: string): Named {
  return { name: path, bytes: readFileSync(path) }
}

function fileSource(role: ExhibitSource['role'], { name, bytes }: Named): ExhibitSource {
  return { role, file: baseName(name), digest: digest(bytes), bytes: bytes.length }
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

function ledgerSource({ source, leftOut }: Ledger): ExhibitSource {
  return {
    role: 'ledger',
    file: baseName(source.file),
    digest: source.digest,
    bytes: source.bytes,
    rows: source.rows,
    encoding: source.encoding,
    delimiter: source.delimiter,
    ...(source.firstDay === undefined ? {} : { firstDay: source.firstDay }),
    ...(source.lastDay === undefined ? {} : { lastDay: source.lastDay }),
    leftOut: leftOut.problems.map((p) => ({
      row: p.row ?? 0,
      why: `${p.column ? `${p.column}: ` : ''}expected ${p.expected}, found ${p.found}`,
    })),
  }
}

async function mapOf(
  file: string | undefined,
  args: Args,
  claimed: Case['claimed'],
): Promise<Reading<LedgerMap | undefined>> {
  const read = file === undefined ? undefined : await readMap(file)
  if (read && !read.ok) return read
  const forced = {
    ...(args.text('delimiter') === undefined
      ? {}
      : { delimiter: delimiter(args.text('delimiter')!) }),
    ...(args.text('encoding') === undefined ? {} : { encoding: args.text('encoding') }),
  } as Pick<LedgerMap, 'delimiter' | 'encoding'>
  if (!read && Object.keys(forced).length === 0 && claimed.length === 0)
    return { ok: true, value: undefined }
  const claims = [
    ...(read?.value.claims ?? []),
    ...claimed.map(({ claim, account }) => ({ claim, from: account })),
  ]
  return {
    ok: true,
    value: { ...read?.value, ...forced, ...(claims.length > 0 ? { claims } : {}) },
  }
}

function delimiter(text: string): string {
  return text === 'tab' || text === '\\t' ? '\t' : text
}

async function openingsOf(
  file: string | undefined,
): Promise<Reading<{ rows: readonly OpeningRow[]; sources: readonly ExhibitSource[] }>> {
  if (file === undefined) return { ok: true, value: { rows: [], sources: [] } }
  const bytes = named(file)
  const read = await readOpenings(bytes satisfies Input)
  if (!read.ok) return read
  return { ok: true, value: { rows: read.value, sources: [fileSource('openings', bytes)] } }
}

interface RatesRead {
  readonly rates?: Rates
  readonly declared?: ReadonlyMap<string, number>
  readonly sources: readonly ExhibitSource[]
}

async function ratesOf(args: Args, found?: string): Promise<Reading<RatesRead>> {
  const file = args.text('rates') ?? found
  const base = args.text('base')?.toUpperCase()
  const known = currencies()
  const unknown = () =>
    unusable(
      `"${shorten(base!)}" is not a currency of ISO 4217`,
      `correct --base, or declare it in the rates: a row ${shorten(base!)},1,2024-01-01`,
    )
  if (file === undefined) {
    if (base !== undefined && known.digits(base) === undefined) return unknown()
    return {
      ok: true,
      value: { sources: [], ...(base === undefined ? {} : { rates: rates(base as Currency, []) }) },
    }
  }
  if (base === undefined)
    return unusable(
      found === undefined
        ? '--rates is given without --base'
        : `${baseName(found)} holds rates and --base is missing`,
      'add --base CUR: rates are units of that currency',
    )
  const bytes = named(file)
  const read = await readRates(bytes, { base, known })
  if (!read.ok) return read
  if (known.digits(base) === undefined && !read.value.declared.has(base)) return unknown()
  return {
    ok: true,
    value: { ...read.value, sources: [fileSource('rates', bytes)] },
  }
}

function claimOptions(texts: readonly string[]): Reading<Case['claimed']> {
  const claims: { claim: string; account: string }[] = []
  for (const text of texts) {
    const at = text.indexOf('=')
    if (at < 1 || at === text.length - 1)
      return unusable('--claim takes NAME=ACCOUNT', 'write --claim "Peter=A20"')
    claims.push({ claim: text.slice(0, at), account: text.slice(at + 1) })
  }
  return { ok: true, value: claims }
}

/** A refusal of the arguments in the shape of a refusal of a file. */
export function unusable(ground: string, remedy: string): Extract<Reading<never>, { ok: false }> {
  const { refusal } = refuse({ kind: 'malformed', name: 'arguments-unusable', ground, remedy })
  return { ok: false, refusal: { ...refusal, problems: [], problemCount: 0 } }
}
