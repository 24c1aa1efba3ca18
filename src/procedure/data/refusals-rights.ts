import type { RefusalRow } from '../refuse.ts'

/** Every "no" of requests of persons, complaints, tips and disputes. */
export const rightsRefusals = {
  'search-unfinished': {
    kind: 'too-early',
    title: 'a peer that may hold a copy has not answered yet',
    citation: 'CP-DSR-LOCATE; Directive (EU) 2016/680 art. 16(6)',
    remedy: 'wait for the peer, or for the end of the ten days',
  },
  'decision-unreasoned': {
    kind: 'unlawful',
    title: 'a decision that does not grant everything has no reasons',
    citation: 'DL-44, Directive (EU) 2016/680 art. 15(3)',
    remedy: 'give reasons, or the words that the law prescribes for neither confirming nor denying',
  },
  'formula-altered': {
    kind: 'unlawful',
    title: 'an answer that neither confirms nor denies says something of the case',
    citation: 'DL-44, Directive (EU) 2016/680 art. 15(3), 16(4)',
    remedy: 'use the words of the law alone; they are the same for everybody',
  },
  'handing-in-unlikely': {
    kind: 'unlawful',
    title: 'the day of handing in lies in the future, or more than sixty days back',
    citation: 'Regulation (EU) 2016/679 art. 12(3); Directive (EU) 2016/680 art. 12(2)',
    remedy:
      'write the day on which it reached the desk; for an older one leave the field empty, and say its day in the text',
  },
  'remedy-unnamed': {
    kind: 'unlawful',
    title: 'the reply does not name the supervisory authority and the court',
    citation: 'DL-44, Directive (EU) 2016/680 art. 15(3), 17(1), 54; CJEU C-333/22',
    remedy: 'name the supervisory authority that can check, and the court with its time limit',
  },
  'limit-already-over': {
    kind: 'conflict',
    title: 'the limit has run out and cannot be extended any more',
    citation: 'DL-44, Regulation (EU) 2016/679 art. 12(3); DL-46',
    remedy: 'decide now and explain the delay',
  },
  'extension-too-long': {
    kind: 'unlawful',
    title: 'the reply is put off by more than two further months',
    citation: 'DL-44, Regulation (EU) 2016/679 art. 12(3)',
    remedy: 'name a day within three months of the receipt',
  },
  'check-too-early': {
    kind: 'too-early',
    title: 'the controller can still decide',
    citation: 'DL-44, Directive (EU) 2016/680 art. 17(1)',
    remedy: 'wait for the decision, or for the end of the limit: silence then counts as a refusal',
  },
  'check-unanswered': {
    kind: 'conflict',
    title: 'the supervisory authority or the court has not answered yet',
    citation: 'Directive (EU) 2016/680 art. 17(3), 54',
    remedy: 'wait for the finding or the judgment',
  },
  'copy-uncorrected': {
    kind: 'conflict',
    title: 'a holder of a copy has not confirmed the correction',
    citation: 'CP-DSR-PROPAGATE; Directive (EU) 2016/680 art. 16(6)',
    remedy: 'ask the authorities named for their receipt',
  },
  'not-heard': {
    kind: 'unlawful',
    title: 'the authority has not been heard',
    citation: 'right to be heard: Directive (EU) 2016/680 art. 47(4)',
    remedy: 'wait for the statement, or for the end of the ten days',
  },
  'commitment-missing': {
    kind: 'unlawful',
    title: 'a fault of the system is put right in one case only',
    citation: 'procedure P11, systemic finding; P12',
    remedy: 'open a commitment and name it',
  },
  'remedy-still-owed': {
    kind: 'too-early',
    title: 'the remedy is still owed, and its day has not passed',
    citation: 'procedure P11, day set in the finding',
    remedy: 'wait until it is put right, or until the day has passed',
  },
  'appeal-open': {
    kind: 'too-early',
    title: 'an appeal is pending or still possible',
    citation: 'CP-COMPLAINT-APPEAL; Directive (EU) 2016/680 art. 53',
    remedy: 'wait for the judgment, or for the end of the time for appeal',
  },
  'protection-open': {
    kind: 'conflict',
    title: 'a report of retaliation has not been settled',
    citation: 'Directive (EU) 2019/1937 art. 19, 21',
    remedy: 'decide on the protection first',
  },
  'rung-too-early': {
    kind: 'too-early',
    title: 'the day of this rung has not come',
    citation: 'CP-STALL-REMIND, CP-STALL-HOTLINE, CP-STALL-LIAISON, CP-STALL-CENTRAL',
    remedy: 'wait until that day',
  },
  'reply-time-open': {
    kind: 'too-early',
    title: 'the other side can still answer the claim',
    citation: 'CP-DISPUTE-REPLY',
    remedy: 'wait for the reply, or for the end of the thirty days',
  },
  'naming-open': {
    kind: 'too-early',
    title: 'the other side can still agree on a conciliator',
    citation: 'CP-CONCILIATOR',
    remedy: 'wait for the answer, or for the end of the ten days',
  },
  'conciliator-unlisted': {
    kind: 'unlawful',
    title: 'the conciliator stands on no list',
    citation: 'Comity protocol, disputes: conciliators come from a list that neither side keeps',
    remedy: 'name a place on the list, such as NET-EVAL/3',
  },
  'conciliator-partial': {
    kind: 'unlawful',
    title: 'the conciliator belongs to one of the two sides',
    citation: 'UNCAC art. 66(1); Comity protocol, dispute: independent conciliator',
    remedy: 'choose a name from the list of the secretariat or the evaluators',
  },
  'conciliation-open': {
    kind: 'too-early',
    title: 'the conciliation still runs',
    citation: 'CP-CONCILIATION',
    remedy: 'go on until the end of the sixty days, or settle',
  },
} as const satisfies Readonly<Record<string, RefusalRow>>
