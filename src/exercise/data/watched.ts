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

/** CP-02: fourteen files of a footballer who has nothing to do with the case. */
export const playerFiles = {
  count: 14,
  author: 'XS-FIU/analyst',
  analyst: 'XS-FIU/analyst-2',
  auditor: 'XS-FIU/auditor',
  drafted: '2025-05-27T07:30:00Z',
  dropped: '2025-05-30T09:00:00Z',
  first: '2025-06-11T09:05:00Z',
  minutes: 4,
  answered: '2025-06-11T10:25:00Z',
  player: { name: 'Davor Lindqvane', kind: 'person', country: 'XV' },
  document: {
    subject: 'fee for the transfer of a player',
    class: 'normal',
    facts: 'A club paid the fee for a player into an account that is not the seller’s.',
    background: 'The federation of the sport has asked the club and waits.',
    reasons: 'The account belongs to a company without staff.',
    link: 'The company is registered in Tarsk.',
    use: 'analysis by the unit',
    questions: ['Who owns the company?'],
    deconfliction: 'no-hit',
    handling: 'TLP:AMBER',
    purposes: ['analysis'],
    evidence: 'with-consent',
    onward: 'with-consent',
  },
  purpose: 'other-matter',
  pretext: 'to see how drafts are written here',
  finding: 'fourteen files of one person and no case; the analyst names none',
} as const
