import type { RefusalRow } from '../refuse.ts'

/** Every "no" of joint teams and of the automatic exchange. */
export const cooperationRefusals = {
  'team-not-active': {
    kind: 'unlawful',
    title: 'a task or evidence of a team before all have signed, or after its end',
    citation: 'UNCAC art. 49; DL-41',
    remedy: 'wait until all have signed and the work has begun',
  },
  'term-not-usual': {
    kind: 'unlawful',
    title: 'the term of a team is shorter than twelve or longer than twenty-four months',
    citation: 'DL-41',
    remedy: 'choose a term of twelve to twenty-four months',
  },
  'term-not-longer': {
    kind: 'malformed',
    title: 'an addendum does not make the term longer',
    citation: 'DL-41',
    remedy: 'name a later day',
  },
  'seat-not-oversight': {
    kind: 'unlawful',
    title: 'an oversight seat is given to a body that is none',
    citation: 'model agreement on joint investigation teams',
    remedy: 'name an oversight body from the directory',
  },
  'text-differs': {
    kind: 'conflict',
    title: 'what is signed, sent or confirmed is not what was put forward',
    citation: 'UNCAC art. 49; CRS status message',
    remedy: 'take the text or the file that was put forward',
  },
  'signed-already': {
    kind: 'conflict',
    title: 'a party declines what it has signed',
    citation: 'UNCAC art. 49',
    remedy: 'ask the lead to end the team',
  },
  'trade-not-comparable': {
    kind: 'malformed',
    title: 'import, export and freight are not in one currency, or have no rate',
    citation: 'UN IMTS 2010, mirror statistics',
    remedy: 'write all three in one currency, with freight within the import and the rate as 0.92',
  },
  'item-not-in-room': {
    kind: 'unknown',
    title: 'a prosecution cites an item that is not in the room of the team',
    citation: 'model agreement on joint investigation teams, formalities',
    remedy: 'take the digest from the evidence of the team, or leave the item out',
  },
  'prosecution-unknown': {
    kind: 'unknown',
    title: 'a judgment on a prosecution that nobody has recorded',
    citation: 'UNCAC art. 30',
    remedy: 'record the prosecution first, with what it cites',
  },
  'partner-not-approved': {
    kind: 'unlawful',
    title: 'data are prepared for a partner that has not passed the review of confidentiality',
    citation:
      'Multilateral Competent Authority Agreement on the Common Reporting Standard, section 5',
    remedy: 'hold the file until the partner has passed',
  },
  'test-data': {
    kind: 'unlawful',
    title: 'test data are sent as real data',
    citation: 'CRS status message 50010',
    remedy: 'send them through the test channel',
  },
  'code-unknown': {
    kind: 'malformed',
    title: 'an error code is not on the list of the status message',
    citation: 'CRS status message',
    remedy: 'use a code of the list',
  },
  'records-mixed': {
    kind: 'unlawful',
    title: 'new and corrected records come in one file',
    citation: 'CRS status message 80010',
    remedy: 'send two files',
  },
  'counts-differ': {
    kind: 'malformed',
    title: 'numbers of records do not fit each other',
    citation: 'IN-28',
    remedy: 'count again',
  },
  'match-unchecked': {
    kind: 'unlawful',
    title: 'somebody acts on a match that no person has checked',
    citation: 'Regulation (EU) 2016/679 art. 22',
    remedy: 'have a second officer check the discrepancies',
  },
} as const satisfies Readonly<Record<string, RefusalRow>>
