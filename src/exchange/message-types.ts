import type { Procedure, Transition } from '#procedure'
import { carriers } from './message-carriers.ts'

/** What a partner is owed on a message: it came, somebody opened it, it was understood, it was answered. */
export type ReceiptLevel = 'received' | 'retrieved' | 'understood' | 'answered'

/** How fast it leaves: emergencies before evidence before all that can wait. */
export type Lane = 'emergency' | 'ordinary' | 'background'

export interface MessageRow {
  readonly says: string
  /** Which way it goes in the matter, as the two sides of a procedure are called. */
  readonly direction: 'to-requested' | 'to-requesting' | 'both'
  /** Does it stand only on a legal basis between the two, which the law is asked for when it is sent? */
  readonly basis: boolean
  readonly owes: readonly ReceiptLevel[]
  readonly lane: Lane
}

const received = ['received'] as const
const opened = ['received', 'retrieved'] as const
const understood = ['received', 'retrieved', 'understood'] as const
const answered = ['received', 'retrieved', 'understood', 'answered'] as const

function row(
  says: string,
  direction: MessageRow['direction'],
  owes: readonly ReceiptLevel[],
  more: Partial<Pick<MessageRow, 'basis' | 'lane'>> = {},
): MessageRow {
  return { says, direction, basis: false, owes, lane: 'ordinary', ...more }
}

const lawful = { basis: true } as const
const fast = { lane: 'emergency' } as const
const slow = { lane: 'background' } as const

/**
 * Every kind of message that crosses a border. The procedures carry them: each crossing step is one of these, and a
 * record says which by its procedure and its step, so that a letter needs no field that could contradict it.
 */
