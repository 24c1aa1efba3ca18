import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { done, type Instant } from '#base'
import {
  asText,
  type DeskWork,
  type FaultKind,
  type InvariantName,
  type Plan,
  planOf,
  type Ran,
  runPlan,
  shrink,
} from '#exercise'

/** The mistake that is in the program now. Each is put in where the right code stands, and found by playing seeds. */
const made = vi.hoisted(() => ({ mistake: '' }))

vi.mock('../../src/exchange/channel.ts', async (original) => {
  const right = await original<typeof import('../../src/exchange/channel.ts')>()
  return {
    ...right,
    follows: (...args: Parameters<typeof right.follows>) =>
      made.mistake === 'order is not checked' ? done(undefined) : right.follows(...args),
    replay: (...args: Parameters<typeof right.replay>) =>
      made.mistake === 'an id may be used again' && args[0] !== undefined
        ? done('again')
        : right.replay(...args),
  }
})

vi.mock('../../src/exchange/refusals.ts', async (original) => {
  const right = await original<typeof import('../../src/exchange/refusals.ts')>()
  return {
    ...right,
    isFinal: (name: string) => made.mistake === 'not now is taken for no' || right.isFinal(name),
  }
})

vi.mock('../../src/exchange/signatures.ts', async (original) => {
  const right = await original<typeof import('../../src/exchange/signatures.ts')>()
  return {
    ...right,
    checkSignatures: (...args: Parameters<typeof right.checkSignatures>) =>
      made.mistake === 'signatures are not checked'
        ? done(undefined)
        : right.checkSignatures(...args),
  }
})

// What the program did until the simulator took keys back: what had been sealed under the stolen key was refused for good,
// kept its number, and everything behind it waited for ever.
vi.mock('../../src/exchange/notice-query.ts', async (original) => {
  const right = await original<typeof import('../../src/exchange/notice-query.ts')>()
  return {
    ...right,
    readAnswer: (...args: Parameters<typeof right.readAnswer>) => {
      const answer = right.readAnswer(...args)
      if (made.mistake !== 'a lane stands still behind a key that was taken back' || !answer.ok)
        return answer
      const { withdrawn: _, ...body } = answer.value.body
      return done({ ...answer.value, body })
    },
  }
})

vi.mock('../../src/directory/key-life.ts', async (original) => {
  const right = await original<typeof import('../../src/directory/key-life.ts')>()
  return {
    ...right,
    keyStands: (...[key, ...rest]: Parameters<typeof right.keyStands>) => {
      if (made.mistake !== 'a key that was taken back counts for what is dated before')
        return right.keyStands(key, ...rest)
      const [signed] = rest
      const { revoked, ...blind } = key
      return (revoked === undefined || signed < revoked.at) && right.keyStands(blind, ...rest)
    },
  }
})

vi.mock('../../src/hit/quota.ts', async (original) => {
  const right = await original<typeof import('../../src/hit/quota.ts')>()
  return {
    ...right,
    admit: (...[history, ...rest]: Parameters<typeof right.admit>) =>
      right.admit(made.mistake === 'each question has the whole quota' ? [] : history, ...rest),
  }
})

vi.mock('../../src/hit/ask.ts', async (original) => {
  const right = await original<typeof import('../../src/hit/ask.ts')>()
  return {
    ...right,
    matches: (...args: Parameters<typeof right.matches>) =>
      right.matches(...args).slice(made.mistake === 'the first shared subject is not seen' ? 1 : 0),
  }
})

vi.mock('../../src/exchange/delivery.ts', async (original) => {
  const right = await original<typeof import('../../src/exchange/delivery.ts')>()
  return {
    ...right,
    withEvidence: (...args: Parameters<typeof right.withEvidence>) =>
      made.mistake === 'the newest word counts alone' ? args[1] : right.withEvidence(...args),
  }
})

vi.mock('../../src/store/memory.ts', async (original) => {
  const right = await original<typeof import('../../src/store/memory.ts')>()
  return {
    ...right,
    memoryBackend: (...args: Parameters<typeof right.memoryBackend>) => {
      const backend = right.memoryBackend(...args)
      let writes = 0
      return {
        ...backend,
        async apply(change: Parameters<typeof backend.apply>[0]) {
          if (made.mistake === 'the disk says done and keeps nothing' && ++writes % 9 === 0) return
          const { put } = change
          const less =
            made.mistake === 'the letter is not kept with its act' && put.outbox.length > 0
              ? { ...change, put: { ...put, outbox: [] } }
              : made.mistake === 'what was received is forgotten'
                ? { ...change, put: { ...put, inbox: [] } }
                : change
          await backend.apply(less)
        },
      }
    },
  }
})

