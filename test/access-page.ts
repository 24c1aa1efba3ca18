import {
  type AccessQuestion,
  accessActions,
  accessRefusal,
  cedarOf,
  floor,
  grants,
  layPolicies,
  makeDecider,
  plainQuestion,
  purposes,
  schema,
} from '#access'
import { must } from '#base'

type Change = Partial<Omit<AccessQuestion, 'officer'>> & {
  readonly officer?: Partial<AccessQuestion['officer']>
}

const decider = makeDecider(must(layPolicies()))

/** Who stands how to a matter, as the rows of the first table. */
const standings: readonly (readonly [string, Change])[] = [
  ['works on it', { relation: 'party', works: true, purpose: 'matter' }],
  [
    'of the authority, without a step in it',
    { relation: 'party', purpose: 'supervision', reasoned: true },
  ],
  ['of the team of the country', { relation: 'team', works: true, purpose: 'matter' }],
  ['of the side it is not put to yet', { relation: 'not-yet', purpose: 'matter' }],
  ['of another authority', { purpose: 'other-matter', reasoned: true }],
  ['auditor', { officer: { role: 'auditor' }, purpose: 'oversight' }],
  ['oversight body', { officer: { role: 'inspector', kind: 'oversight' }, purpose: 'oversight' }],
  ['who broke the glass', { glass: true, purpose: 'emergency', reasoned: true }],
]

const actions = accessActions.filter((a) => !['administer', 'audit'].includes(a))

function said(change: Change, action: AccessQuestion['action']): string {
  const { officer, ...rest } = change
  const verdict = decider.decide({
    ...plainQuestion,
    ...rest,
    action,
    ...(action === 'read-audit'
      ? { subject: { ...plainQuestion.subject, kind: 'access-log' as const } }
      : {}),
    officer: { ...plainQuestion.officer, ...officer },
  })
  if (verdict.allowed) return 'yes'
  const { name } = accessRefusal(verdict)
  return name === 'not-permitted' ? 'no' : name
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** `docs/access.md`: each cell is the answer of the policies as they are shipped. */
export function accessPage(): string {
  const rows = (all: typeof floor) =>
    table(
      ['row', 'says', 'for', 'written in'],
      all.map((p) => [
        `\`${p.id}\``,
        p.sentence,
        p.actions === 'all' ? 'every act' : p.actions.join(', '),
        p.citation,
      ]),
    )
  return `${[
    '# Who may do what',
    'Made from the rows in `src/access`; `COMITY_UPDATE_DOCS=1 npm test` writes it anew. An analyst of a financial intelligence unit unless the row says otherwise. The names in the cells are refusals; see [refusals](refusals.md).',
    '## A matter',
    table(
      ['who', ...actions],
      standings.map(([who, change]) => [who, ...actions.map((a) => said(change, a))]),
    ),
    'Which step of a procedure is open to whom is asked of the procedure first; the policies are the second look. The log of looks (`read-audit`) is read by heads of desk and inspectors of an authority that takes part, by auditors and by oversight bodies.',
    '## Purposes',
    'Who works on a matter opens it to work on it. Who does not, chooses a purpose and says why; it holds for an hour and stands in the log of the matter, the words in the vault.',
    table(
      ['purpose', 'says', 'a reason is asked', 'written in'],
      purposes.map((p) => [`\`${p.id}\``, p.name, p.reason ? 'yes' : 'no', p.citation]),
    ),
    '## The floor',
    'What no authority can allow. A set of policies that lacks one of these rows, or changes it, is not taken.',
    rows(floor),
    '## Grants',
    'What is permitted; nothing else is. An authority may narrow or drop these rows and add its own.',
    rows(grants),
    '## What is on record',
    'One event for one subject and one look, on the stream `access/<subject>`: `access.viewed` (the same screen again within an hour is the same look), `access.printed`, `access.exported`, `access.combined`, `access.log-read`. Each names officer, purpose, what was taken, the rows that allowed it and the digest of the set. What was sent to another authority stands in the record of the step and in its letter; the page "Who looked" shows both together.',
    '## Breaking the glass',
    'An officer who answers for a desk may open one matter of others for four hours, with a reason. Heads, inspectors, auditors and oversight bodies are told in the same act; one of them, and never the officer, says within a day whether it was justified. It opens for reading alone. It opens neither a tip nor a draft of the other side. The end of the hours and a late review go on record by the clock.',
    '## Passkeys',
    'An officer who came in by a one-time link makes a passkey on the page "Access". It counts when a head of desk, inspector or delegate of the same authority has compared the print on both screens and confirmed it. From then on approvals are signed by it over exactly what is approved, and an approval without it is refused and found by the audit. One authenticator stands for one officer of a node. Where no passkey is made, approvals are signed with the key that the node keeps for the officer, which is weaker: whoever rules the host could sign.',
    'A passkey is bound to the host name of the address on the card of the node. On a machine of your own open the workbench as `http://localhost:PORT`.',
    "## The agency's own sign-in service",
    'OpenID Connect, authorization code with PKCE. Put `openid.json` into the folder of the node and the secret into `COMITY_OPENID_SECRET`:',
    '```json\n{\n  "issuer": "https://sign-in.example",\n  "clientId": "comity",\n  "name": "Sign-in of the Republic",\n  "claim": "sub",\n  "officers": { "h.desk": "XV-FIU/head" },\n  "redirect": "https://node.xv-fiu.example/sign-in/openid"\n}\n```',
    'Whoever is not in `officers` does not come in, whatever the service says.',
    '## Rows of your own',
    'They stand in `policies.json` in the folder of the node and are read when it starts; a file that breaks the floor or the schema keeps it from starting.',
    '```json\n{\n  "policies": [\n    {\n      "id": "own-no-print",\n      "effect": "forbid",\n      "actions": ["print"],\n      "when": "resource.handling == \\"TLP:AMBER\\"",\n      "sentence": "amber is not printed here",\n      "citation": "standing order 4"\n    }\n  ]\n}\n```',
    'A condition fits this schema. A row may forbid more; what it permits is still bound by the floor.',
    `\`\`\`\n${schema.trim()}\n\`\`\``,
    `For example, as the engine reads it: \`${cedarOf(floor[1]!)}\``,
  ].join('\n\n')}\n`
}
