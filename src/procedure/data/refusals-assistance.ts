import type { RefusalRow } from '../refuse.ts'

const reg = 'Regulation (EU) 2018/1805'

/** Every "no" of suspension, legal assistance and freezing. */
export const assistanceRefusals = {
  'red-line': {
    kind: 'unlawful',
    title: 'a request about a protected person goes on without two signed reasons',
    citation: 'G-10; UNCAC art. 46(21)(b)',
    remedy: 'two persons sign why it may go on, or the request stops here',
  },
  'no-red-line': {
    kind: 'conflict',
    title: 'a reason is signed where no red line is touched',
    citation: 'G-10; form of the request',
    remedy: 'go on without it, or name the protected person in the request',
  },
  'step-before-missing': {
    kind: 'too-early',
    title: 'the step that must come first was not taken',
    citation: 'table of the procedure',
    remedy: 'take the step named first',
  },
  'tipping-off': {
    kind: 'unlawful',
    title: 'the person would be told while the money is suspended',
    citation: 'Regulation (EU) 2024/1624 art. 73',
    remedy: 'tell the person when the suspension has ended',
  },
  'to-follow-false': {
    kind: 'unlawful',
    title: 'the elements said to follow are not the ones that are missing',
    citation: 'UNCAC art. 46(14), (15)',
    remedy: 'name exactly the missing elements, or complete the request',
  },
  'not-really-missing': {
    kind: 'unlawful',
    title: 'a request is returned for an element that is there, or not for all that are missing',
    citation: 'DL-35, UNCAC art. 46(15), (16)',
    remedy:
      'name exactly the elements that are missing, and those that do not suffice with a reason',
  },
  'text-not-reworked': {
    kind: 'conflict',
    title: 'the text sent again is not the one that was reworked',
    citation: 'safeguard matrix, column independent authority',
    remedy: 'rework the request and send that text',
  },
  'number-changed': {
    kind: 'conflict',
    title: 'a request that is sent again has another number',
    citation: 'DL-35, UNCAC art. 46(16)',
    remedy: 'keep the number of the first request',
  },
  speciality: {
    kind: 'unlawful',
    title: 'evidence would be used for something else without consent',
    citation: 'UNCAC art. 46(19)',
    remedy: 'ask for consent to the other use first',
  },
  'other-case': {
    kind: 'conflict',
    title: 'the step is for another case than this one',
    citation: 'table of the procedure',
    remedy: 'look at the steps that are open now',
  },
  'originals-owed': {
    kind: 'unlawful',
    title: 'a matter is closed while originals are owed',
    citation: 'Directive 2014/41/EU art. 13(3), (4)',
    remedy: 'return the originals first',
  },
  'postponement-not-open': {
    kind: 'unlawful',
    title: 'the ground of postponement is not on the closed list',
    citation: `DL-23, ${reg} art. 10; UNCAC art. 46(25)`,
    remedy: 'choose a ground of the list',
  },
  'impossibility-not-open': {
    kind: 'unlawful',
    title: 'the ground of impossibility is not on the closed list',
    citation: `DL-25, ${reg} art. 13(3)`,
    remedy: 'choose a ground of the list',
  },
  'attribution-low': {
    kind: 'unlawful',
    title: 'it is not sure enough whose property it is',
    citation: 'TH-ATTRIBUTION; safeguard matrix, column necessity',
    remedy: 'gather more evidence, and let a second person check it again',
  },
  'not-validated': {
    kind: 'unlawful',
    title: 'the order of a prosecutor is not validated by a judge',
    citation: `${reg} art. 2(8)`,
    remedy: 'name the judge who validates the order, or let a judge issue it',
  },
  'power-unknown': {
    kind: 'unlawful',
    title: 'the law of the country has no such power in the register',
    citation: 'safeguard matrix, column legal basis: what has no row is not allowed',
    remedy: 'carry out on the order of a court',
  },
  'term-gap': {
    kind: 'unlawful',
    title: 'the new term would begin after the old one has ended',
    citation: 'safeguard matrix, column time limit: no extension after the end',
    remedy: 'let the new term begin on the last day of the old one, or earlier',
  },
  'ran-out': {
    kind: 'conflict',
    title: 'the limit has run out',
    citation: 'table of the procedure, clocks',
    remedy: 'tell the person now; what has run out is not renewed',
  },
  'requester-not-heard': {
    kind: 'unlawful',
    title: 'a freeze is lifted before the requester was heard',
    citation: 'DL-36, UNCAC art. 55(8)',
    remedy: 'announce the lifting and wait for the answer or for the end of its time',
  },
  'not-silent': {
    kind: 'too-early',
    title: 'the issuing State was not silent for six weeks',
    citation: `DL-24, ${reg} art. 12(2)`,
    remedy: 'ask to limit the duration, and wait six weeks',
  },
  'merits-elsewhere': {
    kind: 'unlawful',
    title: 'the grounds of an order are contested in the executing State',
    citation: `DL-29, ${reg} art. 33(2)`,
    remedy: 'route the application to the court of the issuing State',
  },
  'more-than-frozen': {
    kind: 'conflict',
    title: 'more would be released than is frozen',
    citation: `${reg} art. 33`,
    remedy: 'correct the amount',
  },
  'leg-unknown': {
    kind: 'unknown',
    title: 'the plan has no such leg',
    citation: 'DL-21; plan of the conductor',
    remedy: 'name a leg of the plan',
  },
  'vote-unexplained': {
    kind: 'malformed',
    title: 'a leg is not ready and does not say why',
    citation: 'DL-21; plan of the conductor',
    remedy: 'give the reason',
  },
  'legs-not-ready': {
    kind: 'conflict',
    title: 'too much of the value is not ready',
    citation: `DL-21, ${reg} art. 9(2); TH-ABORT`,
    remedy: 'wait for the votes, or stop and set a new moment',
  },
  'leak-known': {
    kind: 'conflict',
    title: 'a leak was reported before the release',
    citation: `DL-21, ${reg} art. 9(2), art. 11`,
    remedy: 'stop; freeze what is in danger at once by its own leg',
  },
  'before-t0': {
    kind: 'too-early',
    title: 'the moment of release has not come',
    citation: `DL-21, ${reg} art. 9(2)`,
    remedy: 'wait for the moment, or stop and set another one',
  },
  'receipt-misdated': {
    kind: 'malformed',
    title: 'a receipt is dated before the release or in the future',
    citation: `DL-19, ${reg} art. 9`,
    remedy: 'give the instant at which the leg was carried out',
  },
  'receipts-missing': {
    kind: 'too-early',
    title: 'a leg has not given its receipt',
    citation: 'CP-CONDUCTOR-CLOSE',
    remedy: 'ask the executor for the receipt',
  },
  'figures-false': {
    kind: 'conflict',
    title: 'the report does not say what the receipts say',
    citation: 'CP-CONDUCTOR-CLOSE',
    remedy: 'take the figures from the receipts',
  },
} as const satisfies Readonly<Record<string, RefusalRow>>
