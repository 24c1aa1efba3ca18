import type { Outcome } from '#base'
import { lanternCards } from '#directory'
import { shipped } from '#law'
import { decide } from './decide.ts'
import { evolve } from './evolve.ts'
import { shippedTables, type Tables } from './procedures.ts'
import type { Document } from './read-form.ts'
import type { Procedure } from './rows.ts'
import type { Actor, Event, State } from './state.ts'
import { at } from './testing.ts'

/**
 * An invented procedure, made of rows alone: a prosecution office lends an expert to others. It uses what tables can
 * say: teams, invitations, a common signature, votes, a limit that a document sets, a step of the clock, a coercive
 * step, a leg that stands outside the network.
 */
export const loan: Procedure = {
  id: 'P99',
  name: 'loan of an expert',
  citation: 'invented for this test',
  measure: 'search-hearing',
  safeguards: null,
  kinds: ['prosecutor', 'central-authority'],
  requestedKinds: ['prosecutor', 'central-authority', 'government'],
  team: 'country',
  sides: { requesting: 'borrower', requested: 'lender' },
  form: 'loan-request',
  states: [
    { id: 'DRAFT', track: 'main', name: 'draft', waitsFor: 'requesting' },
    { id: 'ASKED', track: 'main', name: 'asked', waitsFor: 'requested' },
    { id: 'CONSULTING', track: 'main', name: 'consultation', waitsFor: 'requesting', aside: true },
    { id: 'REFUSED', track: 'main', name: 'refused', waitsFor: 'requesting' },
    { id: 'LENT', track: 'main', name: 'lent', waitsFor: 'requesting' },
    { id: 'LAPSED', track: 'main', name: 'lapsed', waitsFor: 'requesting' },
    { id: 'CLOSED', track: 'main', name: 'closed', waitsFor: 'nobody', closed: true },
  ],
  clocks: [
    {
      id: 'decide',
      name: 'decide on the loan',
      owedBy: 'requested',
      rule: 'CP-CONSENT',
      pausable: false,
      consequence: 'the borrower may withdraw',
      opens: ['withdraw'],
    },
    {
      id: 'term',
      name: 'bring the expert back',
      owedBy: 'requesting',
      rule: { field: 'until', citation: 'agreement on the loan' },
      pausable: false,
      consequence: 'the loan lapses by itself',
      opens: ['close'],
      then: 'lapse',
      warns: [
        { count: 7, unit: 'calendar-days' },
        { count: 24, unit: 'hours' },
      ],
    },
  ],
  transitions: [
    {
      id: 'draft',
      name: 'draft the request',
      track: 'main',
      from: [null],
      to: 'DRAFT',
      side: 'requesting',
      kinds: ['prosecutor'],
      roles: ['prosecutor', 'case-officer'],
      event: 'loan.drafted',
      crosses: false,
      form: 'loan-request',
      draft: true,
      guards: [],
      invites: 'others',
      citation: 'agreement on the loan',
    },
    {
      id: 'ask',
      name: 'ask for the expert',
      track: 'main',
      from: ['DRAFT'],
      to: 'ASKED',
      side: 'requesting',
      roles: ['registrar'],
      event: 'loan.asked',
      crosses: true,
      opensPeer: true,
      form: 'loan-request',
      guards: ['complete', 'permitted'],
      fourEyes: ['draft'],
      invites: 'others',
      keeps: ['until'],
      starts: [{ clock: 'decide', from: 'now' }],
      fills: 'search-hearing',
      safeguards: { legalBasis: 'basis', reasons: 'reasons', audit: 'log' },
      citation: 'agreement on the loan',
    },
    {
      id: 'sign',
      name: 'sign the agreement',
      track: 'main',
      from: ['ASKED', 'CONSULTING'],
      to: 'LENT',
      side: 'either',
      roles: ['registrar', 'prosecutor', 'delegate'],
      event: 'loan.signed',
      crosses: true,
      form: 'loan-signature',
      guards: [],
      joint: true,
      tally: { as: 'signatures', key: '@authority', value: 'text' },
      meets: ['decide'],
      starts: [{ clock: 'term', from: 'now' }],
      crossed: [
        { in: 'REFUSED', to: 'LENT' },
        { in: 'CLOSED', to: 'CLOSED' },
      ],
      citation: 'agreement on the loan',
    },
    {
      id: 'consult',
      name: 'consult before refusing',
      track: 'main',
      from: ['ASKED'],
      to: 'CONSULTING',
      side: 'requested',
      roles: ['registrar', 'prosecutor'],
      event: 'loan.consulted',
      crosses: true,
      form: 'loan-reasons',
      guards: [],
      crossed: [
        { in: 'LENT', to: 'LENT' },
        { in: 'CLOSED', to: 'CLOSED' },
      ],
      citation: 'agreement on the loan',
    },
    {
      id: 'go-on',
      name: 'go on with the request',
      track: 'main',
      from: ['CONSULTING'],
      to: 'before',
      side: 'requested',
      roles: ['registrar', 'prosecutor'],
      event: 'loan.resumed',
      crosses: true,
      form: 'nothing',
      guards: [],
      crossed: [
        { in: 'LENT', to: 'LENT' },
        { in: 'CLOSED', to: 'CLOSED' },
      ],
      citation: 'agreement on the loan',
    },
    {
      id: 'refuse',
      name: 'refuse the loan',
      track: 'main',
      from: ['CONSULTING'],
      to: 'REFUSED',
      side: 'requested',
      roles: ['registrar'],
      event: 'loan.refused',
      crosses: true,
      form: 'loan-reasons',
      guards: [],
      ends: ['decide'],
      crossed: [
        { in: 'LENT', to: 'LENT' },
        { in: 'CLOSED', to: 'CLOSED' },
      ],
      citation: 'agreement on the loan',
    },
    {
      id: 'bind',
      name: 'order the expert to appear',
      track: 'main',
      from: ['LENT'],
      to: 'same',
      side: 'requested',
      kinds: ['court'],
      roles: ['judge'],
      event: 'loan.bound',
      crosses: true,
      form: 'loan-order',
      guards: [],
      coercive: 'search-hearing',
      safeguards: {
        necessity: 'necessity',
        independentAuthority: 'role',
        notice: 'notice',
        remedy: 'remedy',
        timeLimit: 'clock:term',
        thirdParties: 'privilege',
      },
      starts: [{ clock: 'term', from: 'now' }],
      crossed: [
        { in: 'LAPSED', to: 'LENT' },
        { in: 'CLOSED', to: 'CLOSED' },
      ],
      citation: 'agreement on the loan',
    },
    {
      id: 'lapse',
      name: 'the loan lapses',
      track: 'main',
      from: ['LENT'],
      to: 'LAPSED',
      side: 'either',
      by: 'clock',
      roles: ['node'],
      event: 'loan.lapsed',
      crosses: false,
      form: 'nothing',
      guards: [],
      citation: 'agreement on the loan',
    },
    {
      id: 'withdraw',
      name: 'withdraw the request',
      track: 'main',
      from: ['DRAFT', 'ASKED', 'CONSULTING'],
      to: 'CLOSED',
      side: 'requesting',
      roles: ['registrar', 'prosecutor'],
      event: 'loan.withdrawn',
      crosses: true,
      form: 'loan-reasons',
      guards: [],
      ends: 'all',
      crossed: [
        { in: 'REFUSED', to: 'CLOSED' },
        { in: 'LENT', to: 'CLOSED' },
        { in: 'LAPSED', to: 'CLOSED' },
      ],
      citation: 'agreement on the loan',
    },
    {
      id: 'close',
      name: 'close',
      track: 'main',
      from: ['REFUSED', 'LENT', 'LAPSED'],
      to: 'CLOSED',
      side: 'requesting',
      roles: ['registrar', 'prosecutor'],
      event: 'loan.closed',
      crosses: true,
      form: 'nothing',
      guards: [],
      ends: 'all',
      crossed: [
        { in: 'ASKED', to: 'CLOSED' },
        { in: 'CONSULTING', to: 'CLOSED' },
      ],
      citation: 'agreement on the loan',
    },
  ],
}

