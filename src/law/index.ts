// The law itself

export { type Law, type Laws, originOf, shipped } from './law.ts'
export type { Row } from './rows.ts'

// May this be asked, of whom, and on what ground may it be refused

export { type CommonGap, commonGaps, gaps, type Refused } from './gaps.ts'
export {
  type Ground,
  type GroundKind,
  groundKinds,
  groundOf,
  groundsOpen,
  type ProcedureId,
} from './grounds.ts'
export {
  type AuthorityKind,
  authorityKinds,
  type ClockClass,
  type Measure,
  measures,
} from './measures.ts'
export { dualCriminality } from './offences.ts'
export {
  type Basis,
  type Instrument,
  type Party,
  type Permission,
  permits,
  type Question,
  routes,
} from './permits.ts'
export { findRoutes, type Route, type RouteAnswer, type RouteQuestion } from './routes.ts'

// What must a request say, what must stand before a step, where is a line drawn

export { type Ask, examine } from './asks.ts'
export { type Element, type FormId, requiredElements } from './elements.ts'
export {
  type SafeguardColumn,
  type SafeguardRowId,
  safeguardColumns,
  safeguardsOf,
} from './safeguards.ts'
export { threshold } from './thresholds.ts'

// When is it due

export { type Calendar, calendar, closed } from './calendars.ts'
export { rules } from './data/rules.ts'
export { plusDays, weekdayNames } from './days.ts'
export { type Rule, spanInWords, type Term, termInWords, type Unit, units } from './deadlines.ts'
export {
  dueBy,
  type Extension,
  type Pause,
  type Reckoning,
  ruleOf,
  termOf,
  termText,
} from './reckoning.ts'
export { instantAt } from './zone.ts'

// Packs: how rows are written, checked, signed and laid over each other

export { compile, layUnsigned, nextChange } from './compile.ts'
export { shippedPacks } from './data/packs.ts'
export { packRefusals } from './data/refusals-packs.ts'
export { layOver } from './lay-over.ts'
export {
  type Pack,
  type PackSignature,
  packRoles,
  type SignedPack,
  type Table,
  type Trust,
  tables,
} from './pack.ts'
export { type Diff, diff } from './pack-diff.ts'
export { packGallery } from './pack-gallery.ts'
export { checkPack, readPack } from './pack-shape.ts'
export { signPack } from './pack-sign.ts'
