import { z } from 'zod'
import { asDay, asInstant, done, type Json, nearest, type Outcome } from '#base'
import { sumOf } from './amounts.ts'
import { forms } from './data/forms.ts'
import { type Field, textLimits } from './fields.ts'
import { no } from './refuse.ts'
import type { FormId } from './rows.ts'

/** What was filed: values by name of the field. */
export type Document = Readonly<Record<string, Json>>

/** Forms by name; the shipped ones where none are handed in. */
export type Forms = Readonly<Record<FormId, readonly Field[]>>

/** The fields of a form in their order; none for a form without a row. */
export function fieldsOf(form: FormId, all: Forms = forms): readonly Field[] {
  return Object.hasOwn(all, form) ? (all[form] ?? []) : []
}

/**
 * Characters that make a text read otherwise than it is: those that turn the direction of writing around, that end the
 * text for other programs, or that are halves of a character. Arabic and Hebrew need none of them.
 */
const misleading = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/u

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max)
    .refine(
      (t) => !misleading.test(t) && t.isWellFormed(),
      'must not hold signs that hide or turn around what is written',
    )

const person = z.strictObject({
  name: text(textLimits.text),
  kind: z.enum(['person', 'company']).optional(),
  born: z
    .string()
    .refine((d) => asDay(d) !== undefined, 'must be a day, YYYY-MM-DD')
    .optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  identifier: text(textLimits.text).optional(),
  role: text(textLimits.text).optional(),
  /** Unit group of ISCO-08, where the person's calling is protected: see the red lines. */
  occupation: z
    .string()
    .regex(/^\d{4}$/, 'must be a unit group of ISCO-08, four digits')
    .optional(),
})

const money = z
  .strictObject({
    amount: z.string().regex(/^\d{1,18}(\.\d{1,6})?$/, 'must be an amount such as 1870000.00'),
    currency: z.string().regex(/^[A-Z0-9]{3,5}$/, 'must be a currency code'),
  })
  // What cannot be counted could not be held against a ceiling either.
  .refine((m) => sumOf(m) !== undefined, 'must have no more decimals than its currency')

const asset = z.strictObject({
  reference: text(textLimits.text).optional(),
  description: text(textLimits.text),
  kind: z.enum([
    'account',
    'real-estate',
    'vehicle',
    'vessel',
    'goods',
    'securities',
    'policy',
    'wallet',
    'company',
    'other',
  ]),
  place: text(textLimits.text),
  holder: text(textLimits.text).optional(),
  value: money.optional(),
})

/** The form as a schema; with `gaps` what is required may still be missing. */
export function schemaOf(form: FormId, gaps = false, all: Forms = forms): z.ZodType<Document> {
  const shape: Record<string, z.ZodType> = {}
  for (const field of fieldsOf(form, all)) {
    const value = valueFor(field)
    shape[field.name] = field.required && !gaps ? value : value.optional()
  }
  return z.strictObject(shape) as unknown as z.ZodType<Document>
}

function valueFor(field: Field): z.ZodType {
  const values = field.options?.map((o) => o.value)
  switch (field.kind) {
    case 'text':
      return text(textLimits.text)
    case 'long':
      return text(textLimits.long)
    case 'choice':
      return values === undefined ? text(textLimits.text) : z.enum(values as [string, ...string[]])
    case 'day':
      return z
        .string()
        .refine((d) => asDay(d) !== undefined && inOurTime(d), 'must be a day, YYYY-MM-DD')
    case 'list':
      return z
        .array(
          values === undefined ? text(textLimits.long) : z.enum(values as [string, ...string[]]),
        )
        .min(1)
        .max(textLimits.items)
    case 'check':
      return field.required ? z.literal(true) : z.boolean()
    case 'persons':
      return z.array(person).max(textLimits.items)
    case 'number':
      return z
        .int()
        .min(field.least ?? 0)
        .max(field.most ?? 1_000_000_000)
    case 'money':
      return money
    case 'instant':
      return z
        .string()
        .refine(
          (t) => asInstant(t) !== undefined && inOurTime(asInstant(t)!),
          'must be an instant, ISO 8601',
        )
    case 'assets':
      return z.array(asset).min(1).max(textLimits.items)
    case 'matter':
      return z.string().regex(/^[\w/.-]{1,120}$/, 'must be the id of a matter')
    case 'authorities':
      return z
        .array(z.string().regex(/^[A-Z]{2,4}-[A-Z0-9-]{1,20}$/, 'must be the id of an authority'))
        .min(1)
        .max(textLimits.items)
    case 'digest':
      return z
        .string()
        .regex(/^sha256:[0-9a-f]{64}$/, 'must be a digest, sha256: and 64 hex digits')
  }
}

/** Days from which limits can be reckoned; nobody alive is older, and no order runs longer. */
function inOurTime(day: string): boolean {
  return day >= '1900' && day < '2200'
}

const schemas = new WeakMap<Forms, Map<string, z.ZodType<Document>>>()

function schemaFor(form: FormId, gaps: boolean, all: Forms): z.ZodType<Document> {
  const made = schemas.get(all) ?? new Map<string, z.ZodType<Document>>()
  schemas.set(all, made)
  const key = gaps ? `${form}/gaps` : form
  const schema = made.get(key) ?? schemaOf(form, gaps, all)
  made.set(key, schema)
  return schema
}

/** A document read against its form, or the first thing that is wrong with it. */
export function readForm(
  form: FormId,
  document: unknown,
  gaps = false,
  all: Forms = forms,
): Outcome<Document> {
  const read = schemaFor(form, gaps, all).safeParse(document)
  if (read.success) return done(read.data)
  const issue = read.error.issues[0]!
  const pointer = `/document/${issue.path.join('/')}`.replace(/\/$/, '')
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0]!
    const near = nearest(
      name,
      fieldsOf(form, all).map((f) => f.name),
    )
    return no('field-unknown', `form ${form} has no field ${quoted(name)}`, {
      where: { pointer },
      remedy:
        near === undefined
          ? `fields: ${
              fieldsOf(form, all)
                .map((f) => f.name)
                .join(', ') || 'none'
            }`
          : `did you mean "${near}"?`,
    })
  }
  const field = fieldsOf(form, all).find((f) => f.name === issue.path[0])
  const options = field?.options?.map((o) => o.value).join(', ')
  return no(
    'form-incomplete',
    `${field?.label ?? 'the document'} ${missing(document, issue.path) ? 'is missing' : `is not usable: ${issue.message.toLowerCase()}`}`,
    {
      where: { pointer },
      remedy:
        options === undefined
          ? `fill ${field?.label ?? 'the document'} and send again`
          : `choose from ${options}`,
      ...(field?.citation === undefined ? {} : { citation: field.citation }),
    },
  )
}

/** The form as JSON Schema (draft 2020-12), for other programs that fill or check it. */
export function jsonSchemaOf(form: FormId, all: Forms = forms): Readonly<Record<string, Json>> {
  return z.toJSONSchema(schemaFor(form, false, all), { io: 'input' }) as Record<string, Json>
}

/** Required fields that a draft does not have yet, by name. */
export function missingFields(
  form: FormId,
  document: Document,
  all: Forms = forms,
): readonly string[] {
  return fieldsOf(form, all)
    .filter((f) => f.required && document[f.name] === undefined)
    .map((f) => f.name)
}

function missing(document: unknown, path: readonly PropertyKey[]): boolean {
  let value = document
  for (const step of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[step]
  return value === undefined
}

function quoted(name: string): string {
  return `"${name.slice(0, 40)}"`
}
