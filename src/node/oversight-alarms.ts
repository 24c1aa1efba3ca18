import { done, type Instant, instant, millis, type Outcome } from '#base'
import {
  type Anomaly,
  anomaliesIn,
  anomalyRow,
  anomalyRows,
  groupKey,
  type Look,
  oversightRefusal,
} from '#oversight'
import { load } from './matter.ts'
import { proposeByRow } from './oversight-accounts.ts'
import { keepState } from './oversight-keep.ts'
import { hasStep, takeInLooks } from './oversight-looks.ts'
import { openConsole, overseersOf, overseesBy, reasonGiven } from './oversight-who.ts'
import { nodeHand, type World } from './world.ts'

/** Hours within which an alarm is answered: the same day. */
const answerHours = 24

/** A row that was met, until somebody has answered it. */
export interface Alarm {
  readonly id: string
  readonly row: string
  readonly officer: string
  readonly authority: string
  /** By which looks were added up; stays out of the log. */
  readonly group: string
  /** Places in the log of the looks that counted. */
  readonly looks: readonly number[]
  readonly count: number
  readonly from: Instant
  readonly to: Instant
  readonly at: Instant
  readonly answerBy: Instant
  readonly late?: true
  readonly settled?: {
    readonly by: string
    readonly at: Instant
    readonly outcome: AlarmOutcome
  }
}

export const alarmOutcomes = ['explained', 'misuse'] as const
export type AlarmOutcome = (typeof alarmOutcomes)[number]

/**
 * Judges the looks that came since the last time. Every alarm goes on record, to the overseers and to the head of the
 * desk in one transaction; where the row says so, the account is proposed to be suspended at once.
 */
export async function watchLooks(world: World): Promise<number> {
  const fresh = await takeInLooks(world)
  if (fresh.length === 0) return 0
  const officers = new Set(fresh.map((look) => look.officer))
  const persons = new Set(fresh.flatMap((look) => look.about))
  const near = (look: Look) =>
    officers.has(look.officer) || look.about.some((person) => persons.has(person))
  const found = await judged(world, near)
  for (const anomaly of found) await raise(world, anomaly)
  return found.length
}

/** What the rows say, once it is known who has worked on what: an officer may open a matter first and take it up then. */
async function judged(world: World, near: (look: Look) => boolean): Promise<readonly Anomaly[]> {
  const { oversight } = world
  const looks = () => (oversight.looks ?? []).filter(near)
  const found = anomaliesIn(looks(), anomalyRows, oversight.usedUp)
  if (found.length === 0) return found
  const counted = new Set(found.flatMap((anomaly) => anomaly.looks))
  let changed = false
  const again: Look[] = []
  for (const look of oversight.looks ?? []) {
    const step =
      counted.has(look.index) && !look.ownStep
        ? hasStep(await load(world, look.subject), look.officer)
        : look.ownStep
    changed ||= step !== look.ownStep
    again.push(step === look.ownStep ? look : { ...look, ownStep: step })
  }
  if (!changed) return found
  oversight.looks = again
  return anomaliesIn(looks(), anomalyRows, oversight.usedUp)
}

async function raise(world: World, anomaly: Anomaly): Promise<void> {
  const row = anomalyRow(anomaly.row)
  if (row === undefined) return
  const { officer, looks, count, from, to } = anomaly
  const at = world.clock.now()
  const authority = officer.split('/')[0] ?? ''
  const alarm: Alarm = {
    id: world.ids.next(),
    row: row.id,
    officer,
    authority,
    group: groupKey(anomaly),
    looks,
    count,
    from,
    to,
    at,
    answerBy: instant(millis(at) + answerHours * 3_600_000),
  }
  const clock = nodeHand(world, 'clock')
  const kept = await keepState(world, clock, {
    kind: 'alarm',
    key: alarm.id,
    type: 'oversight.alarmed',
    state: alarm,
    facts: { row: row.id, officer, authority },
    tell: {
      officers: overseersOf(world, authority, officer),
      kind: 'access-alarm',
      text: `${row.id}, ${row.name}: ${officer} ${row.sentence}`,
    },
  })
  if (!kept.ok) return
  world.oversight.usedUp.set(alarm.group, looks.at(-1) ?? -1)
  world.oversight.alarms.set(alarm.id, alarm)
  world.observe({ what: 'access-alarm', row: row.id, officer })
  if (row.weight === 'propose-suspension') await proposeByRow(world, alarm)
}

/** An alarm that nobody answered within the day is told again, once. */
export async function tickAlarms(world: World): Promise<void> {
  const now = world.clock.now()
  for (const alarm of world.oversight.alarms.values()) {
    if (alarm.late === true || now < alarm.answerBy) continue
    const late = { ...alarm, late: true as const }
    await keepState(world, nodeHand(world, 'clock'), {
      kind: 'alarm',
      key: alarm.id,
      type: 'oversight.alarm-late',
      state: late,
      facts: { row: alarm.row, officer: alarm.officer },
      tell: {
        officers: overseersOf(world, alarm.authority, alarm.officer),
        kind: 'access-alarm-late',
        text: `${alarm.row}: nobody has answered the alarm about ${alarm.officer} within a day`,
      },
    })
    world.oversight.alarms.set(alarm.id, late)
  }
}

/** Somebody says what was behind it, with words; the officer concerned is told. */
export async function settleAlarm(
  world: World,
  actor: string,
  id: string,
  outcome: AlarmOutcome,
  words: string,
): Promise<Outcome<Alarm>> {
  return world.locks.run([`alarm/${id}`], async () => {
    const alarm = world.oversight.alarms.get(id)
    if (alarm === undefined)
      return oversightRefusal(
        (await world.store.row('alarm', id)) === undefined ? 'alarm-unknown' : 'alarm-settled',
      )
    const hand = await openConsole(world, actor, 'decide', alarm.authority)
    if (!hand.ok) return hand
    if (alarm.officer === actor) return oversightRefusal('alarm-own')
    const reason = reasonGiven(words)
    if (!reason.ok) return reason
    const settled: Alarm = {
      ...alarm,
      settled: { by: actor, at: world.clock.now(), outcome },
    }
    const kept = await keepState(world, hand.value, {
      kind: 'alarm',
      key: id,
      type: 'oversight.alarm-settled',
      state: settled,
      facts: { row: alarm.row, officer: alarm.officer, outcome },
      reason: reason.value,
      tell: {
        officers: [alarm.officer],
        kind: 'access-alarm-settled',
        text: `${actor} has answered an alarm about your looks (${alarm.row}): ${outcome}`,
      },
    })
    if (kept.ok) world.oversight.alarms.delete(id)
    return kept.ok ? done(settled) : kept
  })
}

/** May the officer know of the alarm? Overseers of all, heads of those of their own desk, and never of the own. */
export function mayKnowOf(
  world: World,
  hand: Parameters<typeof overseesBy>[1] & { id: string },
  about: { readonly officer: string; readonly authority: string },
): boolean {
  return (
    hand.id !== about.officer && (overseesBy(world, hand) || hand.authority === about.authority)
  )
}
