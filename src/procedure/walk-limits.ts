/** States that the random walks do not reach, by procedure, each with the reason. They are reached in stories. */
export const unreached: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  P2: {
    'main/REFUSED':
      'after a consultation that is answered or has run out: assistance.test.ts, domestic test',
  },
  P3: {
    'main/ORIGINALS_RETURNED':
      'only where originals were handed over: assistance.test.ts, another use',
    'main/REFUSED':
      'after a consultation that is answered or has run out: assistance.test.ts, ML-06',
  },
  P4: {
    'main/ATTACHED':
      'only Port Sable gives its prosecutor this power: assistance.test.ts, Port Sable',
    'main/LIFTED': 'after the requester was heard: assistance.test.ts, six weeks of silence',
    'main/EXTENDED': 'on a day shortly before the end of the term: assistance.test.ts, AS-09',
    'main/EXPIRED': 'after a term of years in which nobody acts: assistance.test.ts, AS-10',
    'review/ROUTED': 'only where the grounds of the order are contested: assistance.test.ts, RV-01',
  },
  P5: {
    'main/REFUSED':
      'after a consultation that is answered or has run out: recovery.test.ts, recognition of CO-1',
    'return/RETURNED': 'after order, agreement and tranche: recovery.test.ts, RA-LANTERN',
    'return/TRANCHES-SUSPENDED': 'after order and agreement: recovery.test.ts, RA-LANTERN',
    'use/MISUSE': 'after a tranche and its use: recovery.test.ts, RA-LANTERN',
    'use/USE-ENDED': 'after every line is verified: recovery.test.ts, RA-LANTERN',
  },
  P6: {
    'main/PARTLY':
      'one of three decisions at the end of a long way: recovery.test.ts, V-01 to V-05',
    'main/PAID': 'the amount must be what the court allowed: recovery.test.ts, V-02 and V-05',
    'main/APPEALED': 'within thirty days of the decision: recovery.test.ts, V-05',
    'main/COLLECTIVE': 'one of three ways to meet a claim: recovery.test.ts, V-04',
    'main/IN-KIND':
      'one of three ways to meet a claim: recovery.test.ts, decision nobody challenges',
  },
  P7: {
    'main/APPEALED': 'within thirty days of the decision: recovery.test.ts, V-05 in the same rows',
    'main/RANKED': 'only for a pledge or mortgage: recovery.test.ts, RV-03',
    'main/CARVED-OUT': 'only for wages and supplies: recovery.test.ts, wages',
  },
  P12: {
    'report/DONE': 'every milestone needs its evidence: learning.test.ts, CM-02',
    'ladder/STATED': 'half a year after the plan: learning.test.ts, the ladder',
    'ladder/RESTRICTED': 'a year after the statement: learning.test.ts, the ladder',
    'ladder/DISMISSED': 'only on appeal, at the end of the ladder: learning.test.ts, the ladder',
  },
}
