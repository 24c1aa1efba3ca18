import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, must } from '#base'
import { compile, layUnsigned, nextChange } from './compile.ts'
import { shippedPacks } from './data/packs.ts'
import { packRefusals } from './data/refusals-packs.ts'
import { type Law, originOf, shipped } from './law.ts'
import { layOver } from './lay-over.ts'
import { diff } from './pack-diff.ts'
import {
  closedGround,
  examplePack,
  exampleSigned,
  exampleTrust,
  packGallery,
} from './pack-gallery.ts'
import { readPack } from './pack-shape.ts'
import { termOf } from './reckoning.ts'
import { safeguardColumns } from './safeguards.ts'

const on = (day: string) => day as Day
const today = on('2026-06-01')
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const rule = (id: string) => shipped.rules.find((r) => r.id === id)!
/** Carrow decides on confiscation within 60 days from 1 March 2026. */
const sixty = examplePack({
  rules: [
    {
      ...rule('DL-26'),
      citation: 'Carrow ordinance s. 9 (fictional)',
      from: on('2026-03-01'),
      terms: [{ ...rule('DL-26').terms[0]!, count: 60 }],
      replaces: 'DL-26',
    },
  ],
})

describe('the packs that come with the program', () => {
  it('lay over each other into the shipped law, in any order', () => {
    for (const packs of [shippedPacks, [...shippedPacks].reverse()])
      expect(must(layOver(packs, on('2024-01-01'))).version).toBe(shipped.version)
  })

  it('give the same law on any later day', () => {
    for (const day of ['2026-11-22', '2035-01-01'])
      expect(must(layUnsigned([], on(day))).version).toBe(shipped.version)
  })

  it.each(shippedPacks.map((p) => [p.id, p] as const))(
    '%s is a file that reads back as it was',
    (_, pack) => {
      const read = readPack(bytes(pack))
      expect(read.ok ? read.value.pack : read.refusal).toEqual(pack)
    },
  )

  it('say of every row where it comes from', () => {
    expect(originOf(shipped, 'bases', 'XV-XN/suspension')).toEqual({ pack: 'XV-XN' })
    expect(originOf(shipped, 'grounds', 'FB-01')).toEqual({ pack: 'BASE' })
    expect(originOf(shipped, 'rules', 'CP-ACK')).toEqual({ pack: 'CP' })
  })

  it('count what nobody has verified', () => {
    const base = shipped.packs.find((p) => p.id === 'BASE')!
    expect(base.toVerify).toBeGreaterThan(0)
    expect(base.toVerify).toBeLessThan(base.rows)
  })
})

describe('a bad pack is refused by name, and the law stays as it was', () => {
  it.each(Object.entries(packGallery))('%s', (name, { example }) => {
    const before = shipped.version
    const outcome = example()
    expect(outcome.ok).toBe(false)
    if (outcome.ok) return
    expect(outcome.refusal.name).toBe(name)
    expect(outcome.refusal.ground).not.toMatch(/[.]$/)
    expect(outcome.refusal.remedy.length).toBeGreaterThan(10)
    expect(outcome.refusal.citation?.length).toBeGreaterThan(5)
    expect(shipped.version).toBe(before)
    expect(must(compile([], exampleTrust, today, shipped)).version).toBe(before)
  })

  it('has an example for every name', () => {
    expect(Object.keys(packGallery).sort()).toEqual(Object.keys(packRefusals).sort())
  })

  it('one bad pack refuses the whole, also the good one beside it', () => {
    const bad = examplePack({ rules: [{ ...rule('DL-33'), id: 'DL-26' }] }, { id: 'BAD' })
    expect(
      compile([exampleSigned(sixty), exampleSigned(bad)], exampleTrust, today, shipped).ok,
    ).toBe(false)
  })
})

describe('a row that replaces another', () => {
  const law = (day: string): Law =>
    must(compile([exampleSigned(sixty)], exampleTrust, on(day), shipped))
  const days = (of: Law) => must(termOf('DL-26', of)).term.count

  it('wins from its own first day', () => {
    expect(days(law('2026-06-01'))).toBe(60)
    expect(originOf(law('2026-06-01'), 'rules', 'DL-26')).toEqual({
      pack: 'XC-LAWYER',
      replaced: 'BASE',
    })
  })

  it('the day on which the law changes by itself can be asked for', () => {
    expect(nextChange([sixty], on('2026-02-01'))).toBe('2026-03-01')
    expect(nextChange([sixty], on('2026-03-01'))).toBeUndefined()
  })

  it('the difference says field by field what changes, and which clause wins', () => {
    const found = diff(shipped, law('2026-06-01'))
    expect(found.rows).toHaveLength(1)
    expect(found.rows[0]).toMatchObject({
      table: 'rules',
      id: 'DL-26',
      change: 'changed',
      wins: 'pack XC-LAWYER wins over BASE: a national rule lies over a base row',
    })
    expect(found.rows[0]!.fields.map((f) => f.field)).toEqual(['citation', 'from', 'terms'])
    expect(diff(shipped, shipped).rows).toEqual([])
  })

  it('a national rule wins over a memorandum that replaced the same row', () => {
    const memorandum = examplePack(
      {
        rules: [{ ...sixty.rows.rules![0]!, terms: [{ ...rule('DL-26').terms[0]!, count: 50 }] }],
      },
      { id: 'MOU-NEW', layer: 'memorandum', over: ['BASE'] },
    )
    const national = { ...sixty, over: ['BASE', 'MOU-NEW'] }
    const both = must(
      compile([national, memorandum].map(exampleSigned), exampleTrust, today, shipped),
    )
    expect(days(both)).toBe(60)
  })

  it('an old version is recomputed with the law it named', () => {
    const now = law('2026-06-01')
    const laws = (version: string) => [shipped, now].find((l) => l.version === version)
    expect(days(laws(shipped.version)!)).toBe(45)
    expect(days(laws(now.version)!)).toBe(60)
    expect(laws('sha256:unknown')).toBeUndefined()
  })

  it('says who signed', () => {
    const pack = law('2026-06-01').packs.find((p) => p.id === 'XC-LAWYER')!
    expect(pack.signers).toEqual(['XC-AG/delegate-1', 'XC-FIU/head-1'])
  })
})