vi.mock('../../src/node/cosign.ts', async (original) => {
  const right = await original<typeof import('../../src/node/cosign.ts')>()
  return {
    ...right,
    olderHistory: async (...args: Parameters<typeof right.olderHistory>) =>
      made.mistake === 'an old backup is taken for the newest'
        ? undefined
        : right.olderHistory(...args),
    collect: async (...args: Parameters<typeof right.collect>) => {
      const older = await right.collect(...args)
      return made.mistake === 'an old backup is taken for the newest' ? undefined : older
    },
  }
})

vi.mock('../../src/node/write-guard.ts', async (original) => {
  const right = await original<typeof import('../../src/node/write-guard.ts')>()
  return {
    ...right,
    guarded: (...args: Parameters<typeof right.guarded>) =>
      made.mistake === 'an old backup is taken for the newest'
        ? { store: args[0], stop: () => {}, stopped: () => undefined }
        : right.guarded(...args),
  }
})

// What the program did until the simulator held suspensions: on record first, and the peer told afterwards, so that a
// machine that went off between the two left the peer without the word.
vi.mock('../../src/node/delivery-notices.ts', async (original) => {
  const right = await original<typeof import('../../src/node/delivery-notices.ts')>()
  return {
    ...right,
    async sendNotice(...args: Parameters<typeof right.sendNotice>) {
      const [world, peer, notice, more] = args
      if (made.mistake !== 'a peer is told after the fact' || more?.events === undefined)
        return right.sendNotice(...args)
      const { events, rows = [], ...rest } = more
      await world.store.commit({ events, rows })
      return right.sendNotice(world, peer, notice, rest)
    },
  }
})

vi.mock('../../src/node/erasure.ts', async (original) => {
  const right = await original<typeof import('../../src/node/erasure.ts')>()
  return {
    ...right,
    eraseAgain: async (...args: Parameters<typeof right.eraseAgain>) => {
      if (made.mistake !== 'what a backup brought back stays') await right.eraseAgain(...args)
    },
  }
})

vi.mock('../../src/node/erasure-tell.ts', async (original) => {
  const right = await original<typeof import('../../src/node/erasure-tell.ts')>()
  return {
    ...right,
    untoldRows: async (...args: Parameters<typeof right.untoldRows>) =>
      made.mistake === 'an erasure is told to nobody' ? [] : right.untoldRows(...args),
  }
})

vi.mock('../../src/node/corrections.ts', async (original) => {
  const right = await original<typeof import('../../src/node/corrections.ts')>()
  return {
    ...right,
    passCorrectionsOn: async (...args: Parameters<typeof right.passCorrectionsOn>) =>
      made.mistake === 'corrections stay where they were made'
        ? 0
        : right.passCorrectionsOn(...args),
  }
})

vi.mock('../../src/node/attachments-tell.ts', async (original) => {
  const right = await original<typeof import('../../src/node/attachments-tell.ts')>()
  return {
    ...right,
    tellAttachments: async (...args: Parameters<typeof right.tellAttachments>) => {
      if (made.mistake !== 'nobody is told that a file is whole')
        await right.tellAttachments(...args)
    },
  }
})

vi.mock('../../src/store/sealed-files.ts', async (original) => {
  const right = await original<typeof import('../../src/store/sealed-files.ts')>()
  return {
    ...right,
    sealedFilesOn: (...args: Parameters<typeof right.sealedFilesOn>) => {
      const files = right.sealedFilesOn(...args)
      return {
        ...files,
        async arriving(...asked: Parameters<typeof files.arriving>) {
          const arriving = await files.arriving(...asked)
          const blind = made.mistake === 'a file counts as whole unseen'
          return {
            ...arriving,
            get at() {
              return arriving.at
            },
            take: async (bytes: Uint8Array) =>
              blind ? done<void>(undefined) : arriving.take(bytes),
            finish: async (digest: Parameters<typeof arriving.finish>[0]) =>
              blind ? done<void>(undefined) : arriving.finish(digest),
          }
        },
      }
    },
  }
})

// What the program did until seed 4 of the first thousand found it: a start that was itself cut short between taking
// the letters in hand and putting them back left them asleep, since the next start looked at earlier days alone.
vi.mock('../../src/node/outbox.ts', async (original) => {
  const right = await original<typeof import('../../src/node/outbox.ts')>()
  return {
    ...right,
    async takeUpAgain(world: Parameters<typeof right.takeUpAgain>[0]) {
      if (made.mistake !== 'letters sleep after a start that was cut short')
        return right.takeUpAgain(world)
      const found = await world.store.claimOutgoing({
        now: '9998-12-31T00:00:00.000Z' as Instant,
        limit: 1000,
        leaseUntil: '9999-12-31T00:00:00.000Z' as Instant,
      })
      const error = 'the node was started again'
      for (const { id, attempt } of found)
        await world.store.settleOutgoing({ id, attempt, error, retryAt: world.clock.now() })
    },
  }
})

