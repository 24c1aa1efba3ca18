import type { Outcome } from '#base'
import { lanternCards } from '#directory'
import { shipped } from '#law'
import { admit } from './admit.ts'
import { parse } from './parse.ts'
import { at, documents, Matter, officer, sentRequest } from './testing.ts'

/** One situation for each refusal, which brings it about. */
export type Gallery = Readonly<
  Record<string, { readonly situation: string; readonly example: () => Outcome<unknown> }>
>

/**
 * A gallery of refusals: for every "no" of the procedures one situation that brings it about. The test runs them
 * all; the page for users is made from them.
 */
export const refusals = {
  'command-malformed': {
    situation: 'a command spells a part wrongly',
    example: () => parse({ procedure: 'P1', transition: 'draft', stream: 's', documents: {} }),
  },
  'procedure-unknown': {
    situation: 'a command names a procedure that nobody wrote',
    example: () => parse({ procedure: 'P99', transition: 'draft', stream: 's' }),
  },
  'transition-unknown': {
    situation: 'a command names a step that the procedure does not have',
    example: () => parse({ procedure: 'P1', transition: 'aprove', stream: 's' }),
  },
  'form-incomplete': {
    situation: 'an answer has no grade of the source',
    example: () =>
      acknowledged().attempt(
        'reply',
        theirs,
        '2025-01-21 09:00',
        without(documents['final-reply'], 'grade'),
      ),
  },
  'field-unknown': {
    situation: 'a draft has a field that the form does not have',
    example: () =>
      new Matter('s', 'XN-FIU').attempt('draft', ours, '2025-01-20 09:00', { fact: 'a payment' }),
  },
  'not-a-party': {
    situation: 'an officer of a third authority looks in',
    example: () =>
      sent().attempt(
        'acknowledge',
        officer('XC-FIU', 'analyst'),
        '2025-01-20 10:00',
        documents.acknowledgement,
      ),
  },
  'other-side': {
    situation: 'the requesting unit acknowledges its own request',
    example: () =>
      sent().attempt('acknowledge', ours, '2025-01-20 10:00', documents.acknowledgement),
  },
  'role-not-entitled': {
    situation: 'an analyst approves',
    example: () =>
      draft().attempt(
        'approve',
        officer('XV-FIU', 'analyst', 2),
        '2025-01-20 09:05',
        documents.approval,
      ),
  },
  'approver-is-author': {
    situation: 'the head of desk approves a draft of his own',
    example: () => draft({}, head).attempt('approve', head, '2025-01-20 09:05', documents.approval),
  },
  'not-open-now': {
    situation: 'an answer comes before the acknowledgement',
    example: () => sent().attempt('reply', theirs, '2025-01-20 10:00', documents['final-reply']),
  },
  'matter-exists': {
    situation: 'a draft is opened under an id that is taken',
    example: () => draft().attempt('draft', ours, '2025-01-20 09:05', documents['fiu-request']),
  },
  'matter-unknown': {
    situation: 'a draft that nobody opened is approved',
    example: () =>
      new Matter('s', 'XN-FIU').attempt('approve', head, '2025-01-20 09:05', documents.approval),
  },
  'addressee-unknown': {
    situation: 'the addressee is not in the directory',
    example: () =>
      new Matter('s', 'XZ-FIU').attempt(
        'draft',
        ours,
        '2025-01-20 09:00',
        documents['fiu-request'],
      ),
  },
  'sender-in-network': {
    situation: 'an officer records a request as if a member of the network had sent it on paper',
    example: () =>
      new Matter('s', 'XN-CA', 'P3').attempt(
        'record-paper',
        officer('XV-CA', 'case-officer'),
        '2025-03-09 09:00',
        { reference: 'note 7' },
      ),
  },
  'elements-missing': {
    situation: 'a draft without a link with the requested country is approved',
    example: () =>
      draft(without(documents['fiu-request'], 'link')).attempt(
        'approve',
        head,
        '2025-01-20 09:05',
        documents.approval,
      ),
  },
  'urgency-unexplained': {
    situation: 'an urgent request says not why',
    example: () =>
      sent({ class: 'direct' }, 'approve').attempt('send', ours, '2025-01-20 09:10', {
        ...documents['fiu-request'],
        class: 'direct',
      }),
  },
  'class-not-agreed': {
    situation: 'a class is asked for that the treaty does not know',
    example: () =>
      sent({ class: 'register' }, 'approve').attempt('send', ours, '2025-01-20 09:10', {
        ...documents['fiu-request'],
        class: 'register',
      }),
  },
  'class-change-unexplained': {
    situation: 'the requested unit takes another class without a reason',
    example: () => sent().attempt('acknowledge', theirs, '2025-01-20 10:00', { class: 'indirect' }),
  },
  'text-not-approved': {
    situation: 'the text is changed after the approval',
    example: () =>
      sent({}, 'approve').attempt('send', ours, '2025-01-20 09:10', {
        ...documents['fiu-request'],
        facts: 'something else',
      }),
  },
  'ground-not-open': {
    situation: 'dual criminality is held against a unit',
    example: () =>
      acknowledged().attempt('consult', theirs, '2025-01-21 09:00', {
        ...documents.consultation,
        ground: 'G-02',
      }),
  },
  'ground-not-consulted': {
    situation: 'the refusal rests on another ground than the consultation',
    example: () =>
      consulted(true).attempt('refuse', theirHead, '2025-01-23 09:00', {
        ...documents.refusal,
        ground: 'G-05',
      }),
  },
  'consultation-open': {
    situation: 'the refusal comes before the answer to the consultation',
    example: () =>
      consulted(false).attempt('refuse', theirHead, '2025-01-22 09:00', documents.refusal),
  },
  'nobody-late': {
    situation: 'a reminder comes before any limit has run out',
    example: () => sent().attempt('remind', ours, '2025-01-20 10:00'),
  },
  'retention-running': {
    situation: 'a closed file is erased the day after',
    example: () => closed().attempt('erase', head, '2025-02-02 09:00', documents.reason),
  },
  'peer-event-false': {
    situation: 'the other node grants itself a longer limit',
    example: () => forged(),
  },
  'peer-clock-ahead': { situation: 'the other node acknowledges tomorrow', example: () => early() },
} as const satisfies Gallery

