import type { Role } from '#directory'
import { authorityKinds } from '#law'
import type { Procedure } from '../rows.ts'
import { retentionClocks } from './retention.ts'
import { clock, erasure, state, stays } from './short-rows.ts'

const watchers: readonly Role[] = ['monitor', 'analyst', 'editor', 'inspector', 'delegate']
const bodies: readonly Role[] = ['inspector', 'delegate', 'head-of-desk', 'registrar', 'editor']
const watcher = { track: 'main', side: 'requesting', roles: watchers, crosses: true } as const
const body = { track: 'main', side: 'requested', roles: bodies, crosses: true } as const
const heard = 'UNCAC art. 13(1); Comity protocol, observations from outside'
const over = ['CLOSED', 'ERASED'] as const

/**
 * P20: somebody outside the case sees a gap in the law, a harm that nobody wanted, or conduct that a committee of ethics
 * should look at, and is told in public what was done about it. It names no person; who is wronged in person complains (P11).
 */
export const p20: Procedure = {
  id: 'P20',
  name: 'observation from outside, and what was done',
  citation: heard,
  measure: 'complaint',
  safeguards: null,
  kinds: authorityKinds,
  requestedKinds: ['oversight', 'secretariat', 'supervisor', 'government', 'evaluator'],
  between: 'any',
  sides: { requesting: 'who observed', requested: 'body that answers' },
  form: 'outside-observation',
  states: [
    state('HANDED-IN', 'handed in', 'requested'),
    state('ACKNOWLEDGED', 'acknowledged', 'requested'),
    state('ANSWERED', 'answered', 'requesting'),
    state('CLOSED', 'closed', 'nobody', 'main', true),
    state('ERASED', 'erased', 'nobody', 'main', true),
  ],
  clocks: [
    clock(
      'acknowledgement',
      'acknowledge the observation',
      'requested',
      'CP-OBSERVATION-ACK',
      'the silence is counted and stands on the public page',
      ['acknowledge', 'answer'],
    ),
    clock(
      'answer',
      'say what was done',
      'requested',
      'CP-OBSERVATION-ANSWER',
      'the missing answer is counted and stands on the public page',
      ['answer'],
      { warns: [{ count: 14, unit: 'calendar-days' }] },
    ),
    ...retentionClocks,
  ],
  transitions: [
    {
      ...watcher,
      id: 'hand-in',
      name: 'hand in an observation',
      from: [null],
      to: 'HANDED-IN',
      event: 'observation.handed_in',
      opensPeer: true,
      form: 'outside-observation',
      guards: [],
      keeps: ['reference', 'kind', 'about'],
      links: 'follows',
      starts: [
        { clock: 'acknowledgement', from: 'now' },
        { clock: 'answer', from: 'now' },
      ],
      citation: heard,
    },
    {
      ...body,
      id: 'acknowledge',
      name: 'acknowledge',
      from: ['HANDED-IN'],
      to: 'ACKNOWLEDGED',
      event: 'observation.ack',
      form: 'observation-receipt',
      guards: [],
      meets: ['acknowledgement'],
      crossed: stays(...over),
      citation: 'CP-OBSERVATION-ACK',
    },
    {
      ...body,
      id: 'give-opinion',
      name: 'record the opinion of a committee of ethics',
      from: ['HANDED-IN', 'ACKNOWLEDGED'],
      to: 'ACKNOWLEDGED',
      event: 'observation.opinion',
      form: 'ethics-opinion',
      guards: [],
      tally: { as: 'opinions', key: '@time', value: ['advice', 'roles'] },
      meets: ['acknowledgement'],
      crossed: stays(...over),
      citation: 'UNCAC art. 8(2), 8(5); Comity protocol, observations: advice, not judgment',
    },
    {
      ...body,
      id: 'answer',
      name: 'say what was done',
      from: ['HANDED-IN', 'ACKNOWLEDGED'],
      to: 'ANSWERED',
      event: 'observation.answered',
      form: 'observation-answer',
      guards: ['deed-named', 'opinion-first'],
      keeps: ['done', 'deed', 'summary'],
      meets: ['acknowledgement', 'answer'],
      crossed: stays(...over),
      citation:
        'CP-OBSERVATION-ANSWER; OGP participation and co-creation standards: reasoned reply',
    },
    {
      ...watcher,
      id: 'comment',
      name: 'say whether it answers',
      from: ['ANSWERED'],
      to: 'same',
      event: 'observation.commented',
      form: 'observation-comment',
      guards: [],
      keeps: ['answers'],
      crossed: stays('ACKNOWLEDGED', ...over),
      citation: heard,
    },
    {
      ...body,
      id: 'take-up-again',
      name: 'take it up again',
      from: ['ANSWERED'],
      to: 'ACKNOWLEDGED',
      event: 'observation.reopened',
      form: 'reason',
      guards: [],
      starts: [{ clock: 'answer', from: 'now' }],
      crossed: stays(...over),
      citation: heard,
    },
    {
      ...watcher,
      id: 'withdraw',
      name: 'take the observation back',
      from: ['HANDED-IN', 'ACKNOWLEDGED'],
      to: 'CLOSED',
      event: 'observation.withdrawn',
      form: 'reason',
      guards: [],
      ends: 'all',
      starts: [{ clock: 'retention', from: 'now' }],
      crossed: [{ in: 'ANSWERED', to: 'CLOSED' }, ...stays(...over)],
      citation: heard,
    },
    {
      ...body,
      id: 'close',
      name: 'close',
      from: ['ANSWERED'],
      to: 'CLOSED',
      event: 'observation.closed',
      form: 'nothing',
      guards: [],
      ends: 'all',
      starts: [{ clock: 'retention', from: 'now' }],
      crossed: stays(...over),
      citation: 'CP-RETENTION',
    },
    ...erasure(['CLOSED'], ['head-of-desk', 'delegate', 'inspector', 'monitor', 'editor']),
  ],
}
