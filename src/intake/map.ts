import { basename } from 'node:path'
import { z } from 'zod'
import { nearest, readJson } from '#base'
import { dateFormats } from './dates.ts'
import { encodings } from './encoding.ts'
import { ledgerColumns } from './header.ts'
import { limits } from './limits.ts'
import { fileRefusal, type Reading, reading } from './problem.ts'
import { atLeast, type Input, nameOf, receive } from './source.ts'

const columnName = z.string().min(1).max(1_000)
const constantColumns = [
  'time',
  'from',
  'to',
  'currency',
  'to_currency',
  'claim',
  'purpose',
  'type',
] as const
const amountText = z
  .string()
  .regex(/^\d{1,16}(\.\d{1,18})?$/, 'a decimal text such as "1870000.00"')

/** How another body's table becomes a ledger. Every key is optional; a key that is not here is refused. */
export const ledgerMapSchema = z.strictObject({
  /** Ledger column: the header that holds it. */
  columns: z.partialRecord(z.enum(ledgerColumns), columnName).optional(),
  /** The same value for every row. */
  constants: z.partialRecord(z.enum(constantColumns), z.string().min(1).max(1_000)).optional(),
  /** No id column: the id is this prefix and the row number of the file. */
  rowIds: z.string().max(20).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** `2e+05` stands for exactly 200000. Spreadsheets round such figures, so nobody but the user can say so. */
  scientific: z.enum(['refuse', 'exact']).optional(),
  dateFormat: z.enum(dateFormats).optional(),
  /** Offset of times that state none, `+02:00` or `Z`. */
  utcOffset: z
    .string()
    .regex(/^(Z|[+-]\d{2}:\d{2})$/, 'Z or an offset such as "+02:00"')
    .optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(encodings).optional(),
  /** Row of the header when lines stand above it, 1-based. */
  headerRow: z.number().int().min(1).max(1_000).optional(),
  /** `normalised`: names equal but for case, spaces, punctuation, accents and spelling of the legal form are one account. */
  accounts: z.enum(['as-given', 'normalised']).optional(),
  /** A table of names and the form each stands for. */
  aliases: z
    .strictObject({ file: z.string().min(1), name: columnName, norm: columnName })
    .optional(),
  /** Payments that introduce a claim: all conditions of a rule must hold. */
  claims: z
    .array(
      z
        .strictObject({
          claim: z.string().min(1).max(200),
          from: z.string().min(1).optional(),
          to: z.string().min(1).optional(),
          id: z.string().min(1).optional(),
          /** In the purpose, upper and lower case alike. */
          contains: z.string().min(1).optional(),
          /** Of each payment, in the currency of the debited account; without it the whole payment. */
          amount: amountText.optional(),
        })
        .refine(
          (rule) => rule.from ?? rule.to ?? rule.id ?? rule.contains,
          'at least one of from, to, id, contains',
        ),
    )
    .max(1_000)
    .optional(),
  /** Currencies beyond ISO 4217 with the digits of their minor unit. */
  currencies: z
    .record(
      z.string().regex(/^[A-Z0-9]{2,10}$/, 'a code such as "VLD"'),
      z.number().int().min(0).max(18),
    )
    .optional(),
  /** What a negative amount means: unusable, a sign to be dropped, or a payment the other way. Default: refuse. */
  negative: z.enum(['refuse', 'absolute', 'reverse']).optional(),
  /** What a payment of nothing is: unusable, or left out and counted. Default: refuse. */
  zero: z.enum(['refuse', 'leave-out']).optional(),
  /**
   * What a payment of an account to itself in one currency is: unusable, left out and counted, or kept as the ledger has it
   * (it takes by the rule and adds as the newest). Default: kept, and the findings say how many.
   */
  selfPayments: z.enum(['refuse', 'leave-out', 'keep']).optional(),
})
export type LedgerMap = z.infer<typeof ledgerMapSchema>

/** Reads a map; what it does not know is refused with the nearest word that it knows. */
export function readMap(input: Input): Promise<Reading<LedgerMap>> {
  return reading(async () => {
    const file = nameOf(input)
    const received = await receive(input, limits, {})
    const bytes = await atLeast(received.chunks[Symbol.asyncIterator](), 1024 * 1024 + 1)
    const json = readJson(withoutMark(bytes), { maxBytes: 1024 * 1024, maxDepth: 8 })
    if (!json.ok) {
      return {
        ok: false,
        refusal: {
          ...fileRefusal(file, {
            name: json.refusal.name,
            expected: 'a map: one JSON object in UTF-8',
            found: json.refusal.ground,
            remedy: json.refusal.remedy,
          }),
          kind: json.refusal.kind,
        },
      }
    }
    return checkMap(json.value, file)
  })
}

/** A map that is already a value. */
export function checkMap(value: unknown, file = 'the map'): Reading<LedgerMap> {
  const parsed = ledgerMapSchema.safeParse(lifted(value))
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]!
  const unknown = unknownKey(issue)
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path
  const pointer = path
    .map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
  const refusal = fileRefusal(basename(file), {
    name: unknown === undefined ? 'map-invalid' : 'map-key-unknown',
    expected:
      unknown === undefined
        ? issue.message.replace(/^Invalid \w+: expected /, '')
        : 'only keys that a map has',
    found:
      unknown === undefined
        ? pointer === ''
          ? 'another value'
          : `another value at ${pointer}`
        : `"${unknown.slice(0, 40)}"`,
    remedy:
      unknown === undefined ? 'correct the map at this place' : suggestion(unknown, issue.path),
  })
  return { ok: false, refusal: { ...refusal, where: { file: basename(file), pointer } } }
}

/** Column names may stand at the top, without `columns` around them: `{"from": "payer", "amount": "usd"}`. */
function lifted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const whole = value as Readonly<Record<string, unknown>>
  const isColumn = (key: string) => (ledgerColumns as readonly string[]).includes(key)
  const top = Object.entries(whole).filter(
    ([key, name]) => isColumn(key) && typeof name === 'string',
  )
  if (top.length === 0) return value
  const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => !isColumn(key)))
  const columns = typeof whole.columns === 'object' ? whole.columns : {}
  return { ...rest, columns: { ...Object.fromEntries(top), ...columns } }
}

function unknownKey(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return issue.keys[0]
  if (issue.code === 'invalid_key') return String(issue.path.at(-1))
  return undefined
}

function suggestion(key: string, path: readonly PropertyKey[]): string {
  const known = knownKeys(path)
  const near = nearest(key, known)
  return near === undefined ? `known here: ${known.join(', ')}` : `did you mean "${near}"`
}

function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'columns') return ledgerColumns
  if (path[0] === 'constants') return constantColumns
  if (path[0] === 'claims') return ['claim', 'from', 'to', 'id', 'contains', 'amount']
  if (path[0] === 'aliases') return ['file', 'name', 'norm']
  return Object.keys(ledgerMapSchema.shape)
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
