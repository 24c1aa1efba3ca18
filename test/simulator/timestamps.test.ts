import { beforeAll, expect, it, vi } from 'vitest'
import { done } from '#base'
import { planOf, type Ran, runPlan, type Stamper } from '#exercise'
import { type Fault, tsaWithoutPort } from '../tsa.ts'

/** How many seeds; an authority answers with real signatures, so they are dearer than others. */
const seeds = 60

let now = new Date(0)
let stamper: Stamper
const made = vi.hoisted(() => ({ mistake: false }))

vi.mock('../../src/node/timestamp-token.ts', async (original) => {
  const right = await original<typeof import('../../src/node/timestamp-token.ts')>()
  return {
    ...right,
    // Whatever the authority says is kept.
    tokenIn: async (...[answer, asked]: Parameters<typeof right.tokenIn>) => {
      const said = await right.tokenIn(answer, asked)
      const timestamp = { time: '2025-09-01T08:00:00.000Z', signer: 'somebody', serial: '01' }
      return made.mistake && !said.ok ? done({ token: answer, timestamp }) : said
    },
  }
})

beforeAll(async () => {
  // A certificate of these days: the simulation begins in September 2025.
  now = new Date('2025-09-01T08:00:00.000Z')
  const tsa = await tsaWithoutPort(() => now)
  stamper = {
    root: tsa.root,
    faults: ['refuses', 'other-imprint', 'other-nonce', 'other-root', 'changed-signature'],
    async answer(request, at, fault) {
      now = at
      return tsa.answer(request, fault as Fault | undefined)
    },
  }
})

const played = (seed: number): Promise<Ran> =>
  runPlan(planOf(seed, { nodes: 2, hours: 48, wide: false }), stamper)

it(`${seeds} seeds with an authority that is down, late or false, and every invariant holds`, {
  timeout: 600_000,
}, async () => {
  for (let seed = 1; seed <= seeds; seed++) {
    const { broken } = await played(seed)
    expect(broken, `seed ${seed}`).toBeUndefined()
  }
})

it('the same seed comes to the same, byte for byte, though other threads check the signatures', {
  timeout: 600_000,
}, async () => {
  for (const seed of [3, 7, 11])
    expect((await played(seed)).fingerprint).toBe((await played(seed)).fingerprint)
})

it('a node that believes whatever it is told is found', { timeout: 600_000 }, async () => {
  made.mistake = true
  let found: Ran | undefined
  for (let seed = 1; seed <= seeds && found?.broken === undefined; seed++)
    found = await played(seed)
  made.mistake = false
  expect(found?.broken?.invariant).toBe('true-stamp')
})
