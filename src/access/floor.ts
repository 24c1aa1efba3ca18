import type { Policy } from './policy.ts'

const oversees = '(principal.role == "auditor" || principal.kind == "oversight")'

/** Roles that approve, decide, release to others or oversee. */
const privileged =
  '["head-of-desk", "prosecutor", "judge", "registrar", "delegate", "auditor", "inspector", "editor"].contains(principal.role)'

function forbid(
  id: string,
  actions: Policy['actions'],
  when: string,
  sentence: string,
  citation: string,
): Policy {
  return { id, effect: 'forbid', floor: true, actions, when, sentence, citation }
}

/**
 * What no authority can allow. A forbid overrides every permit (Cedar, authorization semantics), so whatever is added
 * beside these rows, what they forbid stays forbidden; and a set that lacks one of them is not taken.
 */
export const floor: readonly Policy[] = [
  forbid(
    'not-active',
    'all',
    '!principal.active',
    'whose time here is over does nothing',
    'Directive (EU) 2016/680, art. 29(2)(b)',
  ),
  forbid(
    'closed-circle',
    'all',
    'resource.circle && !(context.works && context.relation == "party")',
    'a tip is known to those of its unit who work on it, and to nobody else',
    'FATF Recommendation 21(b), no tipping off',
  ),
  forbid(
    'not-put-yet',
    'all',
    `context.relation == "not-yet" && !${oversees}`,
    'the other side does not see a matter before it is put to it',
    'table of the procedure, column side',
  ),
  forbid(
    'purpose-missing',
    ['read', 'export', 'print'],
    'resource.kind == "matter" && context.purpose == ""',
    'nobody opens a matter without a purpose',
    'Directive (EU) 2016/680, art. 4(1)(b) and 25(1)',
  ),
  forbid(
    'purpose-not-open',
    ['read', 'export', 'print'],
    `(context.purpose == "matter" && !context.works) || (context.purpose == "oversight" && !${oversees}) || (context.purpose == "emergency" && !context.glass)`,
    'a purpose is claimed by those whose task it is',
    'Directive (EU) 2016/680, art. 4(2)(a)',
  ),
  forbid(
    'reason-missing',
    ['read', 'export', 'print', 'break-glass'],
    '!["", "matter", "oversight"].contains(context.purpose) && !context.reasoned',
    'who opens a matter of others says why',
    'Directive (EU) 2016/680, art. 25(1)',
  ),
  forbid(
    'other-use',
    ['export', 'print', 'release'],
    'context.use != "" && !resource.uses.isEmpty() && !resource.uses.contains(context.use)',
    'what was given for one purpose is not taken out for another',
    'Directive (EU) 2016/680, art. 9(3)',
  ),
  forbid(
    'recipients-only',
    ['export', 'print'],
    `resource.handling == "TLP:RED" && !context.works && !${oversees}`,
    'what is for named recipients alone is not taken out by others',
    'FIRST TLP 2.0, RED',
  ),
  forbid(
    'self-approval',
    ['approve', 'audit', 'administer'],
    'context.selfMade',
    'nobody approves, reviews or confirms what is the own',
    'design of the procedures: four eyes',
  ),
  forbid(
    'same-key',
    ['approve', 'audit', 'administer'],
    'context.sameKey',
    'two accounts with one key are one person, and no four eyes',
    'design of the procedures: four eyes',
  ),
  forbid(
    'passkey-not-used',
    ['approve', 'administer'],
    'principal.hasPasskey && context.assurance != "passkey"',
    'whoever has a passkey approves with it',
    'NIST SP 800-63B-4, 2.3',
  ),
  forbid(
    'not-approved',
    ['release'],
    '!context.approved',
    'nothing leaves that a second person has to approve and has not',
    'design of the procedures: four eyes',
  ),
  forbid(
    'no-basis',
    ['release'],
    '!context.based',
    'nothing leaves without a legal basis',
    'Directive (EU) 2016/680, art. 8 and 35(1)',
  ),
  forbid(
    'outside-recipients',
    ['release'],
    '!context.inside',
    'nothing leaves for an authority that takes no part',
    'Directive (EU) 2016/680, art. 35(1)(e)',
  ),
  forbid(
    'glass-only-reads',
    ['export', 'print', 'draft', 'decide', 'approve', 'release', 'administer'],
    `context.glass && !${oversees} && !["party", "team", "own"].contains(context.relation)`,
    'breaking the glass opens for reading and for nothing else',
    'Directive (EU) 2016/680, art. 4(1)(c)',
  ),
  forbid(
    'recused',
    ['read', 'export', 'print', 'draft', 'decide', 'approve', 'release', 'break-glass'],
    'context.recused',
    'who has a declared interest in a matter, or bears a name of it, is taken off it',
    'UNCAC art. 7(4) and 8(5)',
  ),
  forbid(
    'declaration-missing',
    ['approve', 'release', 'administer', 'audit'],
    'context.undeclared',
    'nobody decides for others whose yearly declaration of interests is owed',
    'UNCAC art. 8(5)',
  ),
  forbid(
    'ethics-credential-expired',
    ['approve', 'release', 'administer', 'audit', 'break-glass'],
    `["expired", "suspended"].contains(context.ethics) && ${privileged}`,
    'whose credential on ethics has run out or was suspended decides nothing for others',
    'UNCAC art. 7(1)(d) and 8(2); CP-CREDENTIAL',
  ),
  forbid(
    'auditor-traces-nothing',
    ['draft', 'decide', 'approve', 'release'],
    'resource.kind == "tracing" && principal.role == "auditor"',
    'an auditor reads what was traced, and neither makes nor erases a tracing',
    'Directive (EU) 2016/680, art. 47(1)',
  ),
]
