export type { Reply } from './answer-letter.ts'
export type { NodeCommand } from './command.ts'
export type { Desk } from './desk.ts'
export type { JobView } from './desk-jobs.ts'
export { runViews } from './desk-run-views.ts'
export { tracingViews } from './desk-views.ts'
export type { Handled } from './handle.ts'
export { knownKeys } from './known-keys.ts'
export { makeNode, type NewNode, type NodeFile, type ServedAuthority } from './make-node.ts'
export { asLine, type Observation, type Observe } from './observe.ts'
export { logOrigin, type Node, type NodeOptions, openNode } from './open-node.ts'
export { proofFormat } from './proof.ts'
export type { Reads } from './reads.ts'
export { sessionLimits } from './sessions.ts'
export {
  type ActionView,
  type ActorView,
  type AuditView,
  type AuthorityView,
  actionView,
  actorView,
  auditView,
  authorityView,
  type ClockView,
  type Completeness,
  completeness,
  type Field,
  figuresView,
  type InboxItem,
  inboxItem,
  type LogView,
  logView,
  type NodeView,
  nodeView,
  type RequestView,
  requestView,
  type StartForm,
  startForm,
  type TimelineEntry,
} from './views.ts'
export {
  type DueView,
  dueView,
  type LawDiff,
  type LawDraft,
  type LawRows,
  type LawView,
  lawDiff,
  lawDraft,
  lawRows,
  lawView,
  type RulesView,
  rulesView,
} from './views-law.ts'
export {
  type ProcedureItem,
  type ProcedureView,
  procedureItem,
  procedureView,
  type RefusalsView,
  refusalsView,
} from './views-procedures.ts'
export { gapsView, routeChoices, routeView } from './views-route.ts'
export type { Post } from './world.ts'
