/** A word for each step: `send reply`. By procedure, by type of message. */
type Carriers = Readonly<Record<string, string>>

const way = (verb: string) => `${verb} ${verb}-back`
const both = (steps: string, procedures: readonly string[]): Carriers =>
  Object.fromEntries(procedures.map((p) => [p, steps]))

const items = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
/** Those in which something is given that may be corrected, marked, and asked consent for. */
const giving = [...items, 'P8'] as const
const gave = (step: string): Carriers => ({
  ...both(way(step), giving),
  P1b: `${step}-back`,
})

/**
 * Which steps of which procedures carry each message. A test holds it both ways: each crossing step has exactly one
 * type, and each name here is a crossing step.
 */
export const carriers: Readonly<Record<string, Carriers>> = {
  DRAFT_CONSULT: { P3: 'share-draft comment drop-draft' },
  PRESERVE: both('ask-preservation say-kept say-not-kept', ['P1', 'P3']),
  ORAL_NOTE: { P17: 'note-call agree-note contest-note report-undone' },
  ORAL_CONFIRMATION: { P17: way('confirm-in-writing') },
  INFO_REQUEST: { P1: 'send' },
  SPONTANEOUS: { P1b: 'send' },
  MLA_REQUEST: { P3: 'send send-shared send-ahead' },
  URGENT_SUSPEND: { P2: 'send' },
  FREEZE_REQUEST: { P4: 'transmit' },
  CONFISCATION_REQUEST: { P5: 'order deny-order transmit clear-leg record-leg' },
  FREEZE_TOGETHER: {
    P4b: 'call-vote vote arm release give-receipt abort replan end-aborted',
    P4: 'make-ready',
  },
  ACK: {
    P1: 'acknowledge reclass',
    P1b: 'acknowledge',
    P2: 'acknowledge',
    P3: 'acknowledge',
    P4: 'confirm',
  },
  CLARIFICATION_REQ: { P1: 'clarify', P3: 'return-incomplete ask-costs', P4: 'ask-limit' },
  CLARIFICATION_RESP: {
    P1: 'answer-questions proceed',
    P3: 'resubmit agree-costs',
    P4: 'answer-limit',
  },
  CONSULTATION: both('consult answer-consultation drop-objection', items),
  DECISION: {
    P3: 'accept accept-in-part',
    P4: 'recognise extend lift lift-on-silence convert find',
    P5: 'recognise resume block-surplus release-surplus',
    P2: 'convert release grant-living-costs deny-living-costs ask-living-costs claim-damage decide-damage',
  },
  PARTIAL_RESULT: {
    P1: 'reply-in-part',
    P3: 'execute-in-part',
    P4: 'execute-in-part',
    P5: 'enforce-leg',
  },
  FINAL_RESULT: {
    P1: 'reply',
    P2: 'suspend-transaction suspend-account',
    P3: 'execute',
    P4: 'execute attach report-impossible',
    P5: 'complete-enforcement leg-impossible',
  },
  REFUSAL: both('refuse', items),
  POSTPONEMENT: {
    P3: 'postpone review-postponement',
    P4: 'postpone review-postponement',
    P5: 'postpone postpone-again',
  },
  EXTENSION_NOTICE: both('explain-delay', items),
  STATUS_QUERY: both('ask-status', items),
  STATUS: both('say-status', items),
  AMENDMENT: {
    P1: 'amend withdraw',
    P2: 'withdraw',
    P3: 'withdraw',
    P4: 'withdraw',
    P5: 'withdraw',
  },
  DELIVERY_EVIDENCE: { P3: 'confirm-delivery return-originals' },
  TRANSLATION_REQ: both('ask-translation', ['P1', 'P3', 'P4', 'P5']),
  TRANSLATION_DELIVERED: both('deliver-translation', ['P1', 'P3', 'P4', 'P5']),
  ESCALATION: {
    P1: 'remind remind-feedback',
    ...both('remind', ['P1b', 'P2', 'P3', 'P4', 'P5']),
    P16: 'open-stall reminded hotline liaison central explain resolve',
  },
  FEEDBACK: { P1: 'give-feedback', P1b: 'give-feedback', P3: 'report-use' },
  CLOSE: {
    ...both('close', ['P1', 'P1b', 'P2', 'P3', 'P4', 'P17']),
    P4b: 'close',
    P5: 'close close-withdrawn',
  },
  CONSENT_REQ: { ...gave('ask-consent'), P9: 'ask-other-use' },
  CONSENT_GRANT: { ...gave('give-consent'), P9: 'authorise-other-use' },
  CONSENT_DENY: {
    ...both(`${way('deny-consent')} ${way('withdraw-consent')}`, giving),
    P1b: 'deny-consent-back withdraw-consent-back',
    P9: 'deny-other-use',
  },
  CONFIDENTIALITY_CHANGE: gave('change-confidentiality'),
  DISPUTED_DATA: {
    ...both(`${way('mark-disputed')} ${way('clear-dispute')}`, giving),
    P1b: 'mark-disputed-back clear-dispute-back',
  },
  CORRECTION: gave('correct-item'),
  RETRACTION: gave('retract-item'),
  CORRECTION_RECEIPT: {
    ...both(`${way('confirm-correction')} ${way('confirm-retraction')}`, giving),
    P1b: 'confirm-correction-back confirm-retraction-back',
  },
  RIGHTS_STOP: both('stop-for-rights give-assurance release-for-rights bar-for-rights', items),
  LIFT_NOTICE: { P4: 'announce-lifting answer-lifting' },
  FREEZE_REVIEW: {
    P3: 'file-remedy decide-remedy',
    P4: 'review file-review route-review decide-merits vary dismiss-review',
  },
  PERSON_TOLD: {
    P2: 'tell-person',
    P4: 'notify postpone-notice renew-postponement',
    P5: 'inform-persons',
  },
  MANAGE_ASSET: {
    P5: 'open-management take-custody report-cost hand-over propose-sale hear-owner order-sale refuse-sale sell',
  },
  RETURN_AGREEMENT: {
    P5: 'share propose-agreement return-agreement sign-agreement suspend-tranches resume-tranches finish-return',
  },
  TRANSFER_NOTICE: { P5: 'pay-tranche countersign-tranche' },
  END_USE: {
    P5: 'report-milestone verify-milestone report-misuse clear-misuse record-community-measure finish-use',
  },
  CLAIM: {
    P5: 'open-victim-case serve-victims',
    P6: 'publish-notice file acknowledge-claim ask-evidence supply-evidence add-evidence screen hear allow allow-in-part refuse-claim appeal accept-decision decide-appeal pay-claim give-in-kind start-project withdraw-claim close-claim',
    P7: 'file acknowledge-claim ask-evidence supply-evidence add-evidence screen hear allow allow-in-part refuse-claim appeal accept-decision decide-appeal release-item record-rank carve-out withdraw-claim close-claim',
  },
  LEAK: { P4b: 'report-leak note-leak' },
  TEAM: {
    P8: 'suggest comment draft-agreement give-up sign-agreement decline activate review-team change-members propose-addendum sign-addendum extend end-team evaluate close',
  },
  TEAM_ITEM: {
    P8: `${way('set-task')} ${way('share-evidence')} ${way('record-owners')} ${way('record-open-owners')} ${way('record-match')} ${way('record-trade')} ${way('open-prosecution')} ${way('record-verdict')} ${way('link-policy')} ${way('plan-operation')}`,
  },
  BULK_FILE: { P9: 'send-file correct-file' },
  BULK_STATUS: {
    P9: 'receive-file accept-file report-file-error report-record-error report-omission notify-non-compliance match check-match close',
  },
  PERSON_REQUEST: {
    P10: 'receive acknowledge ask-peers certify-search locate extend decide remind withdraw close refer find challenge judge rectify delete-data restrict confirm-copy note-rerun settle-correction',
  },
  COMPLAINT: {
    P11: 'triage order-stop confirm-stop lift-stop investigate state-view uphold reject remedy publish close appeal appeal-by-authority record-judgment',
  },
  COMMITMENT: {
    P12: 'adopt report-milestone report-progress declare-done code reply publish carry-on close give-notice file-plan state-publicly restrict appeal dismiss-appeal lift',
  },
  PEER_REVIEW: {
    P12: 'open-review draw-lot hand-in-paper record-paper assess-self review-desk visit report-review publish-summary answer-recommendations',
  },
  PUBLICATION: {
    P13: 'submit sanitise test return review hold-back release give-feedback revise review-yearly withdraw reject',
  },
  STATEMENT: {
    P18: 'propose sign object tell-victims release-statement correct-statement withdraw-statement close-statement',
  },
  ALERT: { P19: 'issue-alert give-alert-feedback propose-rule withdraw-alert close-alert' },
  OBSERVATION: {
    P20: 'hand-in acknowledge give-opinion answer comment take-up-again withdraw close',
  },
  DISPUTE: {
    P16: 'withdraw open-dispute dispute contest reply propose-conciliator accept-conciliator decline-conciliator appoint-conciliator offer-settlement agree decline-settlement record-failure record',
  },
}
