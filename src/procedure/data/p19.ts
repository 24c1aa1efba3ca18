import type { Role } from '#directory'
import { authorityKinds } from '#law'
import type { Procedure } from '../rows.ts'
import { retentionClocks } from './retention.ts'
import { clock, erasure, state, stays } from './short-rows.ts'

const issuers: readonly Role[] = ['analyst', 'head-of-desk', 'inspector', 'case-officer', 'editor']
const members: readonly Role[] = ['analyst', 'editor', 'head-of-desk']
const issuer = { track: 'main', side: 'requesting', roles: issuers, crosses: true } as const
const member = { track: 'main', side: 'requested', roles: members, crosses: true } as const
const room = 'FATF R.2, R.34; Regulation (EU) 2024/1624 art. 75: partnerships for information'

/**
 * P19: an alert to a partnership of banks, and what came of it. The strategic layer tells patterns and names nobody; the
 * tactical layer names somebody, and only through a legal gateway.
 */
export const p19: Procedure = {
  id: 'P19',
  name: 'alert to a partnership',
  citation: room,
  measure: 'publication',
  safeguards: null,
  kinds: authorityKinds,
  requestedKinds: ['partnership'],
  between: 'any',
  sides: { requesting: 'authority that warns', requested: 'partnership' },
  form: 'partnership-alert',
  states: [
    state('ISSUED', 'issued, feedback awaited', 'requested'),
    state('FED-BACK', 'feedback given', 'requesting'),
    state('WITHDRAWN', 'withdrawn', 'requesting'),
    state('CLOSED', 'closed', 'nobody', 'main', true),
    state('ERASED', 'erased', 'nobody', 'main', true),
  ],
  clocks: [
    clock(
      'alert-feedback',
      'say what came of the alert',
      'requested',
      'CP-ALERT-FEEDBACK',
      'the missing feedback is counted and shown to the steering group',
      ['give-alert-feedback'],
    ),
    ...retentionClocks,
  ],
  transitions: [
    {
      ...issuer,
      id: 'issue-alert',
      name: 'issue an alert',
      from: [null],
      to: 'ISSUED',
      event: 'alert.issued',
      opensPeer: true,
      form: 'partnership-alert',
      guards: ['permitted', 'layer-lawful'],
      keeps: ['reference', 'layer', 'handling'],
      starts: [{ clock: 'alert-feedback', from: 'now' }],
      citation: room,
    },
    {
      ...member,
      id: 'give-alert-feedback',
      name: 'say what came of it',
      from: ['ISSUED'],
      to: 'FED-BACK',
      event: 'alert.feedback',
      form: 'alert-feedback',
      guards: [],
      keeps: ['result'],
      meets: ['alert-feedback'],
      crossed: stays('WITHDRAWN', 'CLOSED', 'ERASED'),
      citation: 'CP-ALERT-FEEDBACK; FATF R.34: feedback',
    },
    {
      ...member,
      id: 'propose-rule',
      name: 'propose a change of a rule',
      from: ['ISSUED', 'FED-BACK'],
      to: 'same',
      event: 'alert.rule_proposed',
      form: 'rule-proposal',
      guards: [],
      tally: { as: 'proposals', key: '@time', value: 'rule' },
      crossed: stays('WITHDRAWN', 'CLOSED', 'ERASED'),
      citation: 'FATF R.34: feedback that adjusts the rules',
    },
    {
      ...issuer,
      id: 'withdraw-alert',
      name: 'withdraw the alert',
      from: ['ISSUED', 'FED-BACK'],
      to: 'WITHDRAWN',
      event: 'alert.withdrawn',
      form: 'reason',
      guards: [],
      ends: ['alert-feedback'],
      crossed: stays('CLOSED', 'ERASED'),
      citation: room,
    },
    {
      ...issuer,
      id: 'close-alert',
      name: 'close',
      from: ['FED-BACK', 'WITHDRAWN'],
      to: 'CLOSED',
      event: 'alert.closed',
      form: 'nothing',
      guards: [],
      ends: 'all',
      starts: [{ clock: 'retention', from: 'now' }],
      crossed: [{ in: 'ISSUED', to: 'CLOSED' }, ...stays('ERASED')],
      citation: 'CP-RETENTION',
    },
    ...erasure(['CLOSED'], ['head-of-desk', 'analyst', 'editor']),
  ],
}
