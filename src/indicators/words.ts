/**
 * The vocabulary of signed events that the definitions are written in, and how the steps of the procedures are counted
 * as its words. Where a step bears the word itself nothing is written here.
 */

/** Words of the register of definitions. `family.*`: every event of that family is one. */
export const countedWords: readonly string[] = [
  'request.sent',
  'request.ack',
  'request.clarify',
  'request.partial',
  'request.final',
  'request.refused',
  'request.withdrawn',
  'consent.asked',
  'consent.given',
  'consent.denied',
  'disclosure.sent',
  'feedback.given',
  'alert.issued',
  'suspension.asked',
  'suspension.executed',
  'suspension.ended',
  'match.run',
  'trade.mirrored',
  'community.measured',
  'mla.draft_shared',
  'mla.sent',
  'mla.returned',
  'mla.decided',
  'mla.executed',
  'mla.refused',
  'extradition.*',
  'evidence.collected',
  'evidence.transferred',
  'evidence.verified',
  'jit.signed',
  'jit.extended',
  'jit.ended',
  'asset.identified',
  'asset.traced',
  'asset.valued',
  'asset.cost',
  'asset.sold',
  'freeze.issued',
  'freeze.sent',
  'freeze.recognised',
  'freeze.refused',
  'freeze.postponed',
  'freeze.ready',
  'freeze.released',
  'freeze.executed',
  'freeze.failed',
  'freeze.notified',
  'freeze.review_filed',
  'freeze.reviewed',
  'freeze.varied',
  'freeze.extended',
  'freeze.lifted',
  'freeze.expired',
  'leak.reported',
  'confiscation.ordered',
  'confiscation.recognised',
  'confiscation.enforced',
  'claim.filed',
  'claim.decided',
  'claim.appealed',
  'claim.paid',
  'return.agreed',
  'return.paid',
  'enduse.milestone',
  'enduse.verified',
  'aeoi.sent',
  'aeoi.accepted',
  'aeoi.error',
  'aeoi.corrected',
  'aeoi.matched',
  'bo.filed',
  'bo.verified',
  'bo.discrepancy',
  'prosecution.opened',
  'prosecution.judgment',
  'dsr.*',
  'complaint.*',
  'access.flagged',
  'audit.finding',
  'commitment.*',
  'review.*',
  'publication.*',
  'exercise.*',
  'lesson.*',
  'credential.*',
  'tip.*',
  'protection.*',
]

/** An event of a procedure that is counted as a word of the register that it does not bear. */
export interface Counted {
  readonly event: string
  /** Only this step of that event. */
  readonly step?: string
  readonly word: string
  readonly why: string
}

/** Steps that the procedures name more closely than the register. */
export const countedAs: readonly Counted[] = [
  {
    event: 'freeze.proposed',
    word: 'asset.traced',
    why: 'who proposes a freeze has traced the asset and says its value',
  },
  {
    event: 'freeze.reviewed',
    step: 'review',
    word: 'freeze.own_motion',
    why: 'a review of the court’s own motion answers no application',
  },
  {
    event: 'confiscation.surplus_blocked',
    word: 'confiscation.cut',
    why: 'the guard against recovering too much has cut the leg',
  },
  {
    event: 'claim.collective',
    word: 'claim.paid',
    why: 'a project serves the claim of a community',
  },
  {
    event: 'claim.appeal_decided',
    word: 'claim.decided',
    why: 'the decision that stands in the end',
  },
  { event: 'claim.carved_out', word: 'carve_out.decided', why: 'payments are left free' },
  {
    event: 'suspension.carve_out_asked',
    word: 'carve_out.asked',
    why: 'living costs are asked for',
  },
  {
    event: 'suspension.carve_out_decided',
    step: 'deny-living-costs',
    word: 'carve_out.denied',
    why: 'the same event says a refusal; only the step tells them apart',
  },
  {
    event: 'suspension.carve_out_decided',
    word: 'carve_out.decided',
    why: 'living costs are left free, or not',
  },
]

