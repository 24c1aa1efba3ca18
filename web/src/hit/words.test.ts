import { describe, expect, it } from 'vitest'
import { handOver, preparedFor } from './prepared.ts'
import { counted, keyInWords } from './words.ts'

describe('what the desk of blind questions says', () => {
  it('counts in words', () => {
    expect([0, 1, 2, 10_000].map((n) => counted(n, 'item'))).toEqual([
      '0 items',
      '1 item',
      '2 items',
      '10,000 items',
    ])
  })

  it('says by which key of a name it was found', () => {
    expect(keyInWords('name:goran telleg|1974-02-11')).toBe('same name, same day of birth')
    expect(keyInWords('name:goran telleg|1974')).toBe('same name, same year of birth')
    expect(keyInWords('name:~grn tlg|1974')).toBe('the names sound alike, same year of birth')
  })

  it('hands a prepared request over to its own form and to no other', () => {
    handOver({ procedure: 'P1', to: 'XN-FIU', document: { reference: 'CASE-2024-0417' } })
    expect(preparedFor('P1', 'XN-FIU')).toEqual({ reference: 'CASE-2024-0417' })
    expect(preparedFor('P1', 'XS-FIU')).toEqual({})
    expect(preparedFor('P3', 'XN-FIU')).toEqual({})
    expect(preparedFor('P1', undefined)).toEqual({})
  })
})
