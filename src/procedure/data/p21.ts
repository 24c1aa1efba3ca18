import type { Role } from '#directory'
import { authorityKinds } from '#law'
import type { Procedure } from '../rows.ts'
import { retentionClocks } from './retention.ts'
import { clock, erasure, state } from './short-rows.ts'

const writers: readonly Role[] = [
  'editor',
  'analyst',
  'case-officer',
  'inspector',
  'registrar',
  'head-of-desk',
  'prosecutor',
  'delegate',
]
/** Whoever may bind the authority. */
const heads: readonly Role[] = ['head-of-desk', 'delegate', 'prosecutor', 'judge', 'inspector']
const writer = { track: 'main', side: 'requesting', roles: writers, crosses: false } as const
const head = { ...writer, roles: heads } as const
const register = 'UNCAC art. 10, 13(1)(b); Comity protocol, register of documents'
const ended = { ends: 'all', starts: [{ clock: 'retention', from: 'now' }] } as const

/**
 * P21: a document that anybody may hold an authority to: a policy on the use of force, the list of its tools of surveillance,
 * a pledge, a practice note, a yearly report on outcomes. One writes it, another puts it into force over its digest, and it
 * runs out unless somebody looks at it again. The text stays where it is published; tactics are never stored.
 */
export const p21: Procedure = {
  id: 'P21',
  name: 'document in force',
  citation: register,
  measure: 'publication',
  safeguards: null,
  kinds: authorityKinds,
  between: 'one',
  sides: { requesting: 'authority that is bound', requested: 'authority that is bound' },
  form: 'bound-document',
  states: [
    state('DRAFTED', 'drafted', 'requesting'),
    state('IN-FORCE', 'in force', 'requesting'),
    state('EXPIRED', 'expired', 'requesting'),
    state('REPLACED', 'replaced', 'nobody', 'main', true),
    state('WITHDRAWN', 'withdrawn', 'nobody', 'main', true),
    state('ERASED', 'erased', 'nobody', 'main', true),
  ],
  clocks: [
    clock(
      'validity',
      'look at the document again',
      'requesting',
      { field: 'until', citation: register },
      'the document runs out; nothing may be done under it, and the register says so',
      ['renew', 'replace', 'withdraw'],
      {
        then: 'expire',
        warns: [
          { count: 60, unit: 'calendar-days' },
          { count: 14, unit: 'calendar-days' },
        ],
      },
    ),
    ...retentionClocks,
  ],
  transitions: [
    {
      ...writer,
      id: 'draft',
      name: 'put a document forward',
      from: [null],
      to: 'DRAFTED',
      event: 'register.drafted',
      form: 'bound-document',
      guards: [],
      keeps: ['reference', 'kind', 'title', 'digest'],
      links: 'follows',
      citation: register,
    },
    {
      ...head,
      id: 'put-into-force',
      name: 'put it into force',
      from: ['DRAFTED'],
      to: 'IN-FORCE',
      event: 'register.in_force',
      form: 'validity',
      guards: ['document-same', 'validity-ahead'],
      fourEyes: ['draft'],
      keeps: ['digest', 'from', 'until', 'address'],
      starts: [{ clock: 'validity', from: 'now' }],
      citation: register,
    },
    {
      ...head,
      id: 'renew',
      name: 'keep it in force',
      from: ['IN-FORCE', 'EXPIRED'],
      to: 'IN-FORCE',
      event: 'register.renewed',
      form: 'validity',
      guards: ['document-same', 'validity-ahead'],
      fourEyes: ['draft'],
      keeps: ['from', 'until', 'address'],
      meets: ['validity'],
      starts: [{ clock: 'validity', from: 'now' }],
      citation: register,
    },
    {
      ...head,
      id: 'expire',
      name: 'run out',
      by: 'clock',
      roles: ['node'],
      from: ['IN-FORCE'],
      to: 'EXPIRED',
      event: 'register.expired',
      form: 'nothing',
      guards: [],
      citation: register,
    },
    {
      ...head,
      id: 'replace',
      name: 'record what replaced it',
      from: ['IN-FORCE', 'EXPIRED'],
      to: 'REPLACED',
      event: 'register.replaced',
      form: 'replacement',
      guards: [],
      keeps: ['by'],
      ...ended,
      citation: register,
    },
    {
      ...head,
      id: 'withdraw',
      name: 'withdraw it',
      from: ['DRAFTED', 'IN-FORCE', 'EXPIRED'],
      to: 'WITHDRAWN',
      event: 'register.withdrawn',
      form: 'reason',
      guards: [],
      ...ended,
      citation: register,
    },
    ...erasure(['REPLACED', 'WITHDRAWN'], ['head-of-desk', 'delegate', 'editor', 'inspector']),
  ],
}