const ours = officer('XV-FIU', 'analyst')
const head = officer('XV-FIU', 'head-of-desk')
const theirs = officer('XN-FIU', 'analyst')
const theirHead = officer('XN-FIU', 'head-of-desk')

type Doc = (typeof documents)['fiu-request']

function without<D extends object>(document: D, field: keyof D): Omit<D, keyof D & string> {
  const { [field]: _, ...rest } = document
  return rest as Omit<D, keyof D & string>
}

function draft(document: object = {}, author = ours): Matter {
  const whole = 'link' in document || Object.keys(document).length === 0
  const text = whole ? { ...documents['fiu-request'], ...document } : document
  return new Matter('rq-01', 'XN-FIU').play('draft', author, '2025-01-20 09:00', text as Doc)
}

function sent(changes: object = {}, until: 'approve' | 'send' = 'send'): Matter {
  if (until === 'send') return sentRequest('rq-01', 'XV-FIU', 'XN-FIU', '2025-01-20 09:10')
  return draft({ link: documents['fiu-request'].link, ...changes }).play(
    'approve',
    head,
    '2025-01-20 09:05',
    documents.approval,
  )
}

function acknowledged(): Matter {
  return sent().play('acknowledge', theirs, '2025-01-20 10:00', documents.acknowledgement)
}

function consulted(answered: boolean): Matter {
  const matter = acknowledged().play('consult', theirs, '2025-01-21 09:00', documents.consultation)
  return answered
    ? matter.play('answer-consultation', ours, '2025-01-22 09:00', documents['consultation-answer'])
    : matter
}

function closed(): Matter {
  return acknowledged()
    .play('reply', theirs, '2025-01-24 09:00', documents['final-reply'])
    .play('give-feedback', ours, '2025-02-01 09:00', documents.feedback)
    .play('close', ours, '2025-02-01 09:05')
}

function forged(): Outcome<unknown> {
  const matter = sent()
  const event = matter.events.at(-1)!
  const clocks =
    event.data.clocks?.map((c) => (c.do === 'start' ? { ...c, due: at('2026-01-01 00:00') } : c)) ??
    []
  return admit(undefined, { ...event, data: { ...event.data, clocks } }, here)
}

function early(): Outcome<unknown> {
  const event = sent().events.at(-1)!
  return admit(undefined, event, { ...here, now: at('2025-01-20 09:00') })
}

const here = {
  now: at('2025-01-20 09:10'),
  directory: lanternCards,
  law: shipped,
  self: ['XN-FIU'],
}
