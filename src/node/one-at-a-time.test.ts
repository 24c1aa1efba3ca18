import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

it('a hundred who ask at once have two runs between them, and each answer begins after its question', async () => {
  let begun = 0
  const work = oneAtATime(async () => {
    const run = ++begun
    await new Promise((done) => setTimeout(done, 5))
    return run
  })
  const answers = await Promise.all(Array.from({ length: 100 }, work))
  expect(answers).toEqual([1, ...Array(99).fill(2)])
  expect(await work()).toBe(3)
})

it('a run that fails is the fault of those who asked for it, and of nobody after them', async () => {
  let begun = 0
  const work = oneAtATime(async () => {
    if (++begun === 1) throw new Error('the disk')
    return begun
  })
  const [first, second] = await Promise.allSettled([work(), work()])
  expect(first.status).toBe('rejected')
  expect(second).toEqual({ status: 'fulfilled', value: 2 })
})