interface Mistake {
  readonly mistake: string
  readonly breaks: readonly InvariantName[]
  readonly faults: readonly FaultKind[]
  readonly nodes?: number
  readonly hours?: number
  /** So many seeds must be enough. */
  readonly within: number
  /** Work at the desk that every second act of the plans is. */
  readonly desk?: DeskWork
  /** The one plan that shows it, where seeds come to it too rarely. */
  readonly plan?: Plan
}

const mistakes: readonly Mistake[] = [
  {
    mistake: 'order is not checked',
    breaks: ['noticed', 'in-order'],
    faults: ['hostile'],
    nodes: 3,
    within: 60,
  },
  {
    mistake: 'an id may be used again',
    breaks: ['noticed'],
    faults: ['hostile'],
    nodes: 2,
    within: 60,
  },
  {
    mistake: 'not now is taken for no',
    breaks: ['true-receipt', 'arrives', 'same-matter'],
    faults: ['clock', 'power', 'write-fails', 'request-lost'],
    within: 60,
  },
  {
    mistake: 'the newest word counts alone',
    breaks: ['both-words'],
    faults: ['hostile'],
    nodes: 2,
    within: 150,
  },
  {
    mistake: 'signatures are not checked',
    breaks: ['noticed', 'own-records', 'in-order'],
    faults: ['hostile'],
    nodes: 3,
    within: 60,
  },
  {
    mistake: 'the disk says done and keeps nothing',
    breaks: ['append-only', 'kept-before-said', 'once', 'comes-back'],
    faults: ['power'],
    within: 20,
  },
  {
    mistake: 'the letter is not kept with its act',
    breaks: ['same-matter', 'in-order', 'sound'],
    faults: [],
    within: 20,
  },
  {
    mistake: 'what was received is forgotten',
    breaks: [
      'once',
      'true-receipt',
      'heard',
      'arrives',
      'same-matter',
      'in-order',
      'kept-before-said',
      'sound',
    ],
    faults: ['answer-lost', 'duplicated'],
    within: 60,
  },
  {
    mistake: 'letters sleep after a start that was cut short',
    breaks: ['arrives'],
    faults: ['power', 'power-after-write', 'write-lies', 'cut'],
    nodes: 2,
    within: 400,
  },
  {
    mistake: 'a peer is told after the fact',
    breaks: ['same-suspension'],
    faults: ['power', 'power-after-write', 'power-before-write', 'write-lies'],
    nodes: 2,
    desk: 'suspension',
    within: 150,
  },
  {
    mistake: 'nobody is told that a file is whole',
    breaks: ['arrives'],
    faults: [],
    nodes: 2,
    desk: 'file',
    within: 60,
  },
  {
    mistake: 'a file counts as whole unseen',
    breaks: ['same-file'],
    faults: [],
    nodes: 2,
    desk: 'file',
    within: 60,
  },
  {
    mistake: 'what a backup brought back stays',
    breaks: ['stays-erased'],
    faults: ['backup'],
    nodes: 2,
    hours: 240,
    within: 600,
  },
  {
    mistake: 'an erasure is told to nobody',
    breaks: ['told-erased'],
    faults: [],
    nodes: 2,
    hours: 240,
    within: 100,
  },
  {
    mistake: 'corrections stay where they were made',
    breaks: ['corrected-once'],
    faults: [],
    nodes: 3,
    hours: 6,
    desk: 'onward',
    within: 100,
  },
  {
    mistake: 'each question has the whole quota',
    breaks: ['blind-quota'],
    faults: [],
    nodes: 2,
    hours: 6,
    desk: 'blind',
    within: 60,
  },
  {
    mistake: 'the first shared subject is not seen',
    breaks: ['blind-same'],
    faults: [],
    nodes: 2,
    hours: 6,
    desk: 'blind',
    within: 60,
  },
  {
    mistake: 'a key that was taken back counts for what is dated before',
    breaks: ['revoked', 'own-records', 'noticed', 'in-order'],
    faults: [],
    nodes: 2,
    hours: 240,
    desk: 'keys',
    within: 100,
  },
  {
    mistake: 'a lane stands still behind a key that was taken back',
    breaks: ['arrives'],
    faults: [],
    within: 1,
    // Sent under an officer's key that was taken back before any partner knew the card it stands on.
    plan: {
      ...planOf(1, { nodes: 2, hours: 36, faults: [] }),
      acts: [
        { at: 61_262_831, node: 0, pick: 1119565553, further: 1 },
        { at: 75_338_530, node: 0, pick: 2703348438, further: 0, desk: 'keys' },
        { at: 76_400_000, node: 0, pick: 4278425355, further: 1 },
        { at: 83_900_000, node: 0, pick: 3142460349, further: 0, desk: 'keys' },
      ],
    },
  },
  {
    mistake: 'an old backup is taken for the newest',
    breaks: ['backup-noticed'],
    faults: ['backup'],
    within: 1,
    // A draft that no partner saw: only who cosigned the head knows that there was more.
    plan: {
      ...planOf(1, { nodes: 3, hours: 3, faults: [] }),
      witnesses: true,
      acts: [{ at: 60_000, node: 0, pick: 5, further: 0 }],
      faults: [{ kind: 'backup', at: 5000, lasts: 3_600_000, node: 0, other: 1, pick: 0 }],
    },
  },
]

