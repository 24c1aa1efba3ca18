import { open } from 'node:fs/promises'
import { digest } from '#base'
import { detect, type Ledger, type Reading, readOpenings, readRates } from '#intake'
import { currencies, formatFraction } from '#money'
import type { Args, Call, ExitCode } from './command.ts'
import { importText } from './import-text.ts'
import { type More, readCase, unusable } from './read-case.ts'
import { exitCode } from './refusal.ts'
import { tellFile } from './tell-file.ts'
import type { Terminal } from './terminal.ts'

/** What one file turned out to be. */
export type Imported =
  | { readonly as: 'ledger'; readonly file: string; readonly ledger: Ledger }
  | {
      readonly as: 'openings' | 'rates'
      readonly file: string
      readonly digest: string
      readonly rows: readonly object[]
    }

/** Reads files and says what was understood, what is odd and what was left out; `--node` keeps them in a node. */
export async function importFiles({ args, terminal, config }: Call): Promise<ExitCode> {
  const found: Imported[] = []
  const kinds = new Map<string, Kind>()
  for (const path of args.positionals)
    kinds.set(path, (args.text('as') as Kind | undefined) ?? (await kindOf(path)))
  const beside = (kind: Kind) => [...kinds].find(([, k]) => k === kind)?.[0]
  const [rates, opening] = [beside('rates'), beside('openings')]
  for (const path of args.positionals) {
    const read = await importOne(path, kinds.get(path)!, args, terminal, {
      ...(rates === undefined ? {} : { rates }),
      ...(opening === undefined ? {} : { opening }),
    })
    if (!read.ok) {
      if (args.flag('json')) terminal.json({ refused: read.refusal })
      tellFile(read.refusal, terminal)
      return exitCode(read.refusal)
    }
    found.push(read.value)
  }
  const directory = args.text('node')
  const kept =
    directory === undefined
      ? undefined
      : await (await import('./import-node.ts')).keepInNode(
          directory,
          args,
          found,
          terminal,
          config,
        )
  if (kept && !kept.ok) {
    tellFile({ problems: [], problemCount: 0, ...kept.refusal }, terminal)
    return exitCode(kept.refusal)
  }
  const node = kept ? { node: kept.value } : {}
  if (args.flag('json')) terminal.json({ files: found.map(asJson), ...node })
  else terminal.out(found.map(importText).join('\n\n'))
  if (kept && !args.flag('json')) terminal.out(`\nkept as tracing ${kept.value.tracing}`)
  return found.some((f) => f.as === 'ledger' && f.ledger.leftOut.rows > 0) ? 1 : 0
}

type Kind = 'ledger' | 'openings' | 'rates'

async function importOne(
  path: string,
  as: Kind,
  args: Args,
  terminal: Terminal,
  beside: More,
): Promise<Reading<Imported>> {
  if (as === 'ledger') {
    const read = await readCase(path, args, terminal, beside)
    if (!read.ok) return read
    return { ok: true, value: { as, file: read.value.sources[0]!.file, ledger: read.value.ledger } }
  }
  const bytes = await wholeFile(path)
  const input = { name: path === '-' ? 'standard input' : path, bytes }
  const file = { file: input.name.split(/[\\/]/).at(-1)!, digest: digest(bytes) }
  if (as === 'openings') {
    const read = await readOpenings(input)
    if (!read.ok) return read
    const rows = read.value.map(({ account, currency, amount, claim }) => ({
      account,
      currency,
      amount,
      ...(claim === undefined ? {} : { claim }),
    }))
    return { ok: true, value: { as, ...file, rows } }
  }
  const base = args.text('base')
  if (base === undefined)
    return unusable(
      `${file.file} holds rates and --base is missing`,
      'add --base CUR: rates are units of that currency',
    )
  const read = await readRates(input, { base, known: currencies() })
  if (!read.ok) return read
  const rows = read.value.rates.rows.map((r) => ({
    currency: r.currency,
    rate: formatFraction(r.rate),
    from: r.from,
  }))
  return { ok: true, value: { as: 'rates', ...file, rows } }
}

/** Openings and rates are told by their header; everything else is read as a ledger, which then says what it lacks. */
async function kindOf(path: string): Promise<Kind> {
  if (path === '-') return 'ledger'
  const head = await firstBytes(path)
  const seen = head === undefined ? undefined : await detect(head)
  if (!seen?.ok) return 'ledger'
  const names = new Set(seen.value.header.map((h) => h.trim().toLowerCase()))
  if (['currency', 'rate', 'from'].every((n) => names.has(n)) && !names.has('amount'))
    return 'rates'
  if (['account', 'currency', 'amount'].every((n) => names.has(n)) && !names.has('to'))
    return 'openings'
  return 'ledger'
}

async function firstBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024))
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}

async function wholeFile(path: string): Promise<Buffer> {
  const parts: Buffer[] = []
  if (path === '-') for await (const part of process.stdin) parts.push(part as Buffer)
  else {
    const file = await open(path, 'r')
    try {
      parts.push(await file.readFile())
    } finally {
      await file.close()
    }
  }
  return Buffer.concat(parts)
}

function asJson(found: Imported): object {
  if (found.as !== 'ledger')
    return { file: found.file, as: found.as, digest: found.digest, rows: found.rows }
  const { source, understood, findings, leftOut } = found.ledger
  return {
    file: found.file,
    as: 'ledger',
    digest: source.digest,
    bytes: source.bytes,
    first_day: source.firstDay ?? null,
    last_day: source.lastDay ?? null,
    understood: {
      encoding: understood.encoding,
      delimiter: understood.delimiter,
      gzip: understood.gzip,
      header: understood.header,
      columns: understood.columns,
      ignored: understood.ignored,
      decimal: understood.decimal,
      date_format: understood.dateFormat,
      accounts: understood.accounts,
      sequence: understood.sequence,
      rows: understood.rows,
      payments: understood.payments,
      account_count: understood.accountCount,
      currencies: understood.currencies,
    },
    claims: found.ledger.payments.claims,
    findings,
    left_out: {
      rows: leftOut.rows,
      problem_count: leftOut.problemCount,
      problems: leftOut.problems,
      totals: leftOut.totals,
      unknown_amounts: leftOut.unknownAmounts,
      zero_amounts: leftOut.zeroAmounts,
      blank_rows: leftOut.blankRows,
    },
  }
}
