/** How a document is headed, whom it speaks to where that is a person, and one plain sentence on what it is. */
export interface Heading {
  readonly title: string
  /** Persons to whom it speaks; the other authority then has a copy. */
  readonly addressee?: string
  readonly lead?: string
}

/** Headings by form; `P2/person-told` goes before `person-told`. A form without a row is headed by the name of its step. */
export const headings: Readonly<Record<string, Heading>> = {
  'fiu-request': {
    title: 'Request for information between financial intelligence units',
    lead: 'The unit asks for financial intelligence. What is answered may be used only as the answer allows.',
  },
  'fiu-disclosure': {
    title: 'Spontaneous disclosure between financial intelligence units',
    lead: 'This information is sent without a request, because it concerns the receiving country.',
  },
  acknowledgement: { title: 'Acknowledgement of receipt' },
  questions: { title: 'Questions on the request' },
  answers: { title: 'Answers to the questions' },
  'partial-reply': { title: 'Reply in part' },
  'final-reply': { title: 'Reply' },
  consultation: {
    title: 'Consultation before a refusal',
    lead: 'Nothing is refused yet. Please tell whether the request can be changed so that it can be carried out.',
  },
  'consultation-answer': { title: 'Answer to the consultation' },
  refusal: { title: 'Refusal' },
  delay: { title: 'Notice of delay' },
  'consent-question': { title: 'Request for consent to another use' },
  'consent-answer': { title: 'Consent to another use' },
  'consent-denial': { title: 'Refusal of consent to another use' },
  feedback: { title: 'Feedback on what was received' },
  'suspension-request': { title: 'Request to suspend a transaction or an account' },
  'suspension-order': { title: 'Suspension order' },
  'suspension-end': { title: 'Release of a suspension' },
  'carve-out-decision': { title: 'Decision on living costs' },
  'P2/person-told': {
    title: 'Notice of a suspension to the person affected',
    addressee: 'the person affected',
    lead: 'An authority has suspended a transaction or an account. You may challenge this; below stand where and by when.',
  },
  'person-told': {
    title: 'Notice of a freezing order to the person affected',
    addressee: 'the person affected',
    lead: 'Property that may concern you has been frozen. It has not been taken away: nobody may sell or move it until the order ends. You may challenge the order; below stand where and by when.',
  },
  'damage-decision': { title: 'Decision on a claim for damage' },
  'mla-request': {
    title: 'Request for mutual legal assistance',
    lead: 'The requesting authority asks the requested authority to carry out what is described here. The fourteen elements stand in their order.',
  },
  'mla-shared-draft': {
    title: 'Draft of a request for mutual legal assistance, shared for comments',
    lead: 'This is a draft. It asks for nothing yet and is deleted when the limit of the protocol has run out.',
  },
  'mla-request-ahead': {
    title: 'Urgent request for mutual legal assistance, elements to follow',
  },
  'draft-comments': { title: 'Comments on a draft request' },
  'mla-incomplete': {
    title: 'Return of an incomplete request',
    lead: 'The request is not refused. It is taken up again as soon as the elements named here have come.',
  },
  'mla-acceptance': { title: 'Acceptance of a request for legal assistance' },
  'mla-part-acceptance': { title: 'Acceptance in part of a request for legal assistance' },
  postponement: { title: 'Notice of postponement' },
  'mla-part-execution': { title: 'Delivery of a part of the evidence' },
  'mla-execution': { title: 'Delivery of evidence and certificate of execution' },
  'use-report': { title: 'Report on the use of evidence' },
  'originals-return': { title: 'Return of originals' },
  'translation-delivery': { title: 'Translation' },
  'delivery-evidence': { title: 'Confirmation of delivery' },
  'freezing-certificate': {
    title: 'Freezing certificate',
    lead: 'The issuing State asks the executing State to recognise and carry out the attached freezing order. Sections A to N stand in the order of the form.',
  },
  'freezing-order': { title: 'Freezing order' },
  'freeze-recognition': { title: 'Decision on the recognition of a freezing order' },
  'freeze-receipt': { title: 'Report on the execution of a freezing order' },
  'freeze-part-receipt': { title: 'Report on the execution in part of a freezing order' },
  impossibility: { title: 'Report that execution is impossible' },
  'notice-postponement': { title: 'Decision to postpone a notice' },
  'freeze-variation': { title: 'Decision to vary a freeze' },
  'review-dismissal': { title: 'Decision on an application for review' },
  'merits-decision': { title: 'Decision on the grounds of the order' },
  extension: { title: 'Extension of a freeze' },
  'lifting-announced': { title: 'Announcement that a freeze will be lifted' },
  lifting: { title: 'Lifting of a freeze' },
  'conductor-plan': {
    title: 'Plan of freezes at one moment',
    lead: 'Each leg has its own order and its own court. Nothing is carried out before every leg has voted and the key is released.',
  },
  'leg-receipt': { title: 'Receipt of a leg' },
  'conductor-report': { title: 'Report on freezes at one moment' },
  'management-plan': { title: 'Plan for the management of property' },
  'cost-report': { title: 'Report on the cost and state of property' },
  'sale-order': { title: 'Order of a sale before judgment' },
  'confiscation-order': { title: 'Confiscation order' },
  'confiscation-certificate': {
    title: 'Confiscation certificate',
    lead: 'The issuing State asks the executing State to recognise and carry out the attached confiscation order. Sections A to K stand in the order of the form.',
  },
  recognition: { title: 'Decision on the recognition of a confiscation order' },
  'recovery-refusal': { title: 'Refusal of recognition' },
  'recovery-postponement': { title: 'Postponement of execution' },
  'enforcement-report': { title: 'Report on enforcement' },
  'person-notice': {
    title: 'Notice to the person affected by a confiscation order',
    addressee: 'the person affected',
    lead: 'A confiscation order that concerns you is being carried out. Below stand the authority, the reasons in brief, and where you can turn.',
  },
  sharing: { title: 'Sharing of what was recovered' },
  'return-agreement': {
    title: 'Agreement on the return of assets',
    lead: 'Both States agree on the points below. Each point is either settled or said to be empty.',
  },
  'agreement-signature': { title: 'Signature of the agreement on return' },
  tranche: { title: 'Payment of a tranche' },
  'tranche-receipt': { title: 'Receipt of a tranche' },
  milestone: { title: 'Report on a milestone' },
  'claim-notice': {
    title: 'Notice to those who may claim',
    addressee: 'everybody who may claim',
    lead: 'Money or property has been recovered. Who was harmed, or owns a part of it, may claim it. Help with a claim is free.',
  },
  claim: { title: 'Claim of a victim' },
  'third-party-claim': { title: 'Claim of a third party' },
  'claim-acknowledgement': {
    title: 'Acknowledgement of a claim',
    addressee: 'the claimant',
    lead: 'Your claim has arrived. Nothing is owed for it.',
  },
  'evidence-question': { title: 'Request for evidence', addressee: 'the claimant' },
  'claim-allowed': {
    title: 'Decision on a claim: allowed',
    addressee: 'the claimant',
    lead: 'The claim is allowed. Below stand the amount, the reasons, and what you can do against the decision.',
  },
  'claim-partly': {
    title: 'Decision on a claim: allowed in part',
    addressee: 'the claimant',
    lead: 'A part of the claim is allowed. Below stand the amount, why the rest is refused, and what you can do against the decision.',
  },
  'claim-refused': {
    title: 'Decision on a claim: refused',
    addressee: 'the claimant',
    lead: 'The claim is refused. Below stand the reasons, and what you can do against the decision.',
  },
  'appeal-decision': { title: 'Decision on an appeal', addressee: 'the claimant' },
  'team-agreement': { title: 'Agreement on a joint investigation team' },
  'team-evaluation': { title: 'Evaluation of a joint investigation team' },
  'aeoi-file': { title: 'Cover note of a file of account data' },
  'aeoi-error': { title: 'Error report on a file of account data' },
  'dsr-acknowledgement': {
    title: 'Acknowledgement of your request',
    addressee: 'the person who asked',
    lead: 'Your request has arrived. It is free, and asking has no ill effect.',
  },
  'dsr-decision': {
    title: 'Reply to your request',
    addressee: 'the person who asked',
    lead: 'This is the answer to your request about your data. If you do not agree, a supervisory authority or a court can look at it; below stand which, and by when.',
  },
  'dsr-finding': {
    title: 'Result of the check by the supervisory authority',
    addressee: 'the person who asked',
  },
  'dsr-correction': { title: 'Notice that data were put right' },
  'complaint-finding': { title: 'Decision on a complaint: upheld', addressee: 'the complainant' },
  'complaint-rejection': {
    title: 'Decision on a complaint: not upheld',
    addressee: 'the complainant',
  },
  'living-costs-refusal': {
    title: 'Decision on living costs: not granted',
    addressee: 'the person who asked',
  },
  'stop-order': { title: 'Order to stop at once' },
  'stall-notice': {
    title: 'Notice that a limit has run out',
    lead: 'An answer is owed and its limit has run out. If it has crossed this letter, nothing more is to be done.',
  },
  'stall-reminded': {
    title: 'Reminder',
    lead: 'The answer is still owed. Please send it, or say by when it will come and why not before.',
  },
  'stall-hotline': {
    title: 'Note of a call to the duty desk',
    lead: 'The reminder was not answered. The duty desk was called.',
  },
  'stall-liaison': {
    title: 'Letter to the liaison officer',
    lead: 'Reminder and call brought no answer. The liaison officer is asked to help. What was done so far stands below.',
  },
  'stall-central': {
    title: 'Letter to the central authority',
    lead: 'The earlier steps brought no answer. The central authority is asked to see to it that the matter moves.',
  },
  'dispute-claim': { title: 'Notice of a dispute' },
  settlement: { title: 'Offer of a settlement' },
  'tip-feedback': { title: 'Message to the source: what was done', addressee: 'the source' },
  commitment: { title: 'Commitment' },
  'assessment-publication': { title: 'Assessment of a commitment' },
  'ladder-notice': { title: 'Notice to a member' },
  'ladder-statement': { title: 'Public statement' },
  'withdrawal-notice': { title: 'Notice of withdrawal of a publication' },
  'exercise-report': { title: 'Report on an exercise' },
}

/** The heading of a document; what has no row of its own is headed by the name of the step. */
export function headingOf(procedure: string, form: string, step: string): Heading {
  return headings[`${procedure}/${form}`] ?? headings[form] ?? { title: step }
}

/** How a document of a form is headed; empty where it is headed by the step that filed it. */
export function documentTitle(procedure: string, form: string): string {
  return headingOf(procedure, form, '').title
}
