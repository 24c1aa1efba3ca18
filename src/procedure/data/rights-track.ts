import type { Role } from '#directory'
import type { Tracks } from './item-steps.ts'
import { clock, state, stays } from './short-rows.ts'

const officers: readonly Role[] = [
  'analyst',
  'duty-officer',
  'head-of-desk',
  'case-officer',
  'prosecutor',
  'registrar',
]
const deciders: readonly Role[] = ['head-of-desk', 'prosecutor', 'judge', 'registrar']
const citation =
  'UNCAC art. 46(21); ICCPR art. 6, 7, 14; Regulation (EU) 2018/1805 art. 8(1)(f); CFR art. 4, 19(2)'

/**
 * The human-rights brake: whoever carries a request out stops it for a condition that the law names, and nothing is
 * carried out until a person who did not stop it has decided, in writing. An assurance of the other side may help the
 * decision; it never takes its place.
 *
 * It stops what is carried out and no clock. Only questions let a clock stand still, for ten days in total: a brake that
 * did so too would let one officer put a request off for ever, for a reason that nobody has judged. The decision has a
 * limit of its own, what is late is counted and explained, and no limit that runs out carries out what was stopped.
 */
export function rightsTrack(during: readonly string[]): Tracks {
  const row = { track: 'rights', crosses: true, guards: [], citation } as const
  return {
    states: [
      state('STOPPED', 'stopped for rights of persons', 'requested', 'rights'),
      state('RELEASED', 'released after a decision on rights', 'nobody', 'rights'),
      state('BARRED', 'not carried out for rights of persons', 'nobody', 'rights'),
    ],
    clocks: [
      clock(
        'rights',
        'decide on the rights of persons',
        'requested',
        'CP-RIGHTS-STOP',
        'nothing is carried out meanwhile; the delay is counted, and the other side may ask where it stands',
        ['release-for-rights', 'bar-for-rights'],
      ),
    ],
    transitions: [
      {
        ...row,
        id: 'stop-for-rights',
        name: 'stop for rights of persons',
        from: [null, 'RELEASED'],
        to: 'STOPPED',
        during,
        side: 'requested',
        roles: [...officers, 'judge'],
        event: 'rights.stopped',
        form: 'rights-stop',
        keeps: ['condition'],
        starts: [{ clock: 'rights', from: 'now' }],
      },
      {
        ...row,
        id: 'give-assurance',
        name: 'give an assurance',
        from: ['STOPPED'],
        to: 'same',
        side: 'requesting',
        roles: deciders,
        event: 'rights.assured',
        form: 'rights-assurance',
        crossed: stays('RELEASED', 'BARRED'),
      },
      {
        ...row,
        id: 'release-for-rights',
        name: 'decide that it may be carried out',
        from: ['STOPPED'],
        to: 'RELEASED',
        side: 'requested',
        roles: deciders,
        event: 'rights.decided',
        form: 'rights-decision',
        fourEyes: ['stop-for-rights'],
        meets: ['rights'],
      },
      {
        ...row,
        id: 'bar-for-rights',
        name: 'decide that it is not carried out',
        from: ['STOPPED'],
        to: 'BARRED',
        side: 'requested',
        roles: deciders,
        event: 'rights.decided',
        form: 'rights-decision',
        fourEyes: ['stop-for-rights'],
        meets: ['rights'],
      },
    ],
  }
}
