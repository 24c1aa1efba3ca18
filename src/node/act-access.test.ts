import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import type { Event } from '#procedure'
import { memoryStore, type Store } from '#store'
import { openAccess } from './access-state.ts'
import { admitAct } from './act-access.ts'
import type { OpenAct } from './delivery-seals.ts'
import type { Matter } from './matter.ts'
import { openOversight } from './oversight-state.ts'
import { rowData } from './row-data.ts'
import { fullRequest, goodApproval, type TestFederation, testFederation } from './testing.ts'
import type { Hand, World } from './world.ts'

/**
 * The procedure refuses all of this first. Here the policies are asked alone, with real matters, as if a table had a gap:
 * they must say no by themselves.
 */
let federation: TestFederation
let store: Store
let world: World
let drafted: Matter
let approved: Matter

const analyst = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
const nothing: OpenAct = { act: { events: [] }, letters: [] }

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-02-03T09:00:00.000Z', {
    storage: async (options) => {
      const made = await memoryStore(options)
      store ??= made
      return made
    },
  })
  const node = federation.node('XV-FIU')
  const open = { do: 'open', kind: 'request', to: 'XN-FIU', document: fullRequest } as const
  const { id } = must(await node.handle(analyst, open))
  drafted = await matter(id)
  const approve = { do: 'act', id, action: 'approve', document: goodApproval } as const
  must(await node.handle(head, approve))
  approved = await matter(id)
  const authorities = await node.read.authorities()
  // What the door reads of a world, with the real store and the real policies.
  world = {
    id: 'XV-FIU',
    access: await openAccess(store),
    oversight: await openOversight(store),
    credentials: new Map(),
    clock: federation.clock,
    federation: { card: (card: string) => authorities.find((a) => a.id === card) },
  } as unknown as World
})
afterAll(() => federation.close())

async function matter(id: string): Promise<Matter> {
  return rowData<Matter>((await store.row('matter', `matter/${id}`))!)
}

function hand(id: string): Hand {
  const role = id === head ? 'head-of-desk' : 'analyst'
  return { id, authority: 'XV-FIU', role } as Hand
}

function step(transition: string, actor: string): Event {
  const data = { role: 'analyst', side: 'requesting', track: 'main', to: 'x' } as const
  return {
    type: 'request.approved',
    procedure: 'P1',
    transition,
    stream: drafted.stream,
    at: federation.clock.now(),
    node: 'XV-FIU',
    actor,
    crosses: transition === 'send',
    data,
  } as Event
}

async function said(
  actor: string,
  before: Matter,
  transition: string,
  act: OpenAct = nothing,
): Promise<string> {
  const answer: Outcome<OpenAct> = await admitAct(
    world,
    hand(actor),
    before,
    [step(transition, actor)],
    act,
    undefined,
  )
  return answer.ok ? 'accepted' : answer.refusal.name
}

const to = (node: string): OpenAct => ({ ...nothing, letters: [{ to: node } as never] })

describe('the policies, asked alone', () => {
  it('let nobody approve what the same officer wrote', async () => {
    expect(await said(analyst, drafted, 'approve')).toBe('self-approval')
    expect(await said(head, drafted, 'approve')).toBe('accepted')
  })

  it('let nothing leave that nobody approved, or that its author approved', async () => {
    expect(await said(analyst, drafted, 'send')).toBe('not-approved')
    expect(await said(analyst, approved, 'send', to('XN-FIU'))).toBe('accepted')
    const own = { ...approved, approval: { ...approved.approval!, actor: analyst } }
    expect(await said(analyst, own, 'send')).toBe('not-approved')
  })

  it('let nothing leave without a legal basis, and to nobody who takes no part', async () => {
    const { basis: _, ...state } = approved.state
    expect(await said(analyst, { ...approved, state }, 'send')).toBe('no-basis')
    expect(await said(analyst, approved, 'send', to('XS-FIU'))).toBe('outside-recipients')
  })
})