// The first day of each authority is made once in a process, and without a mistake.
beforeAll(async () => {
  for (const nodes of [2, 3, 4]) await runPlan(planOf(1, { nodes, faults: [] }))
})

afterEach(() => {
  made.mistake = ''
})

function atDesks(plan: Plan, desk: DeskWork | undefined): Plan {
  if (desk === undefined) return plan
  return { ...plan, acts: plan.acts.map((act, i) => (i % 2 === 1 ? { ...act, desk } : act)) }
}

async function firstFound(one: Mistake): Promise<Ran | undefined> {
  const { faults, nodes, hours, within } = one
  for (let seed = 1; seed <= within; seed++) {
    const options = {
      faults,
      wide: false,
      ...(nodes === undefined ? {} : { nodes }),
      ...(hours === undefined ? {} : { hours }),
    }
    const ran = await runPlan(one.plan ?? atDesks(planOf(seed, options), one.desk))
    if (ran.broken !== undefined) return ran
  }
  return undefined
}

describe('a mistake in the program is found by playing seeds', () => {
  it.each(mistakes)('$mistake: within $within seeds', { timeout: 600_000 }, async (one) => {
    made.mistake = one.mistake
    const found = await firstFound(one)
    expect(found?.broken, 'no seed found it').toBeDefined()
    expect(one.breaks).toContain(found?.broken?.invariant)
    made.mistake = ''
    const repaired = await runPlan(found!.plan)
    expect(repaired.broken, 'the same plan without the mistake').toBeUndefined()
  })
})

const golden = new URL('./golden/not-now-is-no.txt', import.meta.url)

/** What the mistake comes to, whichever nodes and numbers a seed has: any change of the program gives a seed others. */
function essence(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) =>
      /clock is|send in|letter refused|nothing fails|BROKEN|^same-matter/.test(line),
    )
    .map((line) => line.replaceAll(/X[VNCS]-FIU/g, 'NODE').replaceAll(/\d+/g, 'N'))
    .map((line) => line.replace(/^.*?(its clock is) \w+/, '$1').replace(/\w[\w-]*, send/, 'send'))
}

/** Where and what, without the moments, which follow from how often a node asks its disk. */
function told({ lines, plan, broken }: Ran): string {
  const trace = asText(lines)
    .split('\n')
    .map((line) => line.slice('2025-09-01 08:00:00.000  '.length))
    .join('\n')
  const acts = plan.acts.reduce((sum, act) => sum + 1 + act.further, 0)
  return `${trace}\n\n${plan.nodes} nodes, ${acts} acts, faults: ${plan.faults.map((f) => f.kind).join(', ')}\n${broken?.invariant} at ${broken?.where}: ${broken?.why}\n`
}

it('what is printed is the smallest way to the mistake that was found', {
  timeout: 600_000,
}, async () => {
  const one = mistakes.find((m) => m.mistake === 'not now is taken for no')!
  made.mistake = one.mistake
  const found = (await firstFound(one))!
  const small = await shrink(found)
  expect(small.plan.faults.length).toBeLessThanOrEqual(found.plan.faults.length)
  expect(small.lines.length).toBeLessThan(found.lines.length)
  expect(small.lines.at(-1)?.what).toContain(`BROKEN ${found.broken?.invariant}`)
  const text = told(small)
  if (process.env.COMITY_UPDATE_DOCS === '1' || !existsSync(golden)) writeFileSync(golden, text)
  expect(essence(text)).toEqual(essence(readFileSync(golden, 'utf8')))
})