export const loanTables: Tables = {
  procedures: [...shippedTables.procedures, loan],
  forms: {
    ...shippedTables.forms,
    'loan-request': [
      { name: 'subject', label: 'which expert', kind: 'text', required: true },
      { name: 'basis', label: 'legal basis', kind: 'text', required: true },
      { name: 'reasons', label: 'reasons', kind: 'long', required: true },
      { name: 'until', label: 'until', kind: 'day', required: true },
      { name: 'others', label: 'who else lends', kind: 'authorities', required: false },
    ],
    'loan-signature': [
      { name: 'text', label: 'digest of the agreement', kind: 'digest', required: true },
      { name: 'until', label: 'until', kind: 'day', required: true },
    ],
    'loan-reasons': [{ name: 'reasons', label: 'reasons', kind: 'long', required: true }],
    'loan-order': [
      { name: 'until', label: 'until', kind: 'day', required: false },
      { name: 'necessity', label: 'formalities', kind: 'long', required: true },
      { name: 'notice', label: 'notice', kind: 'long', required: true },
      { name: 'remedy', label: 'remedy', kind: 'text', required: true },
      {
        name: 'privilege',
        label: 'privileged material is set apart',
        kind: 'check',
        required: false,
      },
    ],
  },
}

export const loanSamples = {
  'loan-request': {
    subject: 'an expert on company books',
    basis: 'treaty, article on experts',
    reasons: 'the books are kept in a foreign script',
    until: '2025-09-30',
  },
  'loan-signature': { text: `sha256:${'a'.repeat(64)}`, until: '2025-09-30' },
  'loan-reasons': { reasons: 'nobody can be spared' },
  'loan-order': {
    until: '2025-09-30',
    necessity: 'oath and interpreter',
    notice: 'summons two weeks ahead',
    remedy: 'appeal to the district court',
    privilege: true,
  },
  nothing: {},
} as const satisfies Readonly<Record<string, Document>>

/** A loan as one log sees it. */
export class Loan {
  state: State | undefined
  readonly events: Event[] = []
  readonly to: string
  readonly tables: Tables

  constructor(to = 'XN-EPP', tables = loanTables) {
    this.to = to
    this.tables = tables
  }

  attempt(
    transition: string,
    actor: Actor,
    now: string,
    document: Document = {},
  ): Outcome<readonly Event[]> {
    return decide(
      this.state,
      { procedure: 'P99', transition, stream: 'loan-1', to: this.to, document },
      { now: at(now), actor, directory: lanternCards, law: shipped, tables: this.tables },
    )
  }

  play(transition: string, actor: Actor, now: string, document: Document = {}): this {
    const outcome = this.attempt(transition, actor, now, document)
    if (!outcome.ok)
      throw new Error(`${transition}: ${outcome.refusal.name}, ${outcome.refusal.ground}`)
    for (const event of outcome.value) this.apply(event)
    return this
  }

  apply(event: Event): void {
    this.state = evolve(this.state, event, this.tables)
    this.events.push(event)
  }
}
