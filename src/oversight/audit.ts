import { done, type Instant, instant, millis, type Outcome } from '#base'
import { wilson } from '#indicators'
import { isCriterion } from './criteria.ts'
import { type LotPlan, planWrong } from './lot.ts'
import { oversightRefusal } from './refusals.ts'

/** Days in which an authority about whose release something was found can reply. */
export const replyDays = 14

/** A sample of releases, drawn by lot and judged one by one. A fold of the events of its stream. */
export interface Audit {
  readonly id: string
  readonly name: string
  readonly by: string
  readonly at: Instant
  readonly plan: LotPlan
  readonly state: 'announced' | 'drawn' | 'heard' | 'final'
  readonly items: readonly AuditItem[]
  /** Until when those concerned can reply. */
  readonly replyBy?: Instant
  /** Nodes whose head of desk has replied. */
  readonly replied: readonly string[]
  readonly finalAt?: Instant
}

/** One release of the sample. */
export interface AuditItem {
  /** `XN-FIU 9f3c…`: the node and the leaf of the release in its log. */
  readonly ticket: string
  readonly node: string
  /** `compliant`, or the criterion that it does not meet. */
  readonly finding?: string
  readonly by?: string
  /** A finding that was taken back after the reply. */
  readonly withdrawn?: true
}

export type AuditEvent =
  | {
      readonly type: 'audit.announced'
      readonly at: Instant
      readonly by: string
      readonly id: string
      readonly plan: LotPlan
    }
  | { readonly type: 'audit.drawn'; readonly at: Instant; readonly tickets: readonly string[] }
  | {
      readonly type: 'audit.judged'
      readonly at: Instant
      readonly by: string
      readonly ticket: string
      readonly finding: string
    }
  | { readonly type: 'audit.told'; readonly at: Instant; readonly replyBy: Instant }
  | { readonly type: 'audit.replied'; readonly at: Instant; readonly node: string }
  | { readonly type: 'audit.final'; readonly at: Instant }

export function evolveAudit(audit: Audit | undefined, event: AuditEvent): Audit {
  if (event.type === 'audit.announced') {
    const { id, by, at, plan } = event
    return { id, name: plan.name, by, at, plan, state: 'announced', items: [], replied: [] }
  }
  if (audit === undefined) throw new RangeError(`${event.type} before the audit was announced`)
  switch (event.type) {
    case 'audit.drawn':
      return {
        ...audit,
        state: 'drawn',
        items: event.tickets.map((ticket) => ({ ticket, node: nodeOf(ticket) })),
      }
    case 'audit.judged':
      return { ...audit, items: audit.items.map((item) => judged(item, event)) }
    case 'audit.told':
      return { ...audit, state: 'heard', replyBy: event.replyBy }
    case 'audit.replied':
      return { ...audit, replied: [...audit.replied, event.node] }
    case 'audit.final':
      return { ...audit, state: 'final', finalAt: event.at }
  }
}

export function announceAudit(about: {
  readonly id: string
  readonly by: string
  readonly at: Instant
  readonly plan: LotPlan
}): Outcome<AuditEvent> {
  const wrong = planWrong(about.plan)
  return wrong === undefined
    ? done({ type: 'audit.announced', ...about })
    : oversightRefusal('lot-malformed', wrong)
}

/** One release, judged by the criteria. After the reply a finding can be taken back; nothing can be added. */
export function judgeItem(
  audit: Audit,
  ticket: string,
  finding: string,
  by: string,
  at: Instant,
): Outcome<AuditEvent> {
  const item = audit.items.find((one) => one.ticket === ticket)
  if (item === undefined) return oversightRefusal('audit-unknown')
  const takesBack = audit.state === 'heard' && hasFinding(item) && finding === 'compliant'
  if (audit.state !== 'drawn' && !takesBack) return oversightRefusal('audit-not-now')
  if (finding !== 'compliant' && !isCriterion(finding)) return oversightRefusal('audit-unknown')
  return done({ type: 'audit.judged', at, by, ticket, finding })
}

/** When every release is judged, those concerned are told and have their days to reply. */
export function tellFindings(audit: Audit, at: Instant): Outcome<AuditEvent> {
  if (audit.state !== 'drawn' || audit.items.some((item) => item.finding === undefined))
    return oversightRefusal('audit-not-now')
  const days = concerned(audit).length === 0 ? 0 : replyDays
  return done({ type: 'audit.told', at, replyBy: instant(millis(at) + days * 86_400_000) })
}

export function replyTo(audit: Audit, node: string, at: Instant): Outcome<AuditEvent> {
  if (audit.state !== 'heard' || audit.replied.includes(node))
    return oversightRefusal('audit-not-now')
  if (!concerned(audit).includes(node)) return oversightRefusal('audit-unknown')
  return done({ type: 'audit.replied', at, node })
}

/** The result stands once everybody concerned has replied or had the time. */
export function closeAudit(audit: Audit, at: Instant): Outcome<AuditEvent> {
  if (audit.state !== 'heard') return oversightRefusal('audit-not-now')
  const waits = concerned(audit).filter((node) => !audit.replied.includes(node))
  if (waits.length > 0 && audit.replyBy !== undefined && at < audit.replyBy)
    return oversightRefusal('audit-reply-open', `${waits.join(', ')} until ${audit.replyBy}`)
  return done({ type: 'audit.final', at })
}

/** IN-33: sampled releases that are as the law asks, with the interval of Wilson at 95 %. */
export interface LegalityResult {
  readonly sampled: number
  readonly compliant: number
  readonly interval: readonly [number, number] | undefined
  /** Findings by criterion. */
  readonly findings: Readonly<Record<string, number>>
}

export function resultOf(audit: Audit): LegalityResult {
  const judgedItems = audit.items.filter((item) => item.finding !== undefined)
  const compliant = judgedItems.filter((item) => item.finding === 'compliant').length
  const findings: Record<string, number> = {}
  for (const { finding = '' } of judgedItems)
    if (finding !== 'compliant') findings[finding] = (findings[finding] ?? 0) + 1
  return {
    sampled: judgedItems.length,
    compliant,
    interval: wilson(compliant, judgedItems.length),
    findings,
  }
}

/** Nodes about whose releases something was found. */
export function concerned(audit: Audit): readonly string[] {
  const all = audit.items.filter((item) => hasFinding(item) || item.withdrawn === true)
  return [...new Set(all.map((item) => item.node))].sort()
}

function hasFinding({ finding }: AuditItem): boolean {
  return finding !== undefined && finding !== 'compliant'
}

function judged(
  item: AuditItem,
  { ticket, finding, by }: AuditEvent & { readonly type: 'audit.judged' },
): AuditItem {
  if (item.ticket !== ticket) return item
  const took = hasFinding(item) && finding === 'compliant'
  return { ...item, finding, by, ...(took ? { withdrawn: true as const } : {}) }
}

function nodeOf(ticket: string): string {
  return ticket.slice(0, ticket.indexOf(' '))
}
