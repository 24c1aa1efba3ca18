import type { z } from 'zod'

/** Whether a value is of the shape. Never yes where the shape says no; a no decides nothing. */
export type Fits = (value: unknown) => boolean

const known = new WeakMap<object, Fits>()

/**
 * A quick look whether a value is of a shape, made once from the shape itself. The library makes a copy of what it reads
 * and keeps account of what is wrong with it; of a message, nearly always nothing is. So what fits is taken as it is, and
 * what does not is given to the library, which says why. Kinds of shapes that change what they read are not looked at:
 * then everything is given to the library.
 *
 * @example if (fits(shape)(value)) return value as T
 */
export function fits(shape: z.ZodType): Fits {
  const before = known.get(shape)
  if (before !== undefined) return before
  const made = fitsOf(shape) ?? (() => false)
  known.set(shape, made)
  return made
}

/** What the library says of a shape, as far as it is read here. */
interface Definition {
  readonly type: string
  readonly format?: string
  readonly coerce?: boolean
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[]
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly catchall?: z.ZodType
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly keyType?: z.ZodType
  readonly valueType?: z.ZodType
  readonly entries?: Readonly<Record<string, string | number>>
  readonly values?: readonly unknown[]
}

interface CheckDefinition {
  readonly check: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly value?: number
  readonly inclusive?: boolean
  readonly pattern?: RegExp
  readonly fn?: (value: unknown) => unknown
}

function fitsOf(shape: z.ZodType): Fits | undefined {
  const def = shape._zod.def as unknown as Definition
  const checks = checksOf(def)
  const kind = kindOf(def)
  if (checks === undefined || kind === undefined) return undefined
  const [one, two] = checks
  if (one === undefined) return kind
  if (two === undefined) return (value) => kind(value) && one(value)
  return (value) => kind(value) && checks.every((check) => check(value))
}

function kindOf(def: Definition): Fits | undefined {
  if (def.coerce === true) return undefined
  switch (def.type) {
    case 'string':
      return def.format === undefined ? (value) => typeof value === 'string' : undefined
    case 'number':
      if (def.format === 'safeint') return Number.isSafeInteger
      return def.format === undefined ? Number.isFinite : undefined
    case 'boolean':
      return (value) => value === true || value === false
    case 'unknown':
      return () => true
    case 'literal': {
      const values = new Set(def.values)
      return (value) => values.has(value)
    }
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries!))
      return (value) => values.has(value)
    }
    case 'nullable': {
      const inner = fitsOf(def.innerType!)
      return inner && ((value) => value === null || inner(value))
    }
    case 'optional': {
      const inner = fitsOf(def.innerType!)
      return inner && ((value) => value === undefined || inner(value))
    }
    case 'array': {
      const element = fitsOf(def.element!)
      return element && ((value) => Array.isArray(value) && value.every(element))
    }
    case 'record':
      return recordOf(def)
    case 'object':
      return objectOf(def)
    default:
      return undefined
  }
}

function recordOf(def: Definition): Fits | undefined {
  const [name, inside] = [fitsOf(def.keyType!), fitsOf(def.valueType!)]
  if (name === undefined || inside === undefined) return undefined
  return (value) => {
    if (!isPlain(value)) return false
    return Object.keys(value).every((key) => key !== '__proto__' && name(key) && inside(value[key]))
  }
}

/** Strict objects alone: others drop or pass on what they do not know. */
function objectOf(def: Definition): Fits | undefined {
  if ((def.catchall?._zod.def as Definition | undefined)?.type !== 'never') return undefined
  const members = new Map<string, Fits>()
  let needed = 0
  for (const [name, shape] of Object.entries(def.shape!)) {
    const member = fitsOf(shape)
    if (member === undefined) return undefined
    members.set(name, member)
    if (!isOptional(shape)) needed++
  }
  const optional = new Set(
    Object.entries(def.shape!).flatMap(([name, shape]) => (isOptional(shape) ? [name] : [])),
  )
  return (value) => {
    if (!isPlain(value)) return false
    let found = 0
    for (const name of Object.keys(value)) {
      if (members.get(name)?.(value[name]) !== true) return false
      if (!optional.has(name)) found++
    }
    return found === needed
  }
}

function isOptional(shape: z.ZodType): boolean {
  return (shape._zod.def as unknown as Definition).type === 'optional'
}

/** As the parser of JSON makes them. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

function checksOf({ checks = [] }: Definition): readonly Fits[] | undefined {
  const all = checks.map((check) => checkOf(check._zod.def))
  return all.every((one) => one !== undefined) ? all : undefined
}

function checkOf(def: CheckDefinition): Fits | undefined {
  const { minimum = 0, maximum = 0, value: limit = 0, inclusive, pattern, fn } = def
  switch (def.check) {
    case 'min_length':
      return (value) => (value as { readonly length: number }).length >= minimum
    case 'max_length':
      return (value) => (value as { readonly length: number }).length <= maximum
    case 'greater_than':
      return (value) => (inclusive ? (value as number) >= limit : (value as number) > limit)
    case 'less_than':
      return (value) => (inclusive ? (value as number) <= limit : (value as number) < limit)
    case 'string_format':
      // A pattern that remembers where it was would say yes and no by turns.
      if (def.format !== 'regex' || pattern === undefined || /[gy]/.test(pattern.flags))
        return undefined
      return (value) => pattern.test(value as string)
    case 'custom':
      return fn === undefined ? undefined : (value) => Boolean(fn(value))
    default:
      return undefined
  }
}
