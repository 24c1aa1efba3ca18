export { type Ask, askOf, examine, type Finding, type Given, type Point } from './asks.ts'
export {
  type Calendar,
  calendar,
  closed,
  type Holiday,
  holidaysOf,
  type Kept,
} from './calendars.ts'
export { compile, layUnsigned, nextChange } from './compile.ts'
export { calendars } from './data/calendars.ts'
export { shippedPacks } from './data/packs.ts'
export {
  type PackRefusalName,
  type PackRefusalRow,
  packRefusals,
} from './data/refusals-packs.ts'
export { rules } from './data/rules.ts'
export { easter, orthodoxEaster, plusDays } from './days.ts'
export { type Rule, type Term, type Unit, units } from './deadlines.ts'
export { type Element, type FormId, requiredElements } from './elements.ts'
export { type Gap, gaps, type Refused } from './gaps.ts'
export {
  type Ground,
  type GroundKind,
  groundKinds,
  groundOf,
  groundsFor,
  groundsOpen,
  groundsUnder,
  type ProcedureId,
} from './grounds.ts'
export { type Law, type Laws, type Origin, originOf, type PackName, shipped } from './law.ts'
export { layOver } from './lay-over.ts'
export {
  type AuthorityKind,
  authorityKinds,
  type ClockClass,
  clockClasses,
  type Measure,
  measures,
} from './measures.ts'
export type { Network } from './networks.ts'
export {
  type Criminality,
  type DualCriminality,
  dualCriminality,
  type Offence,
  offenceOf,
} from './offences.ts'
export {
  type Layer,
  layers,
  type Over,
  type Pack,
  type PackRows,
  type PackSignature,
  packRoles,
  type SafeguardRow,
  type SignedPack,
  type Table,
  type Trust,
  type TrustedSigner,
  tables,
} from './pack.ts'
export { type Change, type Diff, diff, type FieldChange } from './pack-diff.ts'
export { packGallery } from './pack-gallery.ts'
export { checkPack, checkSigned, packLimits, readPack } from './pack-shape.ts'
export { checkSignatures, signPack } from './pack-sign.ts'
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
  termText,
} from './reckoning.ts'
export type { RouteDeadline } from './route-deadlines.ts'
export type { RouteGround } from './route-grounds.ts'
export { findRoutes, type Route, type RouteAnswer, type RouteQuestion } from './routes.ts'
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
