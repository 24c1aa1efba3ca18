import { describe, expect, it } from 'vitest'
import { digest, must, systemRandom as random } from '#base'
import { sealIdentity, shareOf, turnFirstKey, turnSecondKey } from './identity.ts'
import { completeShare, offerShare, withShare } from './new-share.ts'
import type { OfficerKey } from './officer-key.ts'
import { boxKey } from './sealed-box.ts'
import { joinTwo, partAt, splitInTwo, together } from './shares.ts'

const names = ['one', 'two', 'newcomer', 'later']
const pairs = names.map(() => boxKey(random.bytes(32)))
const officers: readonly OfficerKey[] = names.map((officer, i) => ({
  officer,
  publicKey: Buffer.from(pairs[i]!.publicKey).toString('base64'),
  salt: '',
  nonce: '',
  sealed: '',
}))
const at = (i: number) => ({ officer: names[i]!, key: pairs[i]! })
const newcomer = officers[2]!

function envelope() {
  return must(sealIdentity('Ada Marker', officers.slice(0, 2), random))
}

describe('the height of the line at any place', () => {
  it('is two parts together: the share that a splitting among more would have given', () => {
    const secret = random.bytes(32)
    const shares = splitInTwo(secret, 9, random)
    for (const [a, b, place] of [
      [0, 1, 7],
      [4, 2, 8],
      [8, 0, 3],
    ] as const) {
      const [one, two] = [shares[a]!, shares[b]!]
      const found = together(partAt(place, one, two.place), partAt(place, two, one.place))
      expect(Buffer.from(found).equals(shares[place - 1]!.bytes)).toBe(true)
    }
    expect(Buffer.from(joinTwo(shares[3]!, shares[6]!)!).equals(secret)).toBe(true)
  })
})

describe('a share for an officer who came later', () => {
  it('opens the envelope with that of any other, and those before go on', () => {
    const identity = envelope()
    const offer = offerShare(identity, at(0), newcomer, officers, [], random)!
    const share = completeShare(identity, offer, at(1), newcomer, random)!
    const now = withShare(identity, share)
    for (const [a, b] of [
      [2, 0],
      [1, 2],
      [0, 1],
    ] as const) {
      const turned = turnFirstKey(now, at(a), officers, random)!
      expect(turnSecondKey(now, turned, at(b))).toBe('Ada Marker')
    }
    expect(share.key).toBe(digest(pairs[2]!.publicKey))
  })

  it('tells nobody the share of another: neither what one offers nor what the second adds is more than chance alone', () => {
    const identity = envelope()
    const offer = offerShare(identity, at(0), newcomer, officers, [], random)!
    const again = offerShare(identity, at(0), newcomer, officers, [], random)!
    const share = completeShare(identity, offer, at(1), newcomer, random)!
    const other = completeShare(identity, again, at(1), newcomer, random)!
    const parts = (s: typeof share) =>
      s.sealed.map((sealed) => {
        const half = { ...identity, shares: [{ ...s, sealed: [sealed] }] }
        return Buffer.from(shareOf(half, at(2))!.bytes).toString('hex')
      })
    // Each time other masks, and the same share comes of it.
    const [one, two] = [parts(share), parts(other)]
    expect(one[0]).not.toBe(two[0])
    expect(one[1]).not.toBe(two[1])
    const whole = (s: typeof share) => shareOf(withShare(identity, s), at(2))!.bytes
    expect(Buffer.from(whole(share)).equals(whole(other))).toBe(true)
  })

  it('is completed neither by whoever offered it, nor for another key, nor by a stranger', () => {
    const identity = envelope()
    const offer = offerShare(identity, at(0), newcomer, officers, [], random)!
    expect(completeShare(identity, offer, at(0), newcomer, random)).toBeUndefined()
    expect(completeShare(identity, offer, at(3), newcomer, random)).toBeUndefined()
    expect(completeShare(identity, offer, at(1), officers[3]!, random)).toBeUndefined()
    const renewed = { ...newcomer, publicKey: officers[3]!.publicKey }
    expect(completeShare(identity, offer, at(1), renewed, random)).toBeUndefined()
    expect(offerShare(identity, at(3), newcomer, officers, [], random)).toBeUndefined()
    expect(
      offerShare(identity, at(0), newcomer, [officers[0]!, newcomer], [], random),
    ).toBeUndefined()
  })

  it('stands at a place of its own, also beside offers that are open', () => {
    const identity = envelope()
    expect(offerShare(identity, at(0), newcomer, officers, [], random)!.place).toBe(3)
    expect(offerShare(identity, at(0), officers[3]!, officers, [3], random)!.place).toBe(4)
  })
})
