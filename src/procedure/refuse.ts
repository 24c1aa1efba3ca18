import { type Refusal, type RefusalKind, refuse, type Where } from '#base'

interface Row {
  readonly kind: RefusalKind
  /** In one line, for the page that lists every refusal. */
  readonly title: string
  readonly citation: string
  readonly remedy: string
}

/** Every "no" of the procedures. A gallery beside this table runs one example of each. */
export const refusalRows = {
  'command-malformed': {
    kind: 'malformed',
    title: 'the command cannot be read',
    citation: 'form of a command',
    remedy: 'send procedure, transition, stream and document',
  },
  'procedure-unknown': {
    kind: 'unknown',
    title: 'there is no such procedure',
    citation: 'register of procedures',
    remedy: 'name one of the procedures in the register',
  },
  'transition-unknown': {
    kind: 'unknown',
    title: 'the procedure has no such step',
    citation: 'table of the procedure',
    remedy: 'name one of the steps of the procedure',
  },
  'form-incomplete': {
    kind: 'malformed',
    title: 'a field is missing or has the wrong shape',
    citation: 'form of the document',
    remedy: 'fill the field and send again',
  },
  'field-unknown': {
    kind: 'malformed',
    title: 'the form has no such field',
    citation: 'form of the document',
    remedy: 'remove the field or correct its name',
  },
  'not-a-party': {
    kind: 'forbidden',
    title: 'the actor belongs to neither side',
    citation: 'table of the procedure, column side',
    remedy: 'ask an officer of one of the two authorities',
  },
  'other-side': {
    kind: 'forbidden',
    title: 'the step belongs to the other side',
    citation: 'table of the procedure, column side',
    remedy: 'wait for the other authority, or remind it',
  },
  'role-not-entitled': {
    kind: 'forbidden',
    title: 'the role may not take this step',
    citation: 'table of the procedure, column role',
    remedy: 'ask an officer with that role',
  },
  'approver-is-author': {
    kind: 'forbidden',
    title: 'the same person would do both of two steps that need two persons',
    citation: 'safeguard matrix, column independent authority',
    remedy: 'ask a second officer',
  },
  'not-open-now': {
    kind: 'conflict',
    title: 'the matter is not in a state from which this step starts',
    citation: 'table of the procedure, column from',
    remedy: 'look at the steps that are open now',
  },
  'matter-exists': {
    kind: 'conflict',
    title: 'a matter of that id is already there',
    citation: 'table of the procedure, column from',
    remedy: 'use a new id',
  },
  'matter-unknown': {
    kind: 'unknown',
    title: 'there is no such matter here',
    citation: 'table of the procedure, column from',
    remedy: 'check the id',
  },
  'addressee-unknown': {
    kind: 'unknown',
    title: 'the addressee is not in the directory, or is not of the right kind',
    citation: 'directory',
    remedy: 'choose an authority from the directory',
  },
  'elements-missing': {
    kind: 'unlawful',
    title: 'a required element of the request is missing',
    citation: 'DL-04, Directive (EU) 2024/1640 art. 31(1)',
    remedy: 'add the elements named and save the draft again',
  },
  'urgency-unexplained': {
    kind: 'unlawful',
    title: 'urgency is claimed without a reason',
    citation: 'DL-01 to DL-03; form of the request',
    remedy: 'say why it is urgent, or choose the normal class',
  },
  'class-not-agreed': {
    kind: 'unlawful',
    title: 'the legal basis knows no limit for that class',
    citation: 'legal basis between the two authorities',
    remedy: 'choose a class that the basis names',
  },
  'class-change-unexplained': {
    kind: 'unlawful',
    title: 'the class of the answer is changed without a reason',
    citation: 'Comity protocol, acknowledgement',
    remedy: 'give the reason, or keep the class that was asked for',
  },
  'text-not-approved': {
    kind: 'conflict',
    title: 'the text to be sent is not the text that was approved',
    citation: 'safeguard matrix, column independent authority',
    remedy: 'send the approved text, or have the new text approved',
  },
  'ground-not-open': {
    kind: 'unlawful',
    title: 'the ground of refusal may not be used here',
    citation: 'closed list of grounds',
    remedy: 'choose a ground that is open in this procedure',
  },
  'ground-not-consulted': {
    kind: 'unlawful',
    title: 'the refusal rests on another ground than the consultation',
    citation: 'UNCAC art. 46(26); Regulation (EU) 2018/1805 art. 8',
    remedy: 'consult on the ground first',
  },
  'consultation-open': {
    kind: 'too-early',
    title: 'the other side can still answer the consultation',
    citation: 'CP-CONSULTATION; UNCAC art. 46(26)',
    remedy: 'wait for the answer or for the end of the five days',
  },
  'nobody-late': {
    kind: 'too-early',
    title: 'no time limit has run out',
    citation: 'table of the procedure, clocks',
    remedy: 'wait until the limit has passed',
  },
  'retention-running': {
    kind: 'too-early',
    title: 'the retention time has not run out',
    citation: 'CP-RETENTION',
    remedy: 'wait until it has run out',
  },
  'peer-event-false': {
    kind: 'unlawful',
    title: 'what the other node says does not follow from the rules',
    citation: 'table of the procedure, applied by both sides',
    remedy: 'ask the other node to check its tables and to send the step again',
  },
  'peer-clock-ahead': {
    kind: 'too-early',
    title: 'the other node dates its act in the future',
    citation: 'five minutes of tolerance between clocks',
    remedy: 'check the clocks of both nodes',
  },
} as const satisfies Readonly<Record<string, Row>>

export type RefusalName = keyof typeof refusalRows

interface Detail {
  readonly citation?: string
  readonly remedy?: string
  readonly where?: Where
}

export function refusal(name: RefusalName, ground: string, detail: Detail = {}): Refusal {
  const { kind, citation, remedy } = refusalRows[name]
  return { kind, name, ground, citation, remedy, ...detail }
}

export function no(
  name: RefusalName,
  ground: string,
  detail: Detail = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return refuse(refusal(name, ground, detail))
}
