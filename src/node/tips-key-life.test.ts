import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { openStore, type Store } from '#store'
import { type BoxKey, boxKey, kindOf, openOfficerKey, openSealed } from '#tips'
import type { TestFederation } from './testing.ts'
import type { Box, TipRow } from './tips-box.ts'
import {
  addition,
  first,
  handIn,
  named,
  type Officer,
  onlyTip,
  paid,
  passphrases,
  retaliation,
  second,
  sessionOf,
  type TipBox,
  third,
  tipBox,
  unlock,
  words,
} from './tips-testing.ts'
import { bytesOf } from './tips-unit-key.ts'

let federation: TestFederation
afterEach(() => federation.close())
let store: Store

async function box(): Promise<TipBox> {
  let opened: Store | undefined
  const made = await tipBox({
    storage: async (options) => {
      const one = await openStore(options)
      opened ??= one
      return one
    },
  })
  federation = made.federation
  store = opened!
  return made
}

const by = (actor: Officer, passphrase: string = passphrases[actor]) => ({
  passphrase,
  reasons: 'the employer must be named in the order',
})

async function boxRow(): Promise<Box> {
  return (await store.row('tip-box', 'XV-OMB'))!.data as unknown as Box
}

async function tipRow(id: string): Promise<TipRow> {
  return (await store.row('tip', id))!.data as unknown as TipRow
}

/** The key of the unit as an officer has it now: what one who leaves may have copied. */
async function copiedKey(actor: Officer): Promise<BoxKey> {
  const { officers, letIn, unit } = await boxRow()
  const kept = officers.find(({ officer }) => officer === actor)!
  const key = must(await openOfficerKey(kept, passphrases[actor]))
  const sealed = letIn.find(({ officer }) => officer === actor)!.sealed
  return boxKey(openSealed(key, bytesOf(sealed))!, kindOf(bytesOf(unit)))
}

async function typesOnRecord(tips: TipBox): Promise<readonly string[]> {
  const log = await tips.node.read.log({ after: -1, limit: 500 }, first)
  return log.entries.filter((e) => e.stream === 'tip-box/XV-OMB').map((e) => e.type)
}

describe('the key of the unit', () => {
  it('has a successor: what lies in the box, waits for the hour or comes later is read as before, and is sealed to it alone', async () => {
    const made = await box()
    const { tips, round } = made
    const receipt = await handIn(tips)
    await round()
    const id = await onlyTip(tips)
    must(await tips.say(first, id, { step: 'acknowledge', message: 'thank you' }))
    must(await tips.add(await paid(tips), receipt, addition('in October')))
    const before = await boxRow()
    const bodies = (await tipRow(id)).contents.map(({ body }) => body)
    must(await tips.keys.succeed(first, passphrases[first]))
    const after = await boxRow()
    expect(after.unit).not.toBe(before.unit)
    expect(after.earlier).toBeUndefined()
    // Sessions with the key before are over.
    expect(await tips.view(second, sessionOf(second), id)).toMatchObject({
      refusal: { name: 'desk-locked' },
    })
    for (const body of bodies) expect((await store.body(body))?.state).not.toBe('present')
    await round()
    for (const actor of [first, second]) {
      const { pieces } = must(await tips.view(actor, sessionOf(actor), id))
      expect(pieces.map((p) => p.text)).toEqual([words, 'thank you', 'in October'])
    }
    expect(must(await tips.status(receipt)).messages.map((m) => m.text)).toEqual(['thank you'])
    expect((await typesOnRecord(made)).slice(-2)).toEqual([
      'tip-box.key_succeeded',
      'tip-box.resealed',
    ])
    expect((await made.node.audit()).findings).toEqual([])
  })

  it('is made new when an officer leaves, whom another one takes out: a key that was copied opens nothing of the box', async () => {
    const made = await box()
    const { tips, round } = made
    must(await tips.keys.make(third, passphrases[third]))
    must(await tips.keys.letIn(first, sessionOf(first), third))
    await handIn(tips)
    await round()
    const id = await onlyTip(tips)
    const copied = await copiedKey(third)
    const [before] = (await tipRow(id)).contents
    const kept = await store.body(before!.body)
    expect(kept?.state === 'present' && openSealed(copied, kept.bytes)).toBeTruthy()
    const remove = (actor: Officer) => tips.keys.remove(actor, passphrases[actor], third)
    expect(await remove(first)).toMatchObject({ refusal: { name: 'leave-two' } })
    for (let times = 0; times < 3; times++) must(await tips.keys.askToLeave(first, third))
    for (const no of [first, third])
      expect(await remove(no)).toMatchObject({ refusal: { name: 'leave-two' } })
    must(await remove(second))
    const gone = await tips.keys.unlock(third, 's', passphrases[third])
    expect(gone).toMatchObject({ refusal: { name: 'passphrase-wrong' } })
    for (const { body } of (await tipRow(id)).contents) {
      const kept = await store.body(body)
      if (kept?.state !== 'present') throw new Error('a piece is not there')
      expect(openSealed(copied, kept.bytes)).toBeUndefined()
    }
    await unlock(tips, first)
    expect(must(await tips.view(first, sessionOf(first), id)).pieces[0]?.text).toBe(words)
    expect((await typesOnRecord(made)).slice(-5)).toEqual([
      'tip-box.leave_asked',
      'tip-box.leave_withdrawn',
      'tip-box.leave_asked',
      'tip-box.officer_left',
      'tip-box.resealed',
    ])
  })

  it('is sealed anew to the end by whoever opens a key next, when that was broken off', async () => {
    const { tips, round } = await box()
    await handIn(tips)
    await round()
    const id = await onlyTip(tips)
    const commit = store.commit.bind(store)
    // The machine goes off after the succession is on record and before a tip is sealed anew.
    store.commit = async (act) => {
      if (act.events.some(({ type }) => type === 'tip.resealed')) throw new Error('off')
      return commit(act)
    }
    await expect(tips.keys.succeed(first, passphrases[first])).rejects.toThrow('off')
    expect((await boxRow()).earlier).toHaveLength(1)
    store.commit = commit
    await unlock(tips, second)
    expect((await boxRow()).earlier).toBeUndefined()
    expect(must(await tips.view(second, sessionOf(second), id)).pieces[0]?.text).toBe(words)
  })
})

