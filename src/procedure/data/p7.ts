import type { AuthorityKind } from '#law'
import type { Procedure } from '../rows.ts'
import { claimClocks, claimStates, claimSteps } from './claims.ts'
import { retentionClocks } from './retention.ts'
import { clock, state } from './short-rows.ts'

const desks: readonly AuthorityKind[] = [
  'victim-support',
  'prosecutor',
  'court',
  'ARO',
  'AMO',
  'central-authority',
]
const citation =
  'UNCAC art. 55(9); Regulation (EU) 2018/1805 art. 33; Directive (EU) 2024/1260 art. 24'

/** P7: somebody who took no part in the offence has a right in the property. */
export const p7: Procedure = {
  id: 'P7',
  name: 'claim of third parties',
  citation: 'UNCAC art. 31(9), 55(9); Regulation (EU) 2018/1805 art. 19(1)(e), 33',
  measure: 'claim',
  safeguards: null,
  kinds: desks,
  requestedKinds: ['court'],
  between: 'any',
  team: 'country',
  sides: { requesting: 'desk of the claimant', requested: 'court that decides' },
  form: 'third-party-claim',
  states: claimStates([
    state('RELEASED', 'released', 'requested'),
    state('RANKED', 'rank recorded, paid on sale', 'requested'),
    state('CARVED-OUT', 'payments allowed from the property', 'requested'),
  ]),
  clocks: [
    clock(
      'decision',
      'decide the claim',
      'requested',
      'CP-CLAIM-DECIDE',
      'the duty goes on; the delay is counted and told to the claimant',
      ['allow', 'allow-in-part', 'refuse-claim'],
      { warns: [{ count: 14, unit: 'calendar-days' }] },
    ),
    ...claimClocks,
    ...retentionClocks,
  ],
  transitions: [
    {
      id: 'file',
      name: 'record a claim',
      track: 'main',
      from: [null],
      to: 'FILED',
      side: 'requesting',
      roles: ['registrar', 'case-officer'],
      event: 'claim.filed',
      crosses: true,
      opensPeer: true,
      form: 'third-party-claim',
      guards: ['permitted', 'variant-shown'],
      keeps: ['reference', 'claimed', 'lines', 'variant', 'asset'],
      links: 'recoveryCase',
      starts: [
        { clock: 'claim-ack', from: 'now' },
        { clock: 'screening', from: 'now' },
        { clock: 'decision', from: 'now' },
      ],
      citation,
    },
    ...claimSteps(
      [
        {
          id: 'release-item',
          name: 'release',
          state: 'RELEASED',
          form: 'claim-release',
          event: 'claim.released',
          guards: [
            'something-owed',
            { guard: 'variant-is', value: ['title', 'client-money', 'bona-fide'] },
            'release-within',
          ],
          citation: 'UNCAC art. 55(9); Directive (EU) 2024/1260 art. 24',
        },
        {
          id: 'record-rank',
          name: 'record the rank',
          state: 'RANKED',
          form: 'claim-rank',
          event: 'claim.ranked',
          guards: ['something-owed', { guard: 'variant-is', value: ['security'] }],
          citation: 'UNCAC art. 55(9)',
        },
        {
          id: 'carve-out',
          name: 'allow payments from the property',
          state: 'CARVED-OUT',
          form: 'claim-carve-out',
          event: 'claim.carved_out',
          guards: ['something-owed', { guard: 'variant-is', value: ['wages'] }],
          citation: 'Directive (EU) 2024/1260 art. 24; UNCAC art. 55(9)',
        },
      ],
      'decision',
      citation,
    ),
  ],
}
