import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { admissibilityOf, checkAdmissibility } from './admissibility.ts'

const whole = {
  attestation: 'national-vouching',
  vouchedBy: 'registrar of the District Court of Sundvik',
  technicalResult: 'good',
  legalResult: 'good',
  paperDigest: `sha256:${'ab'.repeat(32)}`,
  apostilleNumber: 'NV-2025-00417',
  apostilleDay: '2025-05-19',
  apostilleAuthority: 'Ministry of Justice of Norrhavn',
  apostilleRegister: 'https://apostille.example/NV-2025-00417',
  handovers: [
    '2025-05-12T10:00Z | bank | court clerk | records of two accounts',
    '2025-05-19T09:00Z | court clerk | central authority | sealed box 4',
  ],
}
const filedAt = '2025-05-20T09:00:00.000Z'
const findings = (change: object) =>
  checkAdmissibility(must(admissibilityOf({ ...whole, ...change })), { filedAt }).map(
    (f) => `${f.weight}: ${f.what}`,
  )

describe('a paper that proves itself', () => {
  it('has nothing against it when seal, apostille and custody agree', () => {
    expect(findings({})).toEqual([])
  })

  it.each<[string, object, string]>([
    ['nobody vouches', { attestation: undefined }, 'missing: nobody vouches for the paper'],
    ['no name of who vouches', { vouchedBy: '' }, 'missing: the paper does not say who vouches'],
    ['a bad legal result', { legalResult: 'not-good' }, 'broken: its legal result is not good'],
    [
      'a country that vouches without a technical result',
      { technicalResult: undefined },
      'missing: the country vouches without a technical result',
    ],
    ['an apostille without the paper', { paperDigest: undefined }, 'missing: the paper original'],
    ['a digest that is none', { paperDigest: 'sha256:12' }, 'broken: the digest of the paper'],
    ['an apostille of tomorrow', { apostilleDay: '2025-05-21' }, 'broken: the apostille is dated'],
    [
      'a register that nobody can open',
      { apostilleRegister: 'http://apostille.example' },
      'broken: the register of the apostille',
    ],
    [
      'a hand left out',
      { handovers: [whole.handovers[0], '2025-05-19T09:00Z | driver | central authority | box'] },
      'broken: line 2 of the custody begins with another hand',
    ],
    [
      'hands out of order',
      {
        handovers: ['2025-05-19T10:00Z | a | b | box', '2025-05-18T10:00Z | b | c | box'],
      },
      'broken: line 2 of the custody is earlier',
    ],
    [
      'a hand after the paper was filed',
      { handovers: ['2025-06-19T10:00Z | a | b | box'] },
      'broken: line 1 of the custody is later than the paper',
    ],
  ])('%s is found', (_, change, finding) => {
    expect(findings(change).join()).toContain(finding)
  })

  it.each([['yesterday | a | b | c'], ['2025-05-12T10:00Z | a | b'], [17]])(
    'a line of custody such as %s is refused by name',
    (line) => {
      const read = admissibilityOf({ handovers: [line] })
      expect(!read.ok && read.refusal.name).toBe('custody-unreadable')
    },
  )

  it('whatever is written in it is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(whole)), fc.jsonValue()), (any) => {
        const read = admissibilityOf(any as never)
        if (read.ok) checkAdmissibility(read.value, { filedAt })
      }),
    )
  })
})
