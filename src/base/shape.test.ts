import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { fits } from './shape.ts'

const shape = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['act', 'notice']),
  id: z.string().regex(/^[0-9a-f]{4}$/),
  name: z.string().min(1).max(5),
  even: z.string().refine((text) => text.length % 2 === 0),
  count: z.int().min(1).max(9),
  part: z.number(),
  crosses: z.boolean(),
  note: z.string().nullable(),
  lane: z.enum(['routine', 'emergency']).optional(),
  list: z
    .array(z.strictObject({ at: z.string(), more: z.int().optional() }))
    .min(1)
    .max(3),
  data: z.record(z.string(), z.unknown()),
  texts: z.record(z.string(), z.string().max(3)).optional(),
})

const document = () => ({
  v: 1,
  kind: 'act',
  id: '0a1b',
  name: 'abc',
  even: 'ab',
  count: 3,
  part: 0.5,
  crosses: true,
  note: null as string | null,
  lane: 'routine',
  list: [{ at: 'x', more: 2 }, { at: 'y' }],
  data: { a: 1, b: { c: [] } },
  texts: { a: 'abc' },
})

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    ...[null, true, false, 0, 1, -1, 1.5, 10, 2 ** 60, '', 'a', 'act', '0a1b', 'abcdef'],
    ...[[], {}, [{ at: 'x' }], [{ at: 1 }], { a: 'abcd' }, undefined, Number.NaN],
  ),
  fc.jsonValue(),
)

/** One place in a document is another value, one is left out, or one more is there. */
function bent(where: number, value: unknown, how: number): unknown {
  const whole = document() as Record<string, unknown>
  const inside = (whole.list as Record<string, unknown>[])[where % 2]!
  const target = how % 2 === 0 ? whole : inside
  const names = Object.keys(target)
  const name = how % 5 === 0 ? `more${where}` : names[where % names.length]!
  if (how % 3 === 0) delete target[name]
  else target[name] = value
  return whole
}

it('what fits is what the library takes, as it is, and nothing else', () => {
  let yes = 0
  fc.assert(
    fc.property(fc.nat(60), odd, fc.nat(60), (where, value, how) => {
      const given = bent(where, value, how)
      const library = shape.safeParse(given)
      const fitting = fits(shape)(given)
      // It may leave a case to the library, but of these shapes it knows every one.
      expect(fitting).toBe(library.success)
      if (fitting) {
        yes++
        expect(library.data).toEqual(given)
      }
    }),
    { numRuns: 5000 },
  )
  expect(fits(shape)(document())).toBe(true)
  expect(yes).toBeGreaterThan(100)
})

it('shapes that change what they read, or that are not strict, are left to the library', () => {
  const left = [
    z.string().trim(),
    z.string().default('x'),
    z.coerce.number(),
    z.object({ a: z.string() }),
    z.string().transform(Number),
    z.strictObject({ a: z.email() }),
    z.array(z.string().regex(/a/g)),
  ]
  for (const one of left)
    for (const value of ['x', 'a', 1, { a: 'a' }, { a: 'a@b.ch' }, ['a']])
      expect(fits(one)(value)).toBe(false)
})

it('objects that no parser of JSON made are left to the library', () => {
  const any = z.strictObject({ a: z.string().optional() })
  expect(fits(any)({})).toBe(true)
  for (const value of [new Map(), new Date(), Object.create({ a: 'inherited' }), [], () => 1])
    expect(fits(any)(value)).toBe(false)
})
