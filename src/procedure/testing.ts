import { type Instant, type Json, must, type Outcome } from '#base'
import { lanternCards, type Role } from '#directory'
import { type ProcedureId, shipped } from '#law'
import { available } from './available.ts'
import { decide } from './decide.ts'
import { evolve } from './evolve.ts'
import type { MatterFile } from './situation.ts'
import type { Actor, Event, State } from './state.ts'

/** Help for tests and for the gallery of refusals: officers, whole documents, and a matter played step by step. */
export function officer(authority: string, role: Role, n = 1): Actor {
  return { id: `${authority}/${role}-${n}`, authority, role }
}

export function at(text: string): Instant {
  return new Date(
    text.includes('T') ? text : `${text.replace(' ', 'T')}:00Z`,
  ).toISOString() as Instant
}

type Doc = Readonly<Record<string, Json>>

export const conditions = {
  handling: 'TLP:AMBER',
  purposes: ['analysis', 'investigation'],
  evidence: 'with-consent',
  onward: 'with-consent',
}

/** One whole document for every form of requests and disclosures. */
export const documents = {
  'fiu-request': {
    reference: 'RQ-01',
    subject: 'accounts and property of two persons',
    class: 'normal',
    facts: 'a ministry paid a company without deliveries',
    background: 'preliminary inquiry into a public contract',
    reasons: 'the money left through accounts that we cannot see',
    link: 'a bank in the requested country received the payments',
    use: 'analysis by this unit, then a report to the prosecutor',
    questions: ['which accounts do the two persons hold?'],
    deconfliction: 'no-hit',
    ...conditions,
  },
  'fiu-disclosure': {
    reference: 'SD-01',
    subject: 'report of a bank on a private account',
    facts: 'a bank reported incoming payments without a reason',
    reasons: 'the holder lives in the receiving country',
    link: 'the payments come from a bank of the receiving country',
    ...conditions,
  },
  approval: { necessity: 'no milder way to see the accounts', redLines: true },
  reason: { reasons: 'no longer needed' },
  nothing: {},
  acknowledgement: { class: 'normal' },
  'class-change': { class: 'indirect', classReason: 'a bank must be asked first' },
  questions: { questions: ['which period?'] },
  answers: { answers: 'the year 2023' },
  'partial-reply': { answer: 'two accounts', outstanding: 'movements', grade: 'A2', ...conditions },
  'final-reply': {
    result: 'found',
    answer: 'two accounts and their movements',
    grade: 'A1',
    ...conditions,
  },
  consultation: { ground: 'G-07', reasons: 'the request does not say what points to us' },
  'consultation-answer': { answer: 'the shipper is registered with you' },
  refusal: { ground: 'G-07', reasons: 'the link is still not shown' },
  amendment: { successor: 'rq-08' },
  delay: { reasons: 'the bank has not answered', expected: '2025-02-26' },
  'consent-question': { useCase: 'report to the prosecutor', recipient: 'XV-SACP' },
  'consent-answer': { scope: 'as intelligence, not as evidence' },
  'consent-denial': { denial: 'impairs-investigation', reasons: 'an arrest is planned' },
  feedback: { usefulness: 'useful', outcome: 'two new accounts found' },
  retention: { reasons: 'an appeal is pending' },
} as const satisfies Readonly<Record<string, Doc>>

/** A matter as one log sees it. `play` takes a step or throws with the refusal; `attempt` gives the outcome. */
export class Matter {
  state: State | undefined
  readonly events: Event[] = []
  readonly stream: string
  readonly procedure: ProcedureId
  readonly to: string | undefined

  /** @param to the addressee; `undefined` where the procedure has none. */
  constructor(stream: string, to: string | undefined, procedure: ProcedureId = 'P1') {
    this.stream = stream
    this.to = to
    this.procedure = procedure
  }

  attempt(
    transition: string,
    actor: Actor,
    now: string,
    document: Doc = {},
    files?: readonly MatterFile[],
  ): Outcome<readonly Event[]> {
    return decide(
      this.state,
      {
        procedure: this.procedure,
        transition,
        stream: this.stream,
        document,
        ...(this.to === undefined ? {} : { to: this.to }),
      },
      {
        now: at(now),
        actor,
        directory: lanternCards,
        law: shipped,
        ...(files === undefined ? {} : { files }),
      },
    )
  }

  play(transition: string, actor: Actor, now: string, document: Doc = {}): this {
    for (const event of must(this.attempt(transition, actor, now, document))) this.apply(event)
    return this
  }

  apply(event: Event): void {
    this.state = evolve(this.state, event)
    this.events.push(event)
  }

  get main(): string | undefined {
    return this.state?.states.main
  }

  open(actor: Actor, now: string): readonly string[] {
    return this.state === undefined
      ? []
      : available(this.state, actor, at(now), { directory: lanternCards, law: shipped }).open.map(
          (s) => s.transition,
        )
  }
}

/** A request from `from` to `to`, drafted, approved and sent at one moment. */
export function sentRequest(
  stream: string,
  from: string,
  to: string,
  now: string,
  changes: Doc = {},
): Matter {
  const document = { ...documents['fiu-request'], reference: stream.toUpperCase(), ...changes }
  return new Matter(stream, to)
    .play('draft', officer(from, 'analyst'), now, document)
    .play('approve', officer(from, 'head-of-desk'), now, documents.approval)
    .play('send', officer(from, 'node'), now, document)
}
