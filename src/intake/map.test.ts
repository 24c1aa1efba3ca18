import { describe, expect, test } from 'vitest'
import { checkMap, readMap } from './map.ts'
import { good, read, rows } from './testing.ts'

const refused: readonly (readonly [
  what: string,
  map: unknown,
  name: string,
  pointer: string,
  remedy: RegExp,
])[] = [
  ['an unknown key', { colums: {} }, 'map-key-unknown', '/colums', /did you mean "columns"/],
  [
    'an unknown column',
    { columns: { ammount: 'Betrag' } },
    'map-key-unknown',
    '/columns/ammount',
    /did you mean "amount"/,
  ],
  [
    'an unknown constant',
    { constants: { curency: 'EUR' } },
    'map-key-unknown',
    '/constants/curency',
    /did you mean "currency"/,
  ],
  ['a decimal sign that is none', { decimal: ';' }, 'map-invalid', '/decimal', /correct the map/],
  [
    'digits of a currency below zero',
    { currencies: { VLD: -1 } },
    'map-invalid',
    '/currencies/VLD',
    /correct/,
  ],
  [
    'a claim rule without a condition',
    { claims: [{ claim: 'Clinics' }] },
    'map-invalid',
    '/claims/0',
    /correct/,
  ],
  [
    'an amount as a number',
    { claims: [{ claim: 'C', id: 'T1', amount: 1.5 }] },
    'map-invalid',
    '/claims/0/amount',
    /correct/,
  ],
  ['something that is no object', [1, 2], 'map-invalid', '', /correct/],
]

describe('a map is refused for', () => {
  for (const [what, map, name, pointer, remedy] of refused) {
    test(what, () => {
      const answer = checkMap(map)
      expect(answer.ok).toBe(false)
      if (answer.ok) return
      expect(answer.refusal.name).toBe(name)
      expect(answer.refusal.where?.pointer).toBe(pointer)
      expect(answer.refusal.remedy).toMatch(remedy)
    })
  }

  test('text that is not JSON', async () => {
    const answer = await readMap({ name: 'map.json', bytes: Buffer.from('{"columns": ') })
    expect(!answer.ok && answer.refusal.name).toBe('json-malformed')
  })
})

describe('a map', () => {
  test('is read from a file, with or without a byte order mark', async () => {
    for (const mark of ['', '\ufeff']) {
      const answer = await readMap({
        name: 'map.json',
        bytes: Buffer.from(`${mark}{"rowIds": "P"}`),
      })
      expect(answer).toEqual({ ok: true, value: { rowIds: 'P' } })
    }
  })

  test('that names a file of aliases is refused where maps come from strangers', async () => {
    const map = { aliases: { file: '/etc/passwd', name: 'name', norm: 'norm' } }
    const answer = await read(rows('T1,2024-03-01,A,B,1,EUR'), { map })
    expect(!answer.ok && answer.refusal.name).toBe('aliases-unavailable')
  })

  test('joins accounts by a table of aliases', async () => {
    const table = Buffer.from('name,norm\nHalvor Cons.,Halvor Consulting LLC\n')
    const { payments } = await good(
      rows('T1,2024-03-01,Halvor Cons.,B,1,EUR', 'T2,2024-03-01,Halvor Consulting LLC,B,1,EUR'),
      {
        map: { aliases: { file: 'parties.csv', name: 'name', norm: 'norm' } },
        aliasInput: (name) => ({ name, bytes: table }),
      },
    )
    expect(payments.accounts.map((a) => a.account)).toEqual(['Halvor Consulting LLC', 'B'])
  })

  test('numbers rows that have no id by their row in the file', async () => {
    const { payments } = await good(
      'time,from,to,amount,currency\n2024-03-02,A,B,1,EUR\n2024-03-01,A,B,1,EUR\n',
      { map: { rowIds: 'P' } },
    )
    expect([payments.texts.id(0), payments.texts.id(1)]).toEqual(['P3', 'P2'])
  })
})
