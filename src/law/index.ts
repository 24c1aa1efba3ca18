export { type Ask, askOf, examine, type Finding, type Given, type Point } from './asks.ts'
export {
  type Calendar,
  calendar,
  closed,
  easter,
  type Holiday,
  holidaysOf,
  type Kept,
  plusDays,
} from './calendars.ts'
export { calendars } from './data/calendars.ts'
export { rules } from './data/rules.ts'
export type { Rule, Term, Unit } from './deadlines.ts'
export { type Element, type FormId, requiredElements } from './elements.ts'
export {
  type Ground,
  type GroundKind,
  groundKinds,
  groundOf,
  groundsFor,
  groundsUnder,
  type ProcedureId,
} from './grounds.ts'
export { type Law, type PackName, shipped } from './law.ts'
export {
  type AuthorityKind,
  authorityKinds,
  type ClockClass,
  clockClasses,
  type Measure,
  measures,
} from './measures.ts'
export {
  type Basis,
  type Instrument,
  type InstrumentParty,
  type Party,
  type Permission,
  partyOf,
  permits,
  type Question,
  routes,
} from './permits.ts'
export {
  type Circumstances,
  dueBy,
  type Extension,
  type Pause,
  type Reckoning,
  type ReckoningStep,
  ruleOf,
  termOf,
} from './reckoning.ts'
export { inForce, type Row, type Status } from './rows.ts'
export {
  type SafeguardColumn,
  type SafeguardRowId,
  type Safeguards,
  safeguardColumns,
  safeguardsOf,
} from './safeguards.ts'
export { type Threshold, threshold } from './thresholds.ts'
export { instantAt, wallClock } from './zone.ts'
