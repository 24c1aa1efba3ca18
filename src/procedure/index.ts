export { admit, type FactsOfPeer } from './admit.ts'
export { type Around, available, type ClosedStep, type OpenStep } from './available.ts'
export { type ClockStatus, type ClockView, clocks } from './clocks.ts'
export { type Completeness, completeness, defaultsFrom } from './completeness.ts'
export { type ConductorFigures, conductorFigures } from './conductor.ts'
export { vocabulary } from './data/vocabulary.ts'
export { decide } from './decide.ts'
export { dueEvents, nextDue } from './due-events.ts'
export { evolve } from './evolve.ts'
export { type Field, type FieldKind, fieldKinds, type Option } from './fields.ts'
export type { Guard, GuardWith } from './guard.ts'
export { guards } from './guards.ts'
export { parse } from './parse.ts'
export { allParties, authorityOf, nodeFor, peersOf } from './parties.ts'
export {
  clockRow,
  procedureOf,
  procedures,
  shippedTables,
  stateRow,
  type Tables,
  transitionOf,
} from './procedures.ts'
export {
  type Document,
  type Forms,
  fieldsOf,
  jsonSchemaOf,
  missingFields,
  readForm,
} from './read-form.ts'
export { type Recomputed, recompute } from './recompute.ts'
export { type RefusalName, type RefusalRow, refusalFamilies, refusalRows } from './refuse.ts'
export type {
  ClockRow,
  EventType,
  FormId,
  GuardName,
  GuardRef,
  Procedure,
  Side,
  StateRow,
  TrackId,
  Transition,
} from './rows.ts'
export { samples } from './samples.ts'
export { type Facts, type Situation, sideOf } from './situation.ts'
export { rungs, type Stall, stallOf } from './stall.ts'
export type {
  Actor,
  BasisNote,
  ClockEffect,
  ClockState,
  Command,
  Event,
  EventData,
  Parties,
  State,
} from './state.ts'
export { faultsOf } from './structure.ts'
