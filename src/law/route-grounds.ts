import { type Ground, groundsUnder, type ProcedureId } from './grounds.ts'
import type { Law } from './law.ts'
import type { Measure } from './measures.ts'
import { type DualCriminality, offenceOf } from './offences.ts'
import type { Candidate } from './permits.ts'
import type { RouteQuestion } from './routes.ts'
import { threshold } from './thresholds.ts'

/** A ground on which the other side may refuse or put off, and whether the question points to it. */
export interface RouteGround {
  readonly id: string
  readonly name: string
  readonly kind: Ground['kind']
  readonly citation: string
  readonly likely: boolean
  readonly why: string
}

/** Procedure that carries the measure. */
const procedures: Readonly<Partial<Record<Measure, ProcedureId>>> = {
  'fiu-information': 'P1',
  'fiu-disclosure': 'P1b',
  suspension: 'P2',
  'search-hearing': 'P3',
  extradition: 'P3',
  freeze: 'P4',
  confiscation: 'P5',
}

interface Setting {
  readonly law: Law
  readonly dual: DualCriminality | null
}

/** Grounds of refusal and of postponement that the instrument knows, those the question points to first. */
export function expectedGrounds(
  { instrument }: Candidate,
  question: RouteQuestion,
  setting: Setting,
): readonly RouteGround[] {
  const procedure = procedures[question.measure]
  if (procedure === undefined) return []
  return (['refusal', 'postponement'] as const)
    .flatMap((kind) => groundsUnder(instrument.id, question.on, setting.law, kind))
    .filter((ground) => ground.usableIn.includes(procedure))
    .map((ground) => {
      const article = ground.articles.find((a) => a.instrument === instrument.id)!.article
      const expected = expect(ground, instrument.id, question, setting)
      return {
        id: ground.id,
        name: ground.name,
        kind: ground.kind,
        citation: `${instrument.citation} ${article}`,
        ...expected,
      }
    })
    .sort((a, b) => Number(b.likely) - Number(a.likely))
}

type Expected = Pick<RouteGround, 'likely' | 'why'>

function expect(
  ground: Ground,
  instrument: string,
  question: RouteQuestion,
  { law, dual }: Setting,
): Expected {
  if (ground.id !== 'G-02' && ground.id !== 'G-11')
    return { likely: false, why: 'nothing in the question points to it' }
  if (question.offence === undefined)
    return { likely: true, why: 'no offence was named, so dual criminality is not shown' }
  const listed = listedOffence(instrument, question, law, dual)
  if (listed !== undefined && ground.id === 'G-02') return { likely: false, why: listed }
  if (dual?.answer === 'yes') return { likely: false, why: dual.because }
  if (ground.id === 'G-11')
    return {
      likely: false,
      why: 'only where the act took place in the requested country and not in the other',
    }
  return { likely: true, why: dual?.because ?? 'dual criminality is not shown' }
}

/** For an offence of the Union's list that is punished severely enough dual criminality is not examined. */
function listedOffence(
  instrument: string,
  { offence, from, penaltyYears }: RouteQuestion,
  law: Law,
  dual: DualCriminality | null,
): string | undefined {
  if (instrument !== 'REG-2018-1805' && instrument !== 'EIO') return undefined
  const category = offence === undefined ? undefined : offenceOf(offence, law)?.euList
  const years = penaltyYears ?? dual?.rows.find((row) => row.country === from)?.years
  const line = Number(threshold('TH-LIST-PENALTY', law)?.value ?? Number.POSITIVE_INFINITY)
  if (category === undefined || years === undefined || years < line) return undefined
  return `${category} is on the list and carries ${years} years in ${from}: dual criminality is not examined (art. ${instrument === 'EIO' ? '11(1)(g), annex D' : '3(1)'})`
}
