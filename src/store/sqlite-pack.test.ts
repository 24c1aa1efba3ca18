import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pack, unpack, type Value } from './sqlite-pack.ts'
import { type Part, type WriteName, writes } from './sqlite-writes.ts'

const value = (bytes: boolean) =>
  bytes
    ? fc.option(fc.uint8Array({ maxLength: 80 }))
    : fc.oneof(fc.string(), fc.integer(), fc.constant(null))

const part = fc
  .constantFrom(...(Object.keys(writes) as WriteName[]))
  .chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.array(
        fc.record(
          Object.fromEntries(writes[name].columns.map((c) => [c.name, value(c.bytes)] as const)),
        ),
        { maxLength: 4 },
      ),
    ),
  )

it('a transaction arrives at its writer as it was, in memory of its own or in that of an earlier one', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), fc.nat({ max: 2000 }), (parts, size) => {
      const spare = new Uint8Array(size).fill(9).buffer
      const expected = parts.flatMap(([name, rows]) =>
        rows.map((row) => [name, writes[name].columns.map((c) => row[c.name])]),
      )
      for (const memory of [undefined, spare]) {
        const packed = structuredClone(pack(parts as readonly Part[], memory))
        const got: [WriteName, readonly Value[]][] = []
        unpack(packed, (name, row) => got.push([name, row]))
        expect(got).toEqual(expected)
      }
    }),
  )
})
