/** Words of `watched.ts`: what those who watch did, all of it invented. */

/** Who gives the releases of a node to the inspector who draws. */
export const auditors = {
  'XV-FIU': 'XV-OMB/inspector',
  'XC-FIU': 'XC-FIU/auditor',
  'XS-FIU': 'XS-FIU/auditor',
} as const

/** OA-01: forty releases of four nodes, drawn with the evaluators, thirty-eight as the law asks. */
export const sample = {
  name: 'OA-01',
  from: '2024-12-01',
  to: '2025-11-09',
  count: 40,
  inspector: 'XN-DPA/inspector',
  secret: 'the lighthouse of Sundvik is painted on the first Monday of May',
  finding: 'the purpose says "criminal proceedings" and names none',
  reply: 'the wording was taken over from an old form; new guidance is on its way',
} as const

/** An evening on which somebody opens every matter of the unit. */
export const wideNight = {
  officer: 'XS-FIU/duty',
  purpose: 'supervision',
  reason: 'to know what may come up during the night',
} as const
