import type { Instant } from '#base'
import { clocks } from '#procedure'
import {
  type ComplaintFacts,
  type Decision,
  type MatterFacts,
  remediesAgainst,
  type Told,
  toldOf,
} from '#rights'
import { load, type Matter } from './matter.ts'
import { byReceipt, type FilingRow } from './rights-filings.ts'
import { authorityName } from './words.ts'
import type { World } from './world.ts'

/** What a person reads who comes with the receipt: by it alone, without an account. */
export interface ToldView extends Told {
  readonly toName: string
  readonly language: FilingRow['language']
}

/**
 * The same reads for every receipt that is one, in the same order: how long an answer takes says nothing of what is held.
 */
export async function toldBy(world: World, receipt: string): Promise<ToldView | undefined> {
  const filing = await byReceipt(world, receipt)
  if (filing === undefined) return undefined
  const matter = await load(world, `matter/${filing.matter ?? 'none'}`)
  const facts = matter === undefined ? undefined : factsOf(world, filing, matter)
  const controller = world.federation.card(filing.to)
  const desk = world.federation.card(filing.desk) ?? world.federation.own
  const remedies = remediesAgainst(controller ?? desk, desk, world.federation.cards())
  const told = toldOf(filing, facts, remedies, world.clock.now())
  return { ...told, toName: authorityName(world, filing.to), language: filing.language }
}

function factsOf(world: World, filing: FilingRow, matter: Matter): MatterFacts | ComplaintFacts {
  return filing.ask === 'complaint' ? complaintFacts(world, matter) : requestFacts(world, matter)
}

function requestFacts(world: World, { state }: Matter): MatterFacts {
  const { stamps, notes } = state
  const by = dueOf(world, state, stamps.extend === undefined ? 'reply' : 'reply-extended')
  return {
    receivedAt: stamps.receive ?? state.openedAt,
    replyBy: by,
    ...(stamps.acknowledge === undefined ? {} : { acknowledgedAt: stamps.acknowledge }),
    ...(stamps.decide === undefined
      ? {}
      : { decision: { is: String(notes.decision) as Decision, at: stamps.decide } }),
    ...(stamps.refer === undefined ? {} : { referredAt: stamps.refer }),
    ...(stamps.find === undefined ? {} : { checkedAt: stamps.find }),
    ...(stamps.withdraw === undefined ? {} : { withdrawn: true }),
  }
}

const stages: Readonly<Record<string, ComplaintFacts['stage']>> = {
  FILED: 'taken-in',
  DETECTED: 'taken-in',
  TRIAGED: 'looked-at',
  INVESTIGATING: 'looked-at',
  FOUND: 'upheld',
  'NOT-FOUND': 'not-upheld',
  REMEDIED: 'put-right',
  DECLINED: 'passed-on',
}

/** Published, closed and erased say nothing new to the complainant: what was found does. */
function complaintFacts(world: World, { state }: Matter): ComplaintFacts {
  const { stamps } = state
  const found =
    stamps.remedy !== undefined
      ? 'put-right'
      : stamps.uphold !== undefined
        ? 'upheld'
        : 'not-upheld'
  const urgent = state.clocks.some(({ clock }) => clock === 'investigation-urgent')
  const clock = urgent ? 'investigation-urgent' : 'investigation'
  return {
    filedAt: state.openedAt,
    stage: stages[state.states.main ?? ''] ?? found,
    decideBy: dueOf(world, state, state.clocks.some((c) => c.clock === clock) ? clock : 'triage'),
  }
}

function dueOf(world: World, state: Matter['state'], id: string): Instant {
  const found = clocks(state, world.clock.now(), world.laws.now()).find((c) => c.id === id)
  return found?.due ?? state.openedAt
}
