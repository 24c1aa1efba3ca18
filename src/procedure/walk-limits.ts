/** States that the random walks do not reach, by procedure, each with the reason. They are reached in stories. */
export const unreached: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  P3: {
    'main/ORIGINALS_RETURNED':
      'only where originals were handed over: assistance.test.ts, another use',
    'main/REFUSED':
      'after a consultation that is answered or has run out: assistance.test.ts, ML-06',
  },
  P4: {
    'main/ATTACHED':
      'only Port Sable gives its prosecutor this power: assistance.test.ts, Port Sable',
    'main/EXTENDED': 'on a day shortly before the end of the term: assistance.test.ts, AS-09',
    'main/EXPIRED': 'after a term of years in which nobody acts: assistance.test.ts, AS-10',
    'review/ROUTED': 'only where the grounds of the order are contested: assistance.test.ts, RV-01',
  },
}
