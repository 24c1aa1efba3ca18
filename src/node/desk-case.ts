import type { Json } from '#base'
import {
  checkMap,
  type Input,
  type Ledger,
  type LedgerMap,
  type Reading,
  readLedger,
  readMap,
  readOpenings,
  readRates,
} from '#intake'
import { type Currency, currencies, formatFraction, type Rates, rates } from '#money'
import type { ExhibitRate, ExhibitSource } from '#paper'
import { type FileKey, readFile } from './desk-files.ts'
import type { ClaimRule, FileRole } from './desk-shapes.ts'

/** Everything that a tracing is computed from, as it crosses to the thread that computes. */
export interface CaseSpec {
  readonly tracing: string
  /** Counts imports; a cached reading of an earlier one is not used. */
  readonly version: number
  readonly files: readonly {
    readonly role: FileRole
    readonly name: string
    readonly digest: string
    readonly key: FileKey
  }[]
  readonly base?: string
  readonly map?: Json
  readonly claims: readonly ClaimRule[]
  readonly skipBadRows: boolean
}

export interface Case {
  readonly ledger: Ledger
  readonly rates: Rates | undefined
  readonly rateRows: readonly ExhibitRate[]
  readonly sources: readonly ExhibitSource[]
  readonly map: LedgerMap | undefined
}

/** Reads the files of a case: map first, then rates and openings, then the ledger with all of them. */
export async function readCase(
  spec: CaseSpec,
  onProgress: (done: number, total: number | undefined) => void,
  signal: AbortSignal,
): Promise<Reading<Case>> {
  const file = (role: FileRole) => spec.files.find((f) => f.role === role)
  const input = (role: FileRole): Input | undefined => {
    const found = file(role)
    return found === undefined
      ? undefined
      : { name: found.name, bytes: readFile(found.key), size: found.key.bytes }
  }
  const map = await mapOf(spec, input('map'))
  if (!map.ok) return map
  const money = await ratesOf(spec, input('rates'))
  if (!money.ok) return money
  const openingInput = input('openings')
  const openings = openingInput === undefined ? undefined : await readOpenings(openingInput)
  if (openings !== undefined && !openings.ok) return openings
  const ledgerInput = input('ledger')
  if (ledgerInput === undefined) return noLedger
  const ledger = await readLedger(ledgerInput, {
    ...(map.value === undefined ? {} : { map: map.value }),
    ...(openings === undefined ? {} : { openings: openings.value }),
    ...(money.value.declared === undefined ? {} : { declared: money.value.declared }),
    skipBadRows: spec.skipBadRows,
    onProgress,
    signal,
  })
  if (!ledger.ok) return ledger
  return {
    ok: true,
    value: {
      ledger: ledger.value,
      rates: money.value.rates,
      rateRows: (money.value.rates?.rows ?? []).map((r) => ({
        currency: r.currency,
        rate: formatFraction(r.rate),
        from: r.from,
      })),
      sources: sourcesOf(spec, ledger.value),
      map: map.value,
    },
  }
}

const noLedger: Extract<Reading<never>, { ok: false }> = {
  ok: false,
  refusal: {
    kind: 'conflict',
    name: 'ledger-missing',
    ground: 'the tracing has no ledger file yet',
    remedy: 'drop a ledger first',
    problems: [],
    problemCount: 0,
  },
}

async function mapOf(
  spec: CaseSpec,
  file: Input | undefined,
): Promise<Reading<LedgerMap | undefined>> {
  const read = file === undefined ? undefined : await readMap(file)
  if (read !== undefined && !read.ok) return read
  const given = spec.map === undefined ? undefined : checkMap(spec.map)
  if (given !== undefined && !given.ok) return given
  if (read === undefined && given === undefined && spec.claims.length === 0)
    return { ok: true, value: undefined }
  const claims = [
    ...(read?.value.claims ?? []),
    ...(given?.value.claims ?? []),
    ...spec.claims.flatMap(({ claim, from, to, ids }) =>
      ids === undefined
        ? [{ claim, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]
        : ids.map((id) => ({ claim, id })),
    ),
  ]
  return {
    ok: true,
    value: { ...read?.value, ...given?.value, ...(claims.length === 0 ? {} : { claims }) },
  }
}

async function ratesOf(
  spec: CaseSpec,
  file: Input | undefined,
): Promise<Reading<{ rates?: Rates; declared?: ReadonlyMap<string, number> }>> {
  const { base } = spec
  if (base === undefined) {
    if (file === undefined) return { ok: true, value: {} }
    return {
      ok: false,
      refusal: {
        kind: 'malformed',
        name: 'base-missing',
        ground: 'a table of rates is given, but not the currency whose units they are',
        remedy: 'name the base currency',
        problems: [],
        problemCount: 0,
      },
    }
  }
  if (file === undefined) return { ok: true, value: { rates: rates(base as Currency, []) } }
  return readRates(file, { base, known: currencies() })
}

function sourcesOf(spec: CaseSpec, { source, leftOut }: Ledger): ExhibitSource[] {
  return spec.files.map((file) => {
    const common = {
      role: file.role,
      file: file.name,
      digest: file.digest as ExhibitSource['digest'],
      bytes: file.key.bytes,
    }
    if (file.role !== 'ledger') return common
    return {
      ...common,
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
  })
}
