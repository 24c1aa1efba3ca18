/**
 * Requests of the fictional case and how they stood against their limits, worked out by hand. Instants are UTC. `days late`
 * counts whole days after the last day.
 */
interface RequestExample {
  readonly id: string
  readonly rule: string
  readonly sent: string
  readonly answered: string
  readonly due: string
  readonly inTime: boolean
}

/** Requests between financial intelligence units, from sending to the first substantive answer. */
export const requestExamples: readonly RequestExample[] = [
  {
    id: 'RQ-01',
    rule: 'XV-XN.normal',
    sent: '2025-01-20 09:10',
    answered: '2025-01-24 14:10',
    due: '2025-01-27 09:10',
    inTime: true,
  },
  {
    id: 'RQ-02',
    rule: 'MOU-XC.normal',
    sent: '2025-01-20 09:25',
    answered: '2025-02-24 11:25',
    due: '2025-02-19 09:25',
    inTime: false,
  },
  {
    id: 'RQ-03',
    rule: 'MOU-XS.normal',
    sent: '2025-01-21 08:00',
    answered: '2025-02-14 08:00',
    due: '2025-02-20 08:00',
    inTime: true,
  },
  {
    id: 'RQ-04',
    rule: 'XV-XN.direct',
    sent: '2025-01-27 07:30',
    answered: '2025-01-27 13:30',
    due: '2025-01-27 15:30',
    inTime: true,
  },
  {
    id: 'RQ-05',
    rule: 'XV-XN.indirect',
    sent: '2025-02-03 09:00',
    answered: '2025-02-05 15:00',
    due: '2025-02-06 09:00',
    inTime: true,
  },
  {
    id: 'RQ-06',
    rule: 'MOU-XS.normal',
    sent: '2025-02-10 08:15',
    answered: '2025-02-20 08:15',
    due: '2025-03-12 08:15',
    inTime: true,
  },
  {
    id: 'RQ-07',
    rule: 'MOU-XS.normal',
    sent: '2025-02-12 09:00',
    answered: '2025-02-14 09:00',
    due: '2025-03-14 09:00',
    inTime: true,
  },
  {
    id: 'RQ-08',
    rule: 'MOU-XS.normal',
    sent: '2025-02-17 09:00',
    answered: '2025-03-05 09:00',
    due: '2025-03-19 09:00',
    inTime: true,
  },
  {
    id: 'RQ-09',
    rule: 'MOU-XC.direct',
    sent: '2025-02-20 10:00',
    answered: '2025-02-20 17:20',
    due: '2025-02-20 18:00',
    inTime: true,
  },
  {
    id: 'RQ-10',
    rule: 'MOU-XC.indirect',
    sent: '2025-02-26 09:00',
    answered: '2025-03-04 09:00',
    due: '2025-03-01 09:00',
    inTime: false,
  },
  {
    id: 'RQ-11',
    rule: 'MOU-XS.register',
    sent: '2025-03-03 08:00',
    answered: '2025-03-08 08:00',
    due: '2025-03-10 08:00',
    inTime: true,
  },
  {
    id: 'RQ-12',
    rule: 'XV-XN.emergency',
    sent: '2025-03-16 14:30',
    answered: '2025-03-16 16:20',
    due: '2025-03-16 22:30',
    inTime: true,
  },
  {
    id: 'RQ-13',
    rule: 'MOU-XC.register',
    sent: '2025-03-07 09:00',
    answered: '2025-03-11 09:00',
    due: '2025-03-14 09:00',
    inTime: true,
  },
  {
    id: 'RQ-02 acknowledged',
    rule: 'MOU-XC.ack',
    sent: '2025-01-20 09:25',
    answered: '2025-01-23 15:00',
    due: '2025-01-21 09:25',
    inTime: false,
  },
  {
    id: 'RQ-03 acknowledged',
    rule: 'MOU-XS.ack',
    sent: '2025-01-21 08:00',
    answered: '2025-01-22 09:00',
    due: '2025-01-22 08:00',
    inTime: false,
  },
  {
    id: 'RQ-12 acknowledged',
    rule: 'XV-XN.ack-emergency',
    sent: '2025-03-16 14:30',
    answered: '2025-03-16 14:36',
    due: '2025-03-16 15:00',
    inTime: true,
  },
  {
    id: 'certificate XV to XN, decision',
    rule: 'CP-FREEZE-DECIDE',
    sent: '2025-03-15 12:00',
    answered: '2025-03-17 10:00',
    due: '2025-03-17 12:00',
    inTime: true,
  },
  {
    id: 'certificate XV to XN, execution',
    rule: 'CP-FREEZE-EXECUTE',
    sent: '2025-03-17 10:00',
    answered: '2025-03-18 09:00',
    due: '2025-03-19 10:00',
    inTime: true,
  },
]

