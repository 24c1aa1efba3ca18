export { asJson, type TraceDocument } from './as-json.ts'
export { type Account, election, netLoss, risingTide } from './distribution.ts'
export { type Because, type Explanation, explain, type Question } from './explain.ts'
export { follow, followBothOrders } from './follow.ts'
export {
  behind,
  type GraphLink,
  type GraphNode,
  type GraphOptions,
  graph,
  type Step,
  steps,
  type TraceGraph,
} from './graph.ts'
export { type Reach, type ReachedAccount, type ReachQuery, reach } from './reach.ts'
export { reachJson } from './reach-json.ts'
export { type Meeting, meetings } from './reach-meetings.ts'
export { type Rule, type RuleId, ruleOf, rules } from './rules.ts'
export type {
  Arithmetic,
  Arrival,
  Birth,
  ClaimTotal,
  Exhausted,
  Figures,
  FollowOptions,
  Holding,
  Interval,
  Moves,
  Order,
  Trace,
  Warning,
  WarningCode,
} from './trace.ts'
