import { z } from 'zod'
import { asDay, done, type Json, type Outcome, readJson } from '#base'
import { units } from './deadlines.ts'
import { groundKinds } from './grounds.ts'
import { authorityKinds, clockClasses, measures } from './measures.ts'
import { layers, type Pack, type SignedPack, tables } from './pack.ts'
import { no } from './pack-refuse.ts'
import { safeguardColumns } from './safeguards.ts'

/** A pack is read by people; this is several thousand rows. */
export const packLimits = { maxBytes: 2 * 1024 * 1024, maxDepth: 16, maxValues: 300_000 } as const

const text = z.string().min(1).max(2000)
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,99}$/)
const day = z.string().refine((value) => asDay(value) !== undefined, 'a day, YYYY-MM-DD')
const country = z.string().regex(/^[A-Z]{2}$/)
const row = {
  id,
  replaces: id.optional(),
  citation: text,
  text,
  from: day,
  to: day.optional(),
  status: z.enum(['verified', 'to-verify']),
  source: text,
}
const status = { status: row.status, source: text }
const kinds = z.array(z.enum(authorityKinds)).min(1)
const known = z.array(text).max(100)

const instruments = z.strictObject({
  ...row,
  name: text,
  kind: z.enum(['treaty', 'memorandum', 'law', 'protocol', 'custom']),
  channel: text,
  scope: z.literal('uncac').optional(),
  pairs: z.array(z.tuple([country, country])),
  parties: z
    .array(
      z.strictObject({
        country,
        from: day,
        to: day.optional(),
        ...status,
        reservations: known.optional(),
        languages: known.optional(),
        centralAuthority: text.optional(),
      }),
    )
    .optional(),
  outside: z
    .array(z.strictObject({ country, because: text, citation: text, ...status }))
    .optional(),
})
const bases = z.strictObject({
  ...row,
  instrument: id,
  measure: z.enum(measures),
  fromKinds: kinds,
  toKinds: kinds,
  answer: z.partialRecord(z.enum(clockClasses), id),
  acknowledge: id.optional(),
  acknowledgeEmergency: id.optional(),
  limits: z.record(id, id).optional(),
  safeguards: id.nullable(),
  forms: z.array(id).optional(),
})
const zone = z.string().refine(isZone, 'a time zone, such as Europe/Vilnius')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, HH:MM')
const month = z.int().min(1).max(12)
const dayOfMonth = z.int().min(1).max(31)
const count = z.int().min(-1_000_000).max(100_000_000)
// What the reckoning reads is checked to the last field: a limit that cannot be reckoned would stop every clock.
const terms = z.looseObject({
  id,
  when: text,
  count,
  unit: z.enum(units),
  ends: z.union([z.enum(['same-time', 'end-of-day']), z.strictObject({ at: time })]),
  roll: z.enum(['none', 'next-working-day']),
  on: z
    .strictObject({ month, day: dayOfMonth, year: z.int().min(1900).max(2200).optional() })
    .optional(),
  zone: zone.optional(),
  hours: z.strictObject({ opens: time, closes: time }).optional(),
  extension: z
    .looseObject({
      count: z.int().min(0).max(36_525),
      unit: z.enum(units),
      times: z.int().min(0).max(100),
      citation: text,
    })
    .optional(),
})
const ask = { id, of: text }
const points = z.array(z.strictObject({ id, text })).min(1).max(200)
const asks = z.discriminatedUnion('kind', [
  z.strictObject({ ...ask, kind: z.enum(['all', 'only', 'never']), points }),
  z.strictObject({
    ...ask,
    kind: z.literal('number'),
    least: z.number().optional(),
    most: z.number().optional(),
  }),
  z.strictObject({
    ...ask,
    kind: z.literal('share'),
    above: z.int().min(0),
    basisPoints: z.int().min(0).max(10_000),
  }),
  z.strictObject({ ...ask, kind: z.literal('sum') }),
])
const rules = z.looseObject({
  ...row,
  calendar: id.optional(),
  terms: z.array(terms).max(100),
  asks: z.array(asks).max(100).optional(),
})
const holiday = {
  name: text,
  from: z.int().optional(),
  to: z.int().optional(),
  moved: z.enum(['next', 'sunday-next', 'nearest', 'monday']).optional(),
}
const offset = z.int().min(-400).max(400)
const weekday = z.int().min(1).max(7)
const holidays = z
  .array(
    z.discriminatedUnion('on', [
      z.strictObject({ ...holiday, on: z.literal('date'), month, day: dayOfMonth }),
      z.strictObject({ ...holiday, on: z.literal('easter'), offset }),
      z.strictObject({ ...holiday, on: z.literal('orthodox-easter'), offset }),
      z.strictObject({
        ...holiday,
        on: z.literal('weekday-after'),
        weekday,
        month,
        day: dayOfMonth,
        offset: offset.optional(),
      }),
      z.strictObject({
        ...holiday,
        on: z.literal('weekday-before'),
        weekday,
        month,
        day: dayOfMonth,
      }),
      z.strictObject({ ...holiday, on: z.literal('days'), days: z.array(day).max(1000) }),
    ]),
  )
  .max(500)
