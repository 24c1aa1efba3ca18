import type { Policy } from './policy.ts'

const oversees = '(principal.role == "auditor" || principal.kind == "oversight")'
const takesPart = '(context.relation == "party" || context.relation == "team")'

function permit(
  id: string,
  actions: Policy['actions'],
  when: string,
  sentence: string,
  citation: string,
): Policy {
  return { id, effect: 'permit', floor: false, actions, when, sentence, citation }
}

/**
 * What is permitted. Nothing else is: a question that no row answers is denied. An authority may narrow these rows or
 * drop them; what the floor forbids stays forbidden whatever they say.
 */
export const grants: readonly Policy[] = [
  permit(
    'party-reads',
    ['read', 'list', 'export', 'print'],
    `resource.kind == "matter" && ${takesPart}`,
    'officers of an authority that takes part in a matter read it',
    'table of the procedure, column side',
  ),
  permit(
    'oversight-reads',
    ['read', 'list', 'export', 'print'],
    `resource.kind == "matter" && ${oversees}`,
    'auditors and oversight bodies read every matter but tips',
    'Directive (EU) 2016/680, art. 47(1)',
  ),
  permit(
    'party-acts',
    ['draft', 'decide', 'approve', 'release'],
    `resource.kind == "matter" && ${takesPart}`,
    'officers of an authority that takes part take the steps that the procedure opens to them',
    'table of the procedure, columns side and roles',
  ),
  permit(
    'own-tracing',
    ['read', 'list', 'export', 'print', 'draft', 'decide'],
    'resource.kind == "tracing" && context.relation == "own"',
    'officers work at the tracing desk on what their own authority brought there',
    'Directive (EU) 2016/680, art. 4(1)(b)',
  ),
  permit(
    'oversight-tracing',
    ['read', 'list', 'export', 'print'],
    `resource.kind == "tracing" && ${oversees}`,
    'auditors and oversight bodies read what was traced',
    'Directive (EU) 2016/680, art. 47(1)',
  ),
  permit(
    'glass-reads',
    ['read', 'list'],
    'resource.kind == "matter" && context.glass',
    'who has broken the glass for a matter reads it, until the time runs out',
    'Directive (EU) 2016/680, art. 25(1)',
  ),
  permit(
    'glass-asked',
    ['break-glass'],
    'resource.kind == "matter" && ["head-of-desk", "duty-officer", "analyst", "case-officer", "prosecutor", "judge"].contains(principal.role)',
    'officers who answer for a desk may break the glass',
    'Directive (EU) 2016/680, art. 25(1)',
  ),
  permit(
    'glass-reviewed',
    ['audit'],
    `resource.kind == "grant" && (${oversees} || (context.relation == "own" && ["head-of-desk", "inspector"].contains(principal.role)))`,
    'heads, inspectors, auditors and oversight bodies review what was opened by breaking the glass',
    'Directive (EU) 2016/680, art. 25(2)',
  ),
  permit(
    'log-verified',
    ['audit', 'list'],
    'resource.kind == "log"',
    'every officer may verify the log of the node',
    'design of the log: leaves are salted commitments',
  ),
  permit(
    'access-log-read',
    ['read-audit'],
    `resource.kind == "access-log" && (${oversees} || (["party", "own"].contains(context.relation) && ["head-of-desk", "inspector"].contains(principal.role)))`,
    'auditors, oversight bodies, and heads and inspectors of an authority that takes part read who looked at what',
    'Directive (EU) 2016/680, art. 25(2)',
  ),
  permit(
    'keys-administered',
    ['administer'],
    'resource.kind == "officer" && context.relation == "own" && ["head-of-desk", "auditor", "inspector", "delegate"].contains(principal.role)',
    'a head of desk, inspector or delegate confirms the passkey of another officer of the authority',
    'NIST SP 800-63B-4, 4.1',
  ),
  permit(
    'oversight-watches',
    ['read', 'list', 'export', 'decide', 'audit'],
    `resource.kind == "oversight" && (${oversees} || (context.relation == "own" && ["head-of-desk", "inspector"].contains(principal.role)))`,
    'auditors and oversight bodies watch the whole node; heads and inspectors what concerns their own desk',
    'Directive (EU) 2016/680, art. 25(2) and 47(1)',
  ),
  permit(
    'parliament-sees-sums',
    ['list'],
    'resource.kind == "oversight" && principal.kind == "parliament"',
    'a committee of parliament sees samples, the rows and the report of a year; no officer and no matter',
    'UNCAC art. 13(1)(a); Directive (EU) 2016/680, art. 49',
  ),
  ...hitGrants(),
]

/** The desk of blind questions, at the node's own authority alone: the keys are of pairs of nodes. */
function hitGrants(): readonly Policy[] {
  const rows = [
    [
      'hit-seen',
      'list',
      ['analyst', 'head-of-desk', 'case-officer', 'prosecutor', 'auditor', 'inspector'],
      'those who ask, keep or oversee see the desk of blind questions',
    ],
    [
      'hit-asked',
      'decide',
      ['analyst', 'head-of-desk', 'case-officer', 'prosecutor'],
      'those who work on cases ask blind questions',
    ],
    [
      'hit-kept',
      'draft',
      ['analyst', 'head-of-desk'],
      'analysts and heads keep the lists of subjects',
    ],
    [
      'hit-opened',
      'release',
      ['head-of-desk'],
      'a head opens an epoch to a partner, and grants standing questions',
    ],
    [
      'hit-released',
      'approve',
      ['analyst', 'head-of-desk'],
      'analysts and heads release a question that the agreement holds up, or decline it; two are two persons',
    ],
    [
      'hit-overseen',
      'audit',
      ['head-of-desk', 'auditor', 'inspector'],
      'heads, auditors and inspectors draw items that are opened',
    ],
  ] as const
  return rows.map(([id, action, roles, sentence]) =>
    permit(
      id,
      [action],
      `resource.kind == "hit" && context.relation == "own" && ${JSON.stringify(roles)}.contains(principal.role)`,
      sentence,
      'Regulation (EU) 2024/1620, art. 40; Directive (EU) 2016/680, art. 4 and 25',
    ),
  )
}