export const messageTypes = {
  // Before anything formal
  DRAFT_CONSULT: row('a draft is shown for comment, and commented', 'both', answered, lawful),
  MATCH_QUERY: row('do you know this subject, asked blind', 'to-requested', answered, lawful),
  MATCH_RESULT: row('the blind answer', 'to-requesting', received),
  PRESERVE: row('keep this until it can be asked for', 'both', answered, fast),
  ORAL_NOTE: row('the note of an oral request, agreed or contested', 'both', answered, fast),
  ORAL_CONFIRMATION: row('an oral request confirmed in writing', 'both', opened, fast),
  // Requests
  INFO_REQUEST: row('information is asked for', 'to-requested', answered, lawful),
  SPONTANEOUS: row('information is given without a request', 'to-requested', understood, lawful),
  MLA_REQUEST: row('legal assistance is asked for', 'to-requested', answered, lawful),
  URGENT_SUSPEND: row('a payment or an account is to be stopped', 'to-requested', answered, {
    ...lawful,
    ...fast,
  }),
  FREEZE_REQUEST: row('property is to be frozen, with its certificate', 'to-requested', answered, {
    ...lawful,
    ...fast,
  }),
  CONFISCATION_REQUEST: row('property is to be confiscated', 'to-requested', answered, lawful),
  FREEZE_TOGETHER: row('several freezes at one moment: votes, arming, release', 'both', answered, {
    ...lawful,
    ...fast,
  }),
  // What becomes of a request
  ACK: row('it was taken on', 'to-requesting', received),
  CLARIFICATION_REQ: row('questions on it', 'both', answered),
  CLARIFICATION_RESP: row('answers to the questions', 'both', understood),
  CONSULTATION: row('consultation before a refusal, its answer, and its end', 'both', answered),
  DECISION: row(
    'it is accepted, recognised, or a step of it is decided',
    'to-requesting',
    understood,
  ),
  PARTIAL_RESULT: row('a part of what was asked for', 'to-requesting', understood),
  FINAL_RESULT: row('what was asked for', 'to-requesting', understood),
  REFUSAL: row('no, with ground and reasons', 'to-requesting', understood),
  POSTPONEMENT: row('not now, with ground and expected end', 'to-requesting', understood),
  EXTENSION_NOTICE: row('it will take longer, with reasons and a new day', 'both', opened),
  STATUS_QUERY: row('where does it stand', 'to-requested', answered),
  STATUS: row('this is where it stands', 'to-requesting', opened),
  AMENDMENT: row('a request is changed, sent again or withdrawn', 'to-requested', understood),
  DELIVERY_EVIDENCE: row('the original paper has arrived, or goes back', 'both', received),
  TRANSLATION_REQ: row('a translation is wanted', 'to-requesting', answered),
  TRANSLATION_DELIVERED: row('a translation that names what it translates', 'both', understood),
  ESCALATION: row('a reminder, or a rung of the stall ladder', 'both', opened),
  FEEDBACK: row('what it was worth, and what it was used for', 'both', opened, slow),
  CLOSE: row('nothing more is owed', 'both', received, slow),
  // What was given, afterwards
  CONSENT_REQ: row('may it be passed on, or used otherwise', 'both', answered),
  CONSENT_GRANT: row('yes, this much', 'both', understood),
  CONSENT_DENY: row('no, on one of three grounds, or no longer', 'both', understood),
  CONFIDENTIALITY_CHANGE: row('how long nobody concerned is told', 'both', understood),
  DISPUTED_DATA: row('somebody disputes it', 'both', understood),
  CORRECTION: row('a part was wrong; this is right', 'both', answered),
  RETRACTION: row('a part was given in error', 'both', answered),
  CORRECTION_RECEIPT: row('what was done with the copy', 'both', received),
  RIGHTS_STOP: row('it is stopped for rights of persons, until it is decided', 'both', answered),
  // Property
  LIFT_NOTICE: row('a freeze is about to end; reasons against it are invited', 'both', answered),
  FREEZE_REVIEW: row('a court looks at a freeze', 'both', understood),
  PERSON_TOLD: row('the person concerned was told, or is not yet', 'to-requesting', opened),
  MANAGE_ASSET: row('property is kept, valued, sold before judgment', 'both', understood, lawful),
  RETURN_AGREEMENT: row('how property is shared and returned', 'both', answered),
  TRANSFER_NOTICE: row('money was sent or came', 'both', understood),
  END_USE: row('what became of returned money', 'to-requested', understood),
  CLAIM: row('a claim of a victim or a third party, and its way through', 'both', answered, lawful),
  LEAK: row('a secret step became known', 'both', opened, fast),
  // Together, and about each other
  TEAM: row('a joint team is proposed, agreed, led and ended', 'both', answered, lawful),
  TEAM_ITEM: row('a task or a piece of evidence of a team', 'both', understood),
  BULK_FILE: row('a file of the automatic exchange', 'to-requested', answered, {
    ...lawful,
    ...slow,
  }),
  BULK_STATUS: row(
    'what became of the file, with the codes of its errors',
    'to-requesting',
    understood,
    slow,
  ),
  PERSON_REQUEST: row(
    'a request of a person about the own data, and its way through',
    'both',
    answered,
  ),
  COMPLAINT: row('a complaint or a check by an oversight body', 'both', answered),
  COMMITMENT: row('a commitment, its reports and its coding', 'both', opened, slow),
  PEER_REVIEW: row('a review by peers', 'both', opened, slow),
  PUBLICATION: row('a typology on its way to others', 'both', opened, slow),
  STATEMENT: row('one text of several authorities for the public', 'both', answered, lawful),
  ALERT: row('an alert to a partnership, and what it was worth', 'both', answered, lawful),
  OBSERVATION: row('an observation from outside, and what was done', 'both', answered),
  DISPUTE: row('a dispute between two authorities and its settlement', 'both', answered),
} as const satisfies Readonly<Record<string, MessageRow>>

export type MessageType = keyof typeof messageTypes

/** Types that are not steps of a procedure: the blind question has statements of its own. */
export const outsideProcedures: readonly MessageType[] = ['MATCH_QUERY', 'MATCH_RESULT']

const byStep = new Map(
  Object.entries(carriers).flatMap(([type, procedures]) =>
    Object.entries(procedures).flatMap(([procedure, steps]) =>
      steps.split(' ').map((step) => [`${procedure}/${step}`, type as MessageType] as const),
    ),
  ),
)

/** Which message a step is; undefined for one that stays at home. */
export function messageTypeOf(procedure: string, step: string): MessageType | undefined {
  return byStep.get(`${procedure}/${step}`)
}

/** Steps that carry the message, by procedure. */
export function carriersOf(type: MessageType): readonly { procedure: string; step: string }[] {
  return [...byStep]
    .filter(([, of]) => of === type)
    .map(([key]) => {
      const [procedure = '', step = ''] = key.split('/')
      return { procedure, step }
    })
}

/** The step that a message of a procedure is, for everything the row of the table does not say itself. */
export function stepsOf(procedure: Procedure): readonly Transition[] {
  return procedure.transitions.filter((t) => t.crosses && t.by !== 'clock')
}