const weekend = z.array(weekday).max(6)
const calendars = z.looseObject({
  id,
  replaces: id.optional(),
  name: text,
  zone,
  weekend,
  earlierWeekends: z.array(z.strictObject({ weekend, until: day })).optional(),
  holidays,
  bank: holidays.optional(),
  years: z.strictObject({ from: z.int(), to: z.int() }).optional(),
  citation: text,
  status: row.status,
})
const procedure = z.string().regex(/^P\d+b?$/)
const grounds = z.strictObject({
  ...row,
  name: text,
  kind: z.enum(groundKinds),
  consult: z.boolean(),
  articles: z.array(z.strictObject({ instrument: id, article: text })),
  usableIn: z.array(procedure),
  closedIn: z.array(z.strictObject({ procedure, citation: text, text })),
})
const elements = z.strictObject({
  ...row,
  form: id,
  field: id,
  fields: z.array(id).optional(),
  section: text.optional(),
  label: text,
})
const safeguards = z.strictObject({
  ...row,
  ...Object.fromEntries(
    safeguardColumns.map((column) => [column, z.string().max(2000).nullable()]),
  ),
})
const thresholds = z.strictObject({
  ...row,
  name: text,
  value: z.string().regex(/^\d+(\.\d+)?$/),
  unit: text,
})
const offences = z.strictObject({
  ...row,
  name: text,
  uncac: text.optional(),
  euList: text.optional(),
})
const criminality = z.strictObject({
  ...row,
  offence: id,
  country,
  punished: z.boolean(),
  article: text,
  years: z.int().min(0).max(100).optional(),
})
const networks = z.strictObject({
  ...row,
  name: text,
  kinds,
  countries: z.array(country),
  before: z.array(z.enum(measures)),
})

const shapes = {
  instruments,
  bases,
  rules,
  calendars,
  grounds,
  elements,
  safeguards,
  thresholds,
  offences,
  criminality,
  networks,
}
const packShape = z.strictObject({
  id,
  name: text,
  layer: z.enum(layers),
  version: z.int().min(1).max(1_000_000),
  from: day,
  to: day.optional(),
  over: z.array(id).optional(),
  rows: z.strictObject(
    Object.fromEntries(tables.map((t) => [t, z.array(shapes[t]).max(5000).optional()])),
  ),
})
const signedShape = z.strictObject({
  pack: z.unknown(),
  signatures: z
    .array(
      z.strictObject({
        signer: text,
        key: text,
        role: text,
        at: z.iso.datetime(),
        signature: text,
      }),
    )
    .max(16),
})

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** A pack from a JSON value, or what is wrong with it and where. */
export function checkPack(value: unknown): Outcome<Pack> {
  const uncited = firstUncited(value)
  if (uncited !== undefined)
    return no('row-uncited', `${uncited.row} has no ${uncited.field}`, { pointer: uncited.pointer })
  const parsed = packShape.safeParse(value)
  if (!parsed.success) return malformed(parsed.error)
  return done(value as Pack)
}

/** A signed pack, or a bare one without signatures, from a JSON value. */
export function checkSigned(value: unknown): Outcome<SignedPack> {
  if (typeof value !== 'object' || value === null || !('signatures' in value)) {
    const bare = checkPack(value)
    return bare.ok ? done({ pack: bare.value, signatures: [] }) : bare
  }
  const parsed = signedShape.safeParse(value)
  if (!parsed.success) return malformed(parsed.error)
  const pack = checkPack(parsed.data.pack)
  if (!pack.ok) return pack
  return done({
    pack: pack.value,
    signatures: parsed.data.signatures as unknown as SignedPack['signatures'],
  })
}

/** A pack file as it lies on a disk: the pack, or the pack with its signatures. */
export function readPack(bytes: Uint8Array): Outcome<SignedPack> {
  const json = readJson(bytes, packLimits)
  if (!json.ok)
    return no(
      json.refusal.kind === 'too-large' ? 'pack-oversized' : 'pack-unreadable',
      json.refusal.ground,
    )
  return checkSigned(json.value)
}

const cited = ['citation', 'source', 'status'] as const

/** The first row without its citation, source or status: worth a name of its own, because it is the commonest fault. */
function firstUncited(value: unknown) {
  const rows = (value as { rows?: Record<string, unknown> } | null)?.rows
  if (typeof rows !== 'object' || rows === null) return undefined
  for (const table of tables) {
    const list = rows[table]
    if (!Array.isArray(list)) continue
    for (const [i, row] of (list as Json[]).entries())
      for (const field of cited) {
        if (table === 'calendars' && field === 'source') continue
        const one = row as Record<string, unknown> | null
        if (typeof one !== 'object' || one === null || one[field]) continue
        const row_ = typeof one.id === 'string' ? one.id : `row ${i + 1} of ${table}`
        return { row: row_, field, pointer: `/rows/${table}/${i}/${field}` }
      }
  }
  return undefined
}

function malformed(error: z.ZodError): Outcome<never> {
  const issue = error.issues[0]!
  const pointer = issue.path.map((step) => `/${String(step)}`).join('')
  return no('pack-malformed', `${pointer || 'the document'}: ${issue.message.toLowerCase()}`, {
    pointer,
  })
}
