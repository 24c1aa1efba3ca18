import { describe, expect, it } from 'vitest'
import { must, type Random, systemRandom } from '#base'
import { statementBytes } from '#hit'
import { at, group, testEpoch, testQuestion } from '../hit/testing.ts'
import { ownToken } from '../hit/tokens.ts'
import { hitWork } from './hit-work-thread.ts'
import type { World } from './world.ts'

const keys = (count: number) => Array.from({ length: count }, (_, i) => `natid:XV:${100_000 + i}`)
let drawn = 0
/** Counts what is drawn in this thread. */
const random: Random = {
  ...systemRandom,
  bytes: (length) => {
    drawn += length
    return systemRandom.bytes(length)
  },
}
const world = { random } as World

describe.each([
  ['few, here', 20, true],
  ['many, in a thread', 400, false],
] as const)('a batch of %s', (_, count, here) => {
  const epoch = testEpoch(keys(count).slice(0, 10))

  it('is blinded, evaluated with a proof, and unblinded to the tokens of the owner', async () => {
    drawn = 0
    const blinded = await hitWork(world, 'blind', count, { keys: keys(count) })
    expect(blinded.items.map((item) => item.key)).toEqual(keys(count))
    const { question } = testQuestion(epoch.announced, keys(count), {
      commitment: blinded.commitment,
      elements: blinded.elements,
    })
    const packet = {
      statement: statementBytes(question),
      signatures: [],
      elements: blinded.items.map((item) => item.element),
    }
    const { key, announced } = epoch
    const left = { items: 1, names: 1 }
    const batch = { key, announced, question, packet, left, now: at }
    const made = await hitWork(world, 'answer', count, batch)
    const answer = {
      statement: statementBytes(made.answer),
      signatures: [],
      elements: made.elements,
    }
    const read = { announced, question, items: blinded.items, packet: answer }
    const { tokens } = must(await hitWork(world, 'read', count, read))
    const own = keys(count)
      .slice(0, 10)
      .map((text) => hex(ownToken(group, epoch.key, text)))
    expect(tokens.slice(0, 10).map(hex)).toEqual(own)
    // One element of another: the proof does not hold, wherever it is checked.
    const swapped = [...made.elements.slice(1), made.elements[0]!]
    const spoilt = { ...answer, elements: swapped }
    const refused = await hitWork(world, 'read', count, { ...read, packet: spoilt })
    expect(refused).toMatchObject({ ok: false, refusal: { name: 'hit-answer-differs' } })
    expect(drawn > 0).toBe(here)
  })

  it('whose items are no elements is a fault that is told, and the next batch is not lost', async () => {
    const { key, announced } = epoch
    const { question, packet } = testQuestion(announced, keys(3))
    const left = { items: 1, names: 1 }
    const elements = Array.from({ length: count }, () => new Uint8Array(32).fill(255))
    const broken = { key, announced, question, packet: { ...packet, elements }, left, now: at }
    await expect(hitWork(world, 'answer', count, broken)).rejects.toThrow()
    const { items } = await hitWork(world, 'blind', count, { keys: keys(count) })
    expect(items).toHaveLength(count)
  })
})

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
