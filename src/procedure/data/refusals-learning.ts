import type { RefusalRow } from '../refuse.ts'

/** Every "no" of commitments, reviews, publications, exercises and courses. */
export const learningRefusals = {
  'gateway-missing': {
    kind: 'unlawful',
    title: 'an alert names somebody without a legal gateway',
    citation: 'Regulation (EU) 2024/1624 art. 75; Directive (EU) 2016/680 art. 8',
    remedy: 'name the law that opens the tactical layer, or tell the pattern without names',
  },
  'strategic-names': {
    kind: 'unlawful',
    title: 'an alert for everybody in a partnership names somebody',
    citation: 'Regulation (EU) 2024/1624 art. 75; Comity protocol, partnerships: two layers',
    remedy: 'take the names out, or issue a tactical alert through a legal gateway',
  },
  'signature-missing': {
    kind: 'too-early',
    title: 'not every authority of a joint statement has signed it',
    citation: 'Comity protocol, joint statements: no text leaves before all have signed',
    remedy: 'wait for the signatures, or put a statement of your own forward',
  },
  'court-restricts': {
    kind: 'unlawful',
    title: 'a court has restricted what a statement would say',
    citation: 'Directive (EU) 2016/343 art. 4; order of the court',
    remedy: 'take out what is restricted, and have the new text signed',
  },
  'victims-not-first': {
    kind: 'too-early',
    title: 'the victims would hear it from the press',
    citation: 'Directive 2012/29/EU art. 6; Comity protocol, joint statements: a day before',
    remedy: 'tell the victims, record it, and release a day later',
  },
  'embargo-holds': {
    kind: 'too-early',
    title: 'the embargo of a statement is not over',
    citation: 'Comity protocol, joint statements: embargo',
    remedy: 'release it when the embargo ends',
  },
  'consultation-unrecorded': {
    kind: 'unlawful',
    title: 'civil society has not been consulted',
    citation: 'CP-COMMITMENT-COCREATE; OGP participation and co-creation standards',
    remedy: 'consult, and record who was heard and what was changed',
  },
  'wording-unverifiable': {
    kind: 'unlawful',
    title: 'nobody could check whether the commitment is met',
    citation: 'OGP, verifiable wording of commitments',
    remedy:
      'give every milestone a number of its own, a day, and something that can be counted or seen',
  },
  'reviewer-not-independent': {
    kind: 'unlawful',
    title: 'the reviewer belongs to the country that is assessed',
    citation: 'OGP IRM; Comity protocol, commitments: independent reviewer',
    remedy: 'ask the evaluator panel of the federation',
  },
  'evidence-missing': {
    kind: 'unlawful',
    title: 'a commitment is coded higher than its evidence reaches',
    citation: 'OGP IRM: completion is shown by evidence',
    remedy: 'ask the owner for the evidence, or choose another code',
  },
  'evidence-unknown': {
    kind: 'unlawful',
    title: 'a code rests on evidence that the owner never reported',
    citation: 'OGP IRM: completion is shown by evidence',
    remedy: 'name evidence by the digest under which it was reported with its milestone',
  },
  'evidence-not-attached': {
    kind: 'unlawful',
    title: 'the evidence of a milestone is no file that anybody could look at',
    citation: 'OGP IRM: completion is shown by evidence',
    remedy:
      'add the file to the matter, have a second officer release it, and name it as the evidence',
  },
  'evidence-unseen': {
    kind: 'unlawful',
    title: 'a code rests on a file that its signer never opened',
    citation: 'OGP IRM: completion is shown by evidence; ISSAI 100 on sufficient evidence',
    remedy: 'open each file in the matter, then assess',
  },
  'reply-right-open': {
    kind: 'too-early',
    title: 'the owner can still reply to the assessment',
    citation: 'CP-COMMITMENT-REPLY: right of reply',
    remedy: 'wait for the reply, or for the end of the 21 days',
  },
  'peers-not-drawn': {
    kind: 'unlawful',
    title: 'a review needs two peers of two other countries',
    citation: 'DL-48, UNCAC Review Mechanism: two reviewing States by lot',
    remedy:
      'draw again until two different countries are there, neither of them the one under review',
  },
  'lot-head-other': {
    kind: 'unlawful',
    title: 'the lot is drawn from another head than the one announced',
    citation: 'DL-48, UNCAC Review Mechanism: drawing of lots; RFC 3797 section 3',
    remedy: 'take the first head of the announced log that has reached the announced size',
  },
  'lot-pot-other': {
    kind: 'unlawful',
    title: 'the pot of a lot is not the members of the federation',
    citation: 'DL-48, UNCAC Review Mechanism: drawing of lots among all States parties',
    remedy: 'put every country that keeps a node into the pot, the one under review too',
  },
  'lot-not-followed': {
    kind: 'unlawful',
    title: 'the peers are not those that the lot draws',
    citation: 'DL-48, UNCAC Review Mechanism: two reviewing States by lot; RFC 3797',
    remedy:
      'draw again from the head and the pot as they stand in the document, and take what comes',
  },
  'submissions-miscounted': {
    kind: 'unlawful',
    title: 'a submission of civil society is counted, and not published',
    citation: 'DL-48, UNCAC Review Mechanism; OGP participation standards',
    remedy: 'publish it, and name it by its digest',
  },
  'recommendations-miscounted': {
    kind: 'unlawful',
    title: 'more recommendations are accepted than were made',
    citation: 'DL-48; DL-47, FATF 5th round',
    remedy: 'count again',
  },
  'not-red': {
    kind: 'too-early',
    title: 'the commitment is not late',
    citation: 'CP-LADDER-PLAN; criteria are the published indicators',
    remedy: 'wait until the clock has marked it late',
  },
  'ladder-too-early': {
    kind: 'too-early',
    title: 'the day of this step of the ladder has not come',
    citation: 'CP-LADDER-STATEMENT, CP-LADDER-RESTRICTION',
    remedy: 'wait until that day',
  },
  'rights-cut': {
    kind: 'unlawful',
    title: 'a restriction would cut the rights of persons',
    citation: 'Comity protocol, ladder; Directive (EU) 2016/680 art. 12 to 18; UNCAC art. 32, 35',
    remedy: 'restrict only what the member itself gets from the federation',
  },
  'too-few-cases': {
    kind: 'unlawful',
    title: 'the pattern rests on too few cases or jurisdictions to be public',
    citation: 'DL-50, OECD; Comity protocol, publications',
    remedy: 'hold it back, release it to the partnership, or wait for more cases',
  },
  'placement-too-long': {
    kind: 'unlawful',
    title: 'a placement is for a short period, and is reported on',
    citation: 'UNCAC art. 60(1), (2); Comity protocol, training',
    remedy: 'agree on at most half a year, and on a report within six weeks of its end',
  },
  'table-unreadable': {
    kind: 'malformed',
    title: 'the table of cases cannot be read',
    citation: 'Comity protocol, publications: counted from the table of cases',
    remedy: 'write one case on each line, with a value for each told trait',
  },
  'cases-miscounted': {
    kind: 'unlawful',
    title: 'what is said of the cases is not what their table shows',
    citation: 'Comity protocol, publications: counted from the table of cases',
    remedy: 'take over the numbers that the table shows',
  },
  'combination-unique': {
    kind: 'unlawful',
    title: 'the text would point at one case',
    citation: 'Comity protocol, publications: five cases, two jurisdictions, no unique combination',
    remedy:
      'send it back to sanitising and tell one trait less finely, or release it to a smaller circle',
  },
  'somebody-recognised': {
    kind: 'unlawful',
    title: 'the second person could recognise somebody',
    citation: 'Comity protocol, publications: re-identification test by a second person',
    remedy: 'send it back to sanitising',
  },
  'real-data': {
    kind: 'unlawful',
    title: 'an exercise would run on data of real persons',
    citation:
      'Directive (EU) 2016/680 art. 4(1)(b); Comity protocol, exercises: invented data only',
    remedy: 'make an invented world with the same traits',
  },
  'keys-shared': {
    kind: 'unlawful',
    title: 'the cloned network has no keys of its own',
    citation: 'Comity protocol, exercises: hard wall from the keys of real work',
    remedy: 'make keys for the cloned network and name their prints',
  },
  'lesson-without-owner': {
    kind: 'unlawful',
    title: 'a lesson has no owner or no date',
    citation: 'Comity protocol, exercises: every lesson has an owner and a date',
    remedy: 'name the function that owns it, and the day',
  },
  'lesson-unknown': {
    kind: 'unknown',
    title: 'there is no lesson of that number',
    citation: 'CP-EXERCISE-CLOSE',
    remedy: 'name a lesson of this exercise',
  },
  'lesson-open': {
    kind: 'conflict',
    title: 'a lesson is open, and the time for it has not passed',
    citation: 'CP-EXERCISE-CLOSE; IN-37',
    remedy: 'close the lesson with its proof, or wait for the end of the 180 days',
  },
  'mark-missed': {
    kind: 'unlawful',
    title: 'the marks do not reach the pass mark',
    citation: 'Comity protocol, training: graded against the golden numbers',
    remedy: 'note that it was not passed; it may be tried again',
  },
} as const satisfies Readonly<Record<string, RefusalRow>>
