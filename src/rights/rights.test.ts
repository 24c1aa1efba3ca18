import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, systemRandom } from '#base'
import { lanternCards } from '#directory'
import { evolveFiling, type FilingState, readFiling } from './filing.ts'
import { grouped, makeReceipt, readReceipt } from './receipt.ts'
import { remediesAgainst } from './remedies.ts'
import { tokenOf, tokensOf } from './search.ts'
import { spoken } from './spoken.ts'
import { type Decision, handedOutAt, type MatterFacts, toldOf } from './told.ts'

const at = (text: string) => `${text.replace(' ', 'T')}:00.000Z` as Instant

describe('a receipt', () => {
  it('is read as people write it, in digits of either script', () => {
    const receipt = makeReceipt(systemRandom)
    expect(receipt).toMatch(/^\d{16}$/)
    const arabic = receipt.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)))
    for (const text of [receipt, grouped(receipt), grouped(receipt).replaceAll(' ', '-'), arabic])
      expect(readReceipt(text)).toBe(receipt)
  })

  it('with one wrong digit, or two neighbours changed, is none', () => {
    let passed = 0
    fc.assert(
      fc.property(fc.nat(15), fc.integer({ min: 1, max: 9 }), (place, more) => {
        const receipt = makeReceipt(systemRandom)
        const wrong = [...receipt]
        wrong[place] = String((Number(wrong[place]) + more) % 10)
        expect(readReceipt(wrong.join(''))).toBeUndefined()
        const swapped = [...receipt]
        const next = (place % 15) + 1
        ;[swapped[next - 1], swapped[next]] = [swapped[next]!, swapped[next - 1]!]
        if (swapped.join('') !== receipt && readReceipt(swapped.join('')) !== undefined) passed++
      }),
      { numRuns: 500 },
    )
    expect(passed).toBeLessThan(25)
  })

  it('is said digit by digit, with a pause after each fourth', () => {
    expect(spoken('12340567', 'en')).toBe('one two three four, zero five six seven')
    expect(spoken('90', 'fr')).toBe('neuf zéro')
    expect(spoken('12345', 'ar')).toBe('واحد اثنان ثلاثة أربعة، خمسة')
  })
})

describe('what a person hands in', () => {
  const whole = {
    ask: 'rectification',
    to: 'XV-FIU',
    language: 'en',
    name: 'Goran Tellek',
    born: '1974-05-11',
    country: 'xv',
    words: 'I am not the person whose account you look at',
  }
  const known = (id: string) => id === 'XV-FIU'

  it('is read whole', () => {
    expect(readFiling(whole, known)).toEqual({ filing: { ...whole, country: 'XV' } })
  })

  it.each([
    ['name', '', 'missing'],
    ['born', '1974-02-30', 'no-day'],
    ['born', '', 'missing'],
    ['to', 'XX-FIU', 'no-choice'],
    ['ask', 'money', 'no-choice'],
    ['words', 'x'.repeat(8001), 'too-long'],
    ['country', 'Veldania', 'no-country'],
    ['paperEnds', '12345', 'no-ending'],
  ])('with %s "%.10s" is told what is wrong', (field, value, fault) => {
    const read = readFiling({ ...whole, [field]: value }, known)
    expect(read).toEqual({ faults: { [field]: fault } })
  })

  it('needs no name for a complaint', () => {
    const words = {
      ask: 'complaint',
      to: 'XV-FIU',
      language: 'fr',
      against: 'delay',
      words: 'late',
    }
    expect(readFiling(words, known)).toEqual({ filing: words })
  })

  it('never throws, whatever the fields say', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (fields) => {
        expect(Object.keys(readFiling(fields, known))).toHaveLength(1)
      }),
    )
  })
})