describe('a lost passphrase', () => {
  it('is got over by a new key that two colleagues put in place of the old one, and by nobody with one', async () => {
    const made = await box()
    const { tips, round } = made
    must(await tips.keys.make(third, passphrases[third]))
    must(await tips.keys.letIn(first, sessionOf(first), third))
    await handIn(tips)
    await round()
    const id = await onlyTip(tips)
    const anew = 'nine slow barges under the moon'
    must(await tips.keys.renew(first, anew))
    const confirm = (actor: Officer) => tips.keys.confirm(actor, passphrases[actor], first)
    // Until two have said so the old key is the key.
    must(await tips.keys.unlock(first, 's', passphrases[first]))
    expect(await confirm(first)).toMatchObject({ refusal: { name: 'renewal-two' } })
    must(await confirm(second))
    expect(await confirm(second)).toMatchObject({ refusal: { name: 'renewal-two' } })
    expect((await tips.keys.unlock(first, 's', anew)).ok).toBe(false)
    must(await confirm(third))
    expect((await tips.keys.unlock(first, 's', passphrases[first])).ok).toBe(false)
    must(await tips.keys.unlock(first, 's', anew))
    expect(must(await tips.view(first, 's', id)).pieces[0]?.text).toBe(words)
    expect((await typesOnRecord(made)).slice(-3)).toEqual([
      'tip-box.key_renewal_asked',
      'tip-box.key_renewal_confirmed',
      'tip-box.key_renewed',
    ])
  })
})

describe('an officer who was let in after an envelope was sealed', () => {
  it('has no part in it, until two who have theirs give one; then it opens with that key and any other', async () => {
    const { node, tips, round } = await box()
    const receipt = await handIn(tips, named)
    await round()
    must(await tips.add(await paid(tips), receipt, retaliation))
    await round()
    const id = await onlyTip(tips)
    must(await tips.keys.make(third, passphrases[third]))
    expect(await tips.keys.unlock(third, 's', passphrases[third])).toMatchObject({
      refusal: { name: 'unit-key-missing' },
    })
    must(await tips.keys.letIn(first, sessionOf(first), third))
    const turn = () => tips.turnFirst(third, id, by(third))
    expect(await turn()).toMatchObject({ refusal: { name: 'identity-no-share' } })
    const give = (actor: Officer) => tips.keys.shareOut(actor, passphrases[actor], third)
    expect(must(await give(first))).toEqual({ offered: 1, given: 0 })
    expect(await give(first)).toMatchObject({ refusal: { name: 'shares-none' } })
    // A part that one has offered opens nothing.
    expect(await turn()).toMatchObject({ refusal: { name: 'identity-no-share' } })
    expect(must(await give(second))).toEqual({ offered: 0, given: 1 })
    must(await turn())
    expect(must(await tips.turnSecond(second, id, by(second))).identity).toBe(
      'Ada Marker, +00 000 000',
    )
    const log = await node.read.log({ after: -1, limit: 500 }, first)
    const shares = log.entries.filter((e) => /share_/.test(e.type))
    expect(shares.map((e) => [e.type, e.actor])).toEqual([
      ['tip.share_offered', first],
      ['tip.share_given', second],
    ])
    expect((await node.audit()).findings).toEqual([])
  })
})
