import { type Day, type Instant, instant, millis } from '#base'
import type { Ask, FilingState, Return, Wish } from './filing.ts'
import type { Remedy } from './remedies.ts'

/** Decisions of P10. */
export type Decision = 'access' | 'partial' | 'corrected' | 'neither-confirm-nor-deny' | 'refused'

/** What the matter of a request says, as far as the person's own page is made from it. */
export interface MatterFacts {
  readonly receivedAt: Instant
  readonly acknowledgedAt?: Instant
  /** Last day of the reply. */
  readonly replyBy: Instant
  readonly decision?: { readonly is: Decision; readonly at: Instant }
  readonly referredAt?: Instant
  readonly checkedAt?: Instant
  readonly withdrawn?: boolean
}

/** What a complaint's matter says. */
export interface ComplaintFacts {
  readonly filedAt: Instant
  readonly stage: 'taken-in' | 'looked-at' | 'upheld' | 'not-upheld' | 'put-right' | 'passed-on'
  readonly decideBy: Instant
}

/**
 * What a person is told who comes with the receipt. Everything in it is a function of what the person did, of what was
 * granted, and of days that were fixed when the request came in: nothing of it depends on whether data are held.
 */
export interface Told {
  readonly ask: Ask
  readonly to: string
  readonly filedAt: Instant
  readonly stage:
    | 'identity'
    | 'received'
    | 'acknowledged'
    | 'granted'
    | 'granted-in-part'
    | 'put-right'
    /** Neither confirmed nor denied, and refused: one answer, in the words of the law. */
    | 'formula'
    | 'withdrawn'
    | 'given-back'
    | ComplaintFacts['stage']
  readonly replyBy: Instant | null
  readonly answeredAt: Instant | null
  readonly check: { readonly askedAt: Instant; readonly answeredAt: Instant | null } | null
  readonly returned: Return | null
  readonly remedies: readonly Remedy[]
  /** What the person asked for since, and can still ask for. */
  readonly wished: FilingState['wishes']
  readonly open: readonly Wish[]
}

const dayMs = 86_400_000
/** Weeks after the receipt in which an answer that grants nothing is handed out, and after the referral a finding. */
export const handingOut = { reply: 4, check: 8, hour: 18 } as const

/**
 * When an answer that grants nothing can be read: in the evening of the day that ends the fourth week, whenever it was
 * decided before; a later decision in the evening that ends its week. An answer that came early because a file was empty
 * would say that it was empty. Four weeks are never longer than the month of DL-44.
 */
export function handedOutAt(from: Instant, at: Instant, weeks: number): Instant {
  const evening =
    millis(`${from.slice(0, 10)}T00:00:00.000Z` as Instant) + handingOut.hour * 3_600_000
  const passed = Math.ceil((millis(at) - evening) / (7 * dayMs))
  return instant(evening + Math.max(weeks, passed) * 7 * dayMs)
}

/** What the person reads at that moment. */
export function toldOf(
  filing: FilingState,
  matter: MatterFacts | ComplaintFacts | undefined,
  remedies: readonly Remedy[],
  now: Instant,
): Told {
  const plain = {
    ask: filing.ask,
    to: filing.to,
    filedAt: filing.filedAt,
    replyBy: null,
    answeredAt: null,
    check: null,
    returned: filing.returned ?? null,
    remedies,
    wished: filing.wishes,
    open: [],
  }
  if (filing.state === 'returned') return { ...plain, stage: 'given-back' }
  // A complaint needs no name: nobody has to come for it.
  if (matter === undefined)
    return { ...plain, stage: filing.ask === 'complaint' ? 'taken-in' : 'identity' }
  if ('stage' in matter) {
    const waits = matter.stage === 'taken-in' || matter.stage === 'looked-at'
    return { ...plain, stage: matter.stage, replyBy: waits ? matter.decideBy : null }
  }
  if (matter.withdrawn === true) return { ...plain, stage: 'withdrawn' }
  const answer = answerAt(matter, now)
  const check = checkAt(matter, now)
  const open = wishesOpen(filing, answer !== undefined || matter.replyBy < now, check !== null)
  if (answer === undefined)
    return {
      ...plain,
      check,
      open,
      stage: matter.acknowledgedAt === undefined ? 'received' : 'acknowledged',
      replyBy: matter.replyBy,
    }
  return { ...plain, check, open, stage: answer.stage, answeredAt: answer.at }
}

/** The check once there is an answer, or none came in time; the request back as long as there is none. */
export function wishesOpen(
  { wishes }: Pick<FilingState, 'wishes'>,
  answered: boolean,
  checking: boolean,
): readonly Wish[] {
  const can: readonly Wish[] = answered ? (checking ? [] : ['check']) : ['withdraw']
  return can.filter((wish) => wishes[wish] === undefined)
}

const granting: Readonly<Partial<Record<Decision, Told['stage']>>> = {
  access: 'granted',
  partial: 'granted-in-part',
  corrected: 'put-right',
}

function answerAt(
  { decision, receivedAt }: MatterFacts,
  now: Instant,
): { readonly stage: Told['stage']; readonly at: Instant } | undefined {
  if (decision === undefined) return undefined
  const stage = granting[decision.is]
  if (stage !== undefined) return { stage, at: decision.at }
  const at = handedOutAt(receivedAt, decision.at, handingOut.reply)
  return at <= now ? { stage: 'formula', at } : undefined
}

/** That a check was made is told; what it found is not (Directive (EU) 2016/680 art. 17(3)). */
function checkAt({ referredAt, checkedAt }: MatterFacts, now: Instant): Told['check'] {
  if (referredAt === undefined) return null
  const at = checkedAt === undefined ? null : handedOutAt(referredAt, checkedAt, handingOut.check)
  return { askedAt: referredAt, answeredAt: at !== null && at <= now ? at : null }
}

/** The day of an instant, for pages that show days. */
export function dayOf(at: Instant): Day {
  return at.slice(0, 10) as Day
}
