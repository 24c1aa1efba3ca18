import { type Definition, register } from './definition.ts'

/** What persons, victims and sources got: notice, answer, redress, payment. */
export const rightsDefinitions = [
  {
    id: 'IN-24',
    name: 'victims compensated',
    formula:
      'value allowed / value claimed; persons paid / persons allowed; value paid / value allowed; median days from claim to payment',
    unit: 'share',
    capability: 'victims and communities',
    sources: ['claim.filed', 'claim.decided', 'claim.paid'],
    coverage: 'claims of victims filed in the period and decided',
    parts: ['claimant', 'variant'],
    limits: 'the residual claim of a State and claims refused as linked to a suspect are left out',
    citation: `${register}, IN-24; UNCAC art. 57(3)(c)`,
  },
  {
    id: 'IN-31',
    name: 'attribution errors',
    formula:
      'count(records corrected because they were linked to the wrong person); hours to the last copy',
    unit: 'count',
    capability: 'rights',
    sources: ['dsr.rectified', 'dsr.erased', 'dsr.copy_corrected'],
    coverage: 'corrections of the period',
    parts: ['variant'],
    limits: 'no share: how many persons are linked in all is not recorded, and should not be',
    citation: `${register}, IN-31; Directive (EU) 2016/680 art. 16`,
  },
  {
    id: 'IN-32',
    name: 'timeliness of notices',
    formula:
      'count(executed orders told to the persons within 5 days, or postponed by a judge and told by the day set) / count(executed orders)',
    unit: 'share',
    capability: 'rights',
    sources: ['freeze.executed', 'freeze.notified', 'freeze.notice_postponed'],
    coverage: 'orders executed in the period that are older than 5 days',
    parts: ['variant'],
    limits: 'says that a notice left, not that it was understood',
    citation: `${register}, IN-32; Directive (EU) 2024/1260`,
  },
  {
    id: 'IN-33',
    name: 'audited legality',
    formula: 'sampled releases that are as the law asks / sampled releases',
    unit: 'share',
    capability: 'rights and oversight',
    sources: ['audit.finding', 'access.flagged'],
    coverage: 'samples drawn by lot and reported in the period',
    parts: [],
    limits: 'a sample: read it with its interval',
    citation: `${register}, IN-33`,
  },
  {
    id: 'IN-34',
    name: 'requests of data subjects',
    formula: 'count(decided by the limit) / count(limit falls in the period); outcomes',
    unit: 'share',
    capability: 'rights',
    sources: ['dsr.received', 'dsr.decided'],
    coverage: 'requests whose limit falls in the period',
    parts: ['outcome', 'variant'],
    limits:
      'an answer in time can still be wrong: see complaints; that it names the remedies is no share, since both sides refuse an answer that does not (remedy-unnamed)',
    citation: `${register}, IN-34; Directive (EU) 2016/680 art. 12`,
  },
  {
    id: 'IN-35',
    name: 'complaints and misuse',
    formula:
      'count(upheld) / count(decided); median days from complaint to finding; flags of the access log that were confirmed; median minutes from flag to stop',
    unit: 'share',
    capability: 'rights and oversight',
    sources: [
      'complaint.filed',
      'access.flagged',
      'complaint.found',
      'complaint.not_found',
      'complaint.stopped',
    ],
    coverage: 'decided in the period',
    parts: ['variant'],
    limits:
      'flags per 10,000 accesses are not counted: who looked at what stays behind its commitment; the transparency report of each node tells its looks and alarms',
    citation: `${register}, IN-35`,
  },
  {
    id: 'IN-39',
    name: 'tips',
    formula:
      'count(acknowledged within 7 days) / count(tips); feedback within 3 months; leads / tips that were sorted; retaliation reports resolved',
    unit: 'share',
    capability: 'sources',
    sources: [
      'tip.submitted',
      'tip.ack',
      'tip.feedback',
      'tip.triaged',
      'protection.asked',
      'protection.ordered',
    ],
    coverage:
      'tips of the period that are older than 7 days, or acknowledged; feedback given or due in it, tips sorted in it',
    parts: ['variant'],
    limits: 'a source that never comes back is counted and cannot be asked',
    citation: `${register}, IN-39; Directive (EU) 2019/1937 art. 9, 11`,
  },
  {
    id: 'IN-40',
    name: 'friction for lawful commerce',
    formula:
      'count(carve-outs granted) / count(carve-outs asked for); median hours to decide; false alarms / alarms of alerts and patterns with feedback',
    unit: 'share',
    capability: 'freezing and partnership',
    sources: [
      'carve_out.asked',
      'carve_out.decided',
      'carve_out.denied',
      'alert.feedback',
      'publication.feedback',
    ],
    coverage: 'asked for in the period and decided',
    parts: ['variant'],
    limits: 'who did not ask is not seen',
    citation: `${register}, IN-40`,
  },
] as const satisfies readonly Definition[]