describe('the marks of a person in a search', () => {
  const who = ['name:goran tellek|1974-05-11', 'natid:XV:7741']
  const key = Buffer.alloc(32, 1)

  it('are 32 bytes each, name nobody, and under another key no two are alike', () => {
    const marks = tokensOf(key, who)
    expect(marks).toHaveLength(2)
    for (const mark of marks) expect(mark).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    const others = tokensOf(Buffer.alloc(32, 2), who)
    expect(marks.filter((mark) => others.includes(mark))).toEqual([])
  })

  it('are recognised by whoever holds the person, and by nobody else', () => {
    const marks = new Set(tokensOf(key, who))
    expect(marks.has(tokenOf(key, who[0]!))).toBe(true)
    expect(marks.has(tokenOf(key, 'name:goran telleg|1974-05-11'))).toBe(false)
  })

  it('come in an order that says nothing', () => {
    expect(tokensOf(key, [...who].reverse())).toEqual(tokensOf(key, who))
  })
})

describe('the desk of a person', () => {
  it('names a remedy with an authority, a desk and a term against every authority of the network', () => {
    const desk = lanternCards.find(({ id }) => id === 'XV-OMB')!
    for (const card of lanternCards.filter((one) => one.outside !== true)) {
      const remedies = remediesAgainst(card, desk, lanternCards)
      expect(remedies.length, card.id).toBeGreaterThan(0)
      for (const { name, desk: at, rule } of remedies)
        expect([name, at, rule].every((text) => text.length > 5)).toBe(true)
    }
  })
})

describe('what is told to a person', () => {
  const filing = evolveFiling(undefined, {
    type: 'rights.filed',
    id: '1',
    ask: 'access',
    to: 'XN-FIU',
    desk: 'XN-DPA',
    way: 'page',
    language: 'en',
    filedAt: at('2025-05-05 08:00'),
    proofKept: false,
  })
  const taken: FilingState = evolveFiling(filing, {
    type: 'rights.taken-up',
    matter: 'm',
    proof: 'shown',
  })
  const facts: MatterFacts = {
    receivedAt: at('2025-05-05 10:00'),
    acknowledgedAt: at('2025-05-06 09:00'),
    replyBy: at('2025-06-05 21:59'),
  }
  const decided = (is: Decision, when: string): MatterFacts => ({
    ...facts,
    decision: { is, at: at(when) },
  })

  it('of an answer that grants nothing is the same at every hour, whenever it was decided within the four weeks', () => {
    const quick = decided('neither-confirm-nor-deny', '2025-05-06 09:01')
    const slow = decided('refused', '2025-06-02 15:00')
    for (let hour = 0; hour < 24 * 60; hour++) {
      const now = new Date(Date.parse('2025-05-06T10:00:00Z') + hour * 3_600_000).toISOString()
      expect(toldOf(taken, quick, [], now as Instant)).toEqual(
        toldOf(taken, slow, [], now as Instant),
      )
    }
    const told = toldOf(taken, slow, [], at('2025-06-02 18:00'))
    expect(told).toMatchObject({ stage: 'formula', answeredAt: at('2025-06-02 18:00') })
    expect(toldOf(taken, slow, [], at('2025-06-02 17:59')).stage).toBe('acknowledged')
  })

  it('of something granted comes at once', () => {
    const told = toldOf(taken, decided('corrected', '2025-05-14 09:00'), [], at('2025-05-14 09:00'))
    expect(told).toMatchObject({ stage: 'put-right', answeredAt: at('2025-05-14 09:00') })
  })

  it('of a check says that it was made, and nothing of what it found', () => {
    const checked = {
      ...facts,
      referredAt: at('2025-06-10 09:00'),
      checkedAt: at('2025-07-30 09:00'),
    }
    const told = (when: string) => toldOf(taken, checked, [], at(when)).check
    expect(told('2025-08-05 17:59')).toEqual({ askedAt: checked.referredAt, answeredAt: null })
    expect(told('2025-08-05 18:00')?.answeredAt).toBe(at('2025-08-05 18:00'))
  })

  it('of a late decision waits for the end of its week, never longer', () => {
    const out = handedOutAt(at('2025-05-05 23:59'), at('2025-06-03 00:00'), 4)
    expect(out).toBe(at('2025-06-09 18:00'))
  })
})