/** Steps known by their day only, with the days by which they were late. */
interface DayExample {
  readonly id: string
  readonly rule: string
  readonly from: string
  readonly done: string
  readonly due: string
  readonly daysLate: number
}

/** Legal assistance and recognition: decision from sending, execution from the decision. */
export const assistanceExamples: readonly DayExample[] = [
  {
    id: 'ML-01 returned',
    rule: 'CP-MLA-DECIDE',
    from: '2025-02-18',
    done: '2025-02-21',
    due: '2025-03-20',
    daysLate: 0,
  },
  {
    id: 'ML-02 decision',
    rule: 'CP-MLA-DECIDE',
    from: '2025-02-25',
    done: '2025-02-27',
    due: '2025-03-27',
    daysLate: 0,
  },
  {
    id: 'ML-02 execution',
    rule: 'CP-MLA-EXECUTE',
    from: '2025-02-27',
    done: '2025-05-20',
    due: '2025-05-28',
    daysLate: 0,
  },
  {
    id: 'ML-03 decision',
    rule: 'CP-MLA-DECIDE',
    from: '2025-03-10',
    done: '2025-03-14',
    due: '2025-04-09',
    daysLate: 0,
  },
  {
    id: 'ML-03 execution',
    rule: 'CP-MLA-EXECUTE',
    from: '2025-03-14',
    done: '2025-06-16',
    due: '2025-06-12',
    daysLate: 4,
  },
  {
    id: 'ML-04 decision',
    rule: 'CP-MLA-DECIDE',
    from: '2025-03-10',
    done: '2025-03-16',
    due: '2025-04-09',
    daysLate: 0,
  },
  {
    id: 'ML-04 execution',
    rule: 'CP-MLA-EXECUTE',
    from: '2025-03-16',
    done: '2025-05-30',
    due: '2025-06-14',
    daysLate: 0,
  },
  {
    id: 'ML-05 decision',
    rule: 'CP-MLA-DECIDE',
    from: '2025-05-06',
    done: '2025-05-12',
    due: '2025-06-05',
    daysLate: 0,
  },
  {
    id: 'ML-05 execution',
    rule: 'CP-MLA-EXECUTE',
    from: '2025-05-12',
    done: '2025-06-19',
    due: '2025-08-10',
    daysLate: 0,
  },
  {
    id: 'ML-06 decision',
    rule: 'CP-MLA-DECIDE',
    from: '2025-05-20',
    done: '2025-07-02',
    due: '2025-06-19',
    daysLate: 13,
  },
  {
    id: 'ML-07 decision',
    rule: 'CP-MLA-DECIDE',
    from: '2025-07-10',
    done: '2025-07-18',
    due: '2025-08-09',
    daysLate: 0,
  },
  {
    id: 'ML-07 execution',
    rule: 'CP-MLA-EXECUTE',
    from: '2025-07-18',
    done: '2025-09-15',
    due: '2025-10-16',
    daysLate: 0,
  },
  {
    id: 'ML-08 decision',
    rule: 'CP-MLA-DECIDE',
    from: '2025-06-02',
    done: '2025-06-10',
    due: '2025-07-02',
    daysLate: 0,
  },
  {
    id: 'ML-08 execution',
    rule: 'CP-MLA-EXECUTE',
    from: '2025-06-10',
    done: '2025-08-04',
    due: '2025-09-08',
    daysLate: 0,
  },
  {
    id: 'ML-11 recognition',
    rule: 'CP-CONFISCATION',
    from: '2026-02-24',
    done: '2026-04-02',
    due: '2026-04-10',
    daysLate: 0,
  },
  {
    id: 'ML-12 recognition',
    rule: 'CP-CONFISCATION',
    from: '2026-02-24',
    done: '2026-04-15',
    due: '2026-04-10',
    daysLate: 5,
  },
  {
    id: 'ML-13 registration',
    rule: 'CP-CONFISCATION',
    from: '2026-03-16',
    done: '2026-04-20',
    due: '2026-04-30',
    daysLate: 0,
  },
  {
    id: 'TP-01 feedback',
    rule: 'CP-TIP-FEEDBACK',
    from: '2024-12-29',
    done: '2025-03-19',
    due: '2025-03-29',
    daysLate: 0,
  },
  {
    id: 'PV-01 summary',
    rule: 'CP-REVIEW-SUMMARY',
    from: '2026-01-15',
    done: '2026-07-15',
    due: '2026-07-15',
    daysLate: 0,
  },
]
