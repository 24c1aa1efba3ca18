import type { Look } from './look.ts'

/** What an alarm leads to: a line for those who supervise, or a proposal to suspend the account. */
export type Weight = 'tell' | 'propose-suspension'

/**
 * A pattern of looks that somebody has to explain. A row finds nothing about a person who is looked at; it counts, for
 * one officer (or for all officers at one person's files), how many different things were opened within a time.
 */
export interface AnomalyRow {
  readonly id: string
  readonly name: string
  /** For the officer who is asked about it: what was counted, in one sentence. */
  readonly sentence: string
  readonly citation: string
  /** Whose looks are added up. */
  readonly of: 'officer' | 'officer-and-person' | 'person'
  /** Looks that count. */
  readonly concerns: (look: Look) => boolean
  /** What must differ between two looks for both to count. */
  readonly differs: (look: Look) => string
  readonly atLeast: number
  readonly withinMinutes: number
  readonly weight: Weight
}

const hour = 60
const day = 24 * hour
const led25 = 'Directive (EU) 2016/680, art. 25(2)'

/** Somebody opened it who neither works on it nor has to look at the work of others. */
function stranger(look: Look): boolean {
  return !look.ownStep && !look.oversees && look.kind !== 'refused'
}

function isTaken({ kind }: Look): boolean {
  return kind === 'print' || kind === 'export'
}

/** Between 22:00 and 05:00 UTC. */
function atNight({ at }: Look): boolean {
  const hours = Number(at.slice(11, 13))
  return hours >= 22 || hours < 5
}

/** Rows by which looks are judged; numbers are the protocol's own and stand to be tuned with the disparity test. */
export const anomalyRows = [
  {
    id: 'AR-01',
    name: 'browsing',
    sentence: 'opened eight matters within an hour without a step in any of them',
    citation: led25,
    of: 'officer',
    concerns: stranger,
    differs: (look) => look.subject,
    atLeast: 8,
    withinMinutes: hour,
    weight: 'tell',
  },
  {
    id: 'AR-02',
    name: 'bulk taking',
    sentence: 'printed or took out twenty documents within an hour',
    citation: `${led25}; art. 29(2)(c) and (g)`,
    of: 'officer',
    concerns: isTaken,
    differs: (look) => `${look.subject} ${look.what}`,
    atLeast: 20,
    withinMinutes: hour,
    weight: 'tell',
  },
  {
    id: 'AR-03',
    name: 'one person’s files',
    sentence:
      'opened five files that name the same person within a week without a step in any of them',
    citation: `${led25}; art. 4(1)(b)`,
    of: 'officer-and-person',
    concerns: stranger,
    differs: (look) => look.subject,
    atLeast: 5,
    withinMinutes: 7 * day,
    weight: 'propose-suspension',
  },
  {
    id: 'AR-04',
    name: 'a person many look at',
    sentence:
      'is one of four officers who opened files of one person within a week without a step in them',
    citation: led25,
    of: 'person',
    concerns: stranger,
    differs: (look) => look.officer,
    atLeast: 4,
    withinMinutes: 7 * day,
    weight: 'tell',
  },
  {
    id: 'AR-05',
    name: 'own family or name',
    sentence: 'opened a file that names a person of the own family name or of the own declaration',
    citation: 'UNCAC art. 7(4) and 8(5); Directive (EU) 2016/680, art. 25(2)',
    of: 'officer',
    concerns: (look) => look.ownName && !look.oversees && look.kind !== 'refused',
    differs: (look) => look.subject,
    atLeast: 1,
    withinMinutes: hour,
    weight: 'tell',
  },
  {
    id: 'AR-06',
    name: 'no step in the matter',
    sentence: 'opened fifteen matters in a day without a step in any of them',
    citation: led25,
    of: 'officer',
    concerns: stranger,
    differs: (look) => look.subject,
    atLeast: 15,
    withinMinutes: day,
    weight: 'tell',
  },
  {
    id: 'AR-07',
    name: 'at night',
    sentence: 'opened three matters between 22:00 and 05:00 at a desk that is not staffed at night',
    citation: led25,
    of: 'officer',
    concerns: (look) =>
      stranger(look) && !look.dayAndNight && look.purpose !== 'emergency' && atNight(look),
    differs: (look) => look.subject,
    atLeast: 3,
    withinMinutes: 8 * hour,
    weight: 'tell',
  },
  {
    id: 'AR-08',
    name: 'after recusal',
    sentence: 'tried to open a matter from which the officer had been taken off',
    citation: 'UNCAC art. 7(4); Directive (EU) 2016/680, art. 25(2)',
    of: 'officer',
    concerns: (look) => look.recused,
    differs: (look) => look.subject,
    atLeast: 1,
    withinMinutes: hour,
    weight: 'propose-suspension',
  },
  {
    id: 'AR-09',
    name: 'broken glasses',
    sentence: 'opened three matters of others in emergencies within a month',
    citation: led25,
    of: 'officer',
    concerns: (look) => look.purpose === 'emergency' && look.kind !== 'refused',
    differs: (look) => look.subject,
    atLeast: 3,
    withinMinutes: 30 * day,
    weight: 'tell',
  },
] as const satisfies readonly AnomalyRow[]

/** How far back a look can matter to any row, in minutes. */
export const longestWindow = Math.max(...anomalyRows.map((row) => row.withinMinutes))

export function anomalyRow(id: string): AnomalyRow | undefined {
  return anomalyRows.find((row) => row.id === id)
}
