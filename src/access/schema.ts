import { accessActions } from './question.ts'

/**
 * The shape of every question in Cedar's own language (docs.cedarpolicy.com, schema). A policy that names a field that
 * is not here, or compares it with a value of another type, is refused before it decides anything.
 */
export const schema = `entity Officer = {
  role: String,
  kind: String,
  active: Bool,
  hasPasskey: Bool,
};
entity Subject = {
  kind: String,
  circle: Bool,
  handling: String,
  uses: Set<String>,
};
type Situation = {
  relation: String,
  works: Bool,
  purpose: String,
  reasoned: Bool,
  use: String,
  selfMade: Bool,
  sameKey: Bool,
  approved: Bool,
  based: Bool,
  inside: Bool,
  assurance: String,
  glass: Bool,
  recused: Bool,
  undeclared: Bool,
  ethics: String,
};
action ${accessActions.map((a) => `"${a}"`).join(', ')} appliesTo {
  principal: [Officer],
  resource: [Subject],
  context: Situation,
};
`