describe('whatever packs there are', () => {
  const rows = [
    ['DL-26', 'rules'],
    ['DL-34', 'rules'],
    ['CP-COMPLAINT', 'rules'],
  ] as const
  const packs = fc
    .array(fc.record({ row: fc.nat(rows.length - 1), count: fc.integer({ min: 1, max: 90 }) }), {
      maxLength: 3,
    })
    .map((list) =>
      [...new Map(list.map((one) => [one.row, one])).values()].map(({ row, count }) =>
        examplePack(
          {
            rules: [
              {
                ...rule(rows[row]![0]),
                from: on('2026-03-01'),
                terms: [{ ...rule(rows[row]![0]).terms[0]!, count }],
                replaces: rows[row]![0],
              },
            ],
          },
          { id: `PACK-${row}`, over: ['BASE', 'CP'] },
        ),
      ),
    )

  it('their order does not matter', () => {
    fc.assert(
      fc.property(
        packs.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          expect(must(layUnsigned(shuffled, today)).version).toBe(
            must(layUnsigned(list, today)).version,
          )
        },
      ),
      { numRuns: 20 },
    )
  })

  it('a file that is damaged anywhere is refused, never a fault', () => {
    const paths = ['id', 'layer', 'version', 'from', 'over', 'rows'] as const
    const spots = [
      'id',
      'from',
      'terms',
      'status',
      'calendar',
      'replaces',
      'to',
      'citation',
    ] as const
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...paths), fc.constantFrom(...spots)),
        fc.jsonValue({ maxDepth: 2 }),
        (spot, value) => {
          const one = structuredClone(sixty) as unknown as Record<string, unknown>
          const inRow = (spots as readonly string[]).includes(spot) && spot !== 'id'
          const target = inRow
            ? (one as unknown as { rows: { rules: Record<string, unknown>[] } }).rows.rules[0]!
            : one
          target[spot] = value
          const outcome = layUnsigned([one as never], today)
          if (!outcome.ok) expect(Object.keys(packRefusals)).toContain(outcome.refusal.name)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('no overlay empties a cell of the safeguard matrix', () => {
    const ids = Object.keys(shipped.safeguards) as (keyof Law['safeguards'])[]
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.constantFrom(...safeguardColumns),
        fc.constantFrom(null, '', ' ', 'something stricter'),
        (id, column, text) => {
          const before = shipped.safeguards[id]
          const outcome = layUnsigned(
            [
              examplePack({
                safeguards: [
                  {
                    id,
                    ...before,
                    [column]: text,
                    citation: 'Carrow ordinance s. 2 (fictional)',
                    text: 'A row of the example.',
                    from: on('2026-01-01'),
                    status: 'to-verify',
                    source: 'fictional',
                    replaces: id,
                  },
                ],
              }),
            ],
            today,
          )
          const looser = before[column] !== null && !text?.trim()
          expect(outcome.ok).toBe(!looser)
          if (outcome.ok) expect(outcome.value.safeguards[id][column]).toBe(text)
          else expect(outcome.refusal.name).toBe('safeguard-loosened')
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a ground that is closed in a procedure stays closed, also in a new version of the base pack', () => {
    const open = { ...closedGround, closedIn: [], usableIn: [...closedGround.usableIn, 'P1'] }
    const base = shippedPacks.find((p) => p.id === 'BASE')!
    const grounds = base.rows.grounds!.map((g) => (g.id === open.id ? open : g))
    const forged = { ...base, version: 2, rows: { ...base.rows, grounds } } as typeof base
    for (const pack of [
      examplePack({ grounds: [{ ...open, replaces: open.id } as never] }),
      forged,
    ])
      expect(compile([exampleSigned(pack)], exampleTrust, today, shipped)).toMatchObject({
        ok: false,
        refusal: { name: 'ground-opened' },
      })
  })
})