/** Events that are not in the register and that a figure reads all the same: limits, consultations, receipts. */
export const readBesides: readonly string[] = [
  'alert.feedback',
  'clock.resumed',
  'confiscation.executed',
  'disclosure.ack',
  'freeze.notice_postponed',
  'freeze.planned',
  'freeze.receipt',
  'freeze.vote_called',
  'mla.consulted',
  'request.amended',
  'request.clarified',
  'request.consult_answered',
  'request.consulted',
  'request.proceeded',
  'request.reclassed',
  'return.suspended',
]

/** Why a family of events is passed over: no figure of the register asks for it. A test holds every event to a place. */
export const passedOver: readonly {
  readonly events: RegExp
  readonly why: string
}[] = [
  {
    events:
      /^(request|disclosure|mla|suspension|freeze|asset|aeoi)\.(drafted|prepared|approved|revised|returned|discarded|planned|plan_.+|proceeded|certificate_drafted|attribution_checked|managed|collected|checked)$/,
    why: 'work inside one authority: whoever counted drafts would reward them',
  },
  {
    events:
      /^(request|mla|suspension|freeze|confiscation|aeoi|disclosure)\.(delayed|reminded|consulted|consult_answered|translated|translation_asked|proceeded|ack|notified|limit_asked|limit_answered|lifting_announced|lifting_answered|review_routed|confirmed|converted|withdrawn|closed|discarded)$/,
    why: 'a step on the way; limits count its delay',
  },
  {
    events: /\.red_line_(marked|signed)$/,
    why: 'red lines are told in the transparency report, where two persons signed each',
  },
  {
    events: /^(clock|stall|dispute|status|preservation|translation|item|retention|oral|rights)\./,
    why: 'limits, ladders, housekeeping: read through the matter that they belong to',
  },
  {
    events: /^aeoi\.(received|closed|deleted|noncompliance|use_.+)$/,
    why: 'after the exchange itself',
  },
  { events: /^consent\.withdrawn$/, why: 'the ledger of consents keeps it' },
  {
    events:
      /^mla\.(draft_.+|costs_.+|delivered|executed_partly|originals_returned|postponed|received_on_paper|remedy_.+|resubmitted|used)$/,
    why: 'within one request; decided and executed are counted',
  },
  {
    events:
      /^freeze\.(aborted|armed|conductor_closed|leg_voted|reopened|replanned|vote_called|lifting.*)$/,
    why: 'the conductor at work; its receipts are counted',
  },
  { events: /^asset\.(handed_over|sale_.+)$/, why: 'before the sale, which is counted' },
  {
    events:
      /^confiscation\.(cleared|closed|denied|impossible|postponed|recorded|refused|resumed|sent|surplus_released)$/,
    why: 'a leg recorded a second time, or on its way',
  },
  {
    events:
      /^claim\.(accepted|acknowledged|closed|evidence_.+|final|heard|notice.*|pending|ranked|released|screened|served|window_closed|withdrawn)$/,
    why: 'on the way to the decision or after the payment',
  },
  { events: /^return\.(finished|proposed|resumed|sent|sent_back|shared)$/, why: 'one side’s word' },
  { events: /^enduse\.(cleared|finished|misuse)$/, why: 'told with the matter' },
  {
    events: /^alert\.(rule_proposed|withdrawn|closed)$/,
    why: 'on the way; its issue and its feedback are counted',
  },
  { events: /^(observation|register)\./, why: 'told on the page of the register, not counted' },
  { events: /^jit\./, why: 'the life of a team, beside its signing and its end' },
  { events: /^placement\./, why: 'learning of officers; its lessons are counted' },
  {
    events: /^suspension\.(ack|damage_.+|refused|carve_out_.+)$/,
    why: 'within one suspension',
  },
]

const exact = new Set([...countedWords.filter((w) => !w.endsWith('*')), ...readBesides])
const families = countedWords.filter((w) => w.endsWith('.*')).map((w) => w.slice(0, -1))
const renamed = new Map(countedAs.map((row) => [`${row.event} ${row.step ?? ''}`, row.word]))

/** The word that an event counts as; undefined where no figure reads it. */
export function wordOf(event: string, step?: string | null): string | undefined {
  const word = renamed.get(`${event} ${step ?? ''}`) ?? renamed.get(`${event} `)
  if (word !== undefined) return word
  if (exact.has(event)) return event
  return families.some((family) => event.startsWith(family)) ? event : undefined
}
