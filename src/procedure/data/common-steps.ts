import type { Role } from '#directory'
import type { Transition } from '../rows.ts'

/** States in which nothing that is still on the way changes anything. */
export function stay(states: readonly string[]): readonly { in: string; to: string }[] {
  return states.map((state) => ({ in: state, to: state }))
}

interface Drafting {
  readonly state: string
  readonly form: string
  readonly approval: string
  readonly roles: readonly Role[]
  readonly keeps: readonly string[]
  readonly subject: string
  readonly citation: string
  readonly from: readonly string[]
}

/**
 * Writing and approving before anything leaves: the draft is changed, and a second person approves the text as it
 * stands. Approval does not move the matter; the text that is sent must be the one approved.
 */
export function drafting(d: Drafting): readonly Transition[] {
  const row = { track: 'main', side: 'requesting', crosses: false } as const
  return [
    {
      ...row,
      id: 'revise',
      name: 'change the draft',
      from: d.from,
      to: 'same',
      roles: d.roles,
      event: `${d.subject}.revised`,
      form: d.form,
      draft: true,
      guards: [],
      keeps: d.keeps,
      starts: [{ clock: 'approval', from: 'now' }],
      citation: d.citation,
    },
    ...redLineDrafted({ from: d.from, roles: d.roles, subject: d.subject }),
    {
      ...row,
      id: 'approve',
      name: 'approve',
      from: d.from,
      to: 'same',
      roles: ['head-of-desk'],
      event: `${d.subject}.approved`,
      form: d.approval,
      guards: ['complete', 'permitted', { guard: 'red-line-signed', step: 'countersign-red-line' }],
      fourEyes: ['draft', 'revise'],
      approvesText: true,
      meets: ['approval'],
      safeguards: { necessity: 'necessity' },
      citation: 'safeguard matrix, columns necessity and independent authority',
    },
    {
      ...row,
      id: 'discard',
      name: 'discard the draft',
      from: [d.state],
      to: 'DISCARDED',
      roles: d.roles,
      event: `${d.subject}.discarded`,
      form: 'nothing',
      guards: [],
      ends: 'all',
      starts: [{ clock: 'retention', from: 'now' }],
      citation: 'CP-RETENTION',
    },
  ]
}

interface RedLine {
  readonly from: readonly string[]
  readonly roles: readonly Role[]
  readonly subject: string
}

/** Two signatures on the side that asks, before a request about a protected person is approved. */
export function redLineDrafted(d: RedLine): readonly Transition[] {
  const row = { track: 'main', side: 'requesting', crosses: false } as const
  return [
    {
      ...row,
      id: 'sign-red-line',
      name: 'sign why a red line may be crossed',
      from: d.from,
      to: 'same',
      roles: d.roles,
      event: `${d.subject}.red_line_signed`,
      form: 'red-line',
      guards: ['red-line-touched'],
      safeguards: { reasons: 'reasons' },
      citation: 'G-10; UNCAC art. 46(21)(b)',
    },
    {
      ...row,
      id: 'countersign-red-line',
      name: 'countersign why a red line may be crossed',
      from: d.from,
      to: 'same',
      roles: ['head-of-desk'],
      event: `${d.subject}.red_line_signed`,
      form: 'red-line',
      guards: ['red-line-touched', { guard: 'done-before', step: 'sign-red-line' }],
      fourEyes: ['sign-red-line'],
      citation: 'G-10; UNCAC art. 46(21)(b)',
    },
  ]
}

/** The same question on the side that receives: two persons sign, or the matter stops there. */
export function redLineReceived(r: RedLine): readonly Transition[] {
  const row = {
    track: 'main',
    from: r.from,
    to: 'same',
    side: 'requested',
    crosses: false,
    event: `${r.subject}.red_line_signed`,
    form: 'red-line',
    citation: 'G-10; UNCAC art. 46(21)(b)',
  } as const
  return [
    {
      ...row,
      id: 'mark-red-line',
      name: 'mark that a protected person is concerned',
      roles: r.roles,
      event: `${r.subject}.red_line_marked`,
      form: 'red-line-mark',
      guards: [],
      keeps: ['sensitive'],
    },
    {
      ...row,
      id: 'sign-red-line-here',
      name: 'sign why the request may be carried out although a red line is touched',
      roles: r.roles,
      guards: ['red-line-touched'],
    },
    {
      ...row,
      id: 'countersign-red-line-here',
      name: 'countersign why it may be carried out although a red line is touched',
      roles: ['head-of-desk'],
      guards: ['red-line-touched', { guard: 'done-before', step: 'sign-red-line-here' }],
      fourEyes: ['sign-red-line-here'],
    },
  ]
}

interface Refusing {
  readonly from: readonly string[]
  readonly roles: readonly Role[]
  readonly deciders: readonly Role[]
  readonly subject: string
  readonly citation: string
  readonly meets: readonly string[]
  readonly gone: readonly { in: string; to: string }[]
  readonly all: readonly string[]
}

/** Consultation before a refusal, its answer, and the two ways out of it. */
export function refusing(r: Refusing): readonly Transition[] {
  return [
    {
      id: 'consult',
      name: 'consult before refusing',
      track: 'main',
      from: r.from,
      to: 'CONSULTING',
      side: 'requested',
      roles: r.roles,
      event: `${r.subject}.consulted`,
      crosses: true,
      form: 'consultation',
      guards: ['ground-open'],
      keeps: ['ground'],
      starts: [{ clock: 'consultation', from: 'now' }],
      crossed: r.gone,
      citation: r.citation,
    },
    {
      id: 'answer-consultation',
      name: 'answer the consultation',
      track: 'main',
      from: ['CONSULTING'],
      to: 'same',
      side: 'requesting',
      roles: r.roles,
      event: `${r.subject}.consult_answered`,
      crosses: true,
      form: 'consultation-answer',
      guards: [],
      replyTo: 'consult',
      meets: ['consultation'],
      crossed: stay(r.all),
      citation: r.citation,
    },
    {
      id: 'drop-objection',
      name: 'go on without the objection',
      track: 'main',
      from: ['CONSULTING'],
      to: 'before',
      side: 'requested',
      roles: r.roles,
      event: `${r.subject}.proceeded`,
      crosses: true,
      form: 'nothing',
      guards: [],
      ends: ['consultation'],
      crossed: r.gone,
      citation: r.citation,
    },
    {
      id: 'refuse',
      name: 'refuse',
      track: 'main',
      from: ['CONSULTING'],
      to: 'REFUSED',
      side: 'requested',
      roles: r.deciders,
      event: `${r.subject}.refused`,
      crosses: true,
      form: 'refusal',
      guards: ['ground-open', 'ground-consulted', 'consultation-over'],
      fourEyes: ['consult'],
      keeps: ['ground'],
      meets: r.meets,
      ends: ['consultation'],
      crossed: r.gone,
      citation: r.citation,
    },
  ]
}
