export { admit } from './admit.ts'
export { available, type ClosedStep, type OpenStep } from './available.ts'
export { type ClockStatus, type ClockView, clocks } from './clocks.ts'
export { decide } from './decide.ts'
export { dueEvents } from './due-events.ts'
export { evolve } from './evolve.ts'
export { type Field, type FieldKind, fieldKinds, type Option } from './fields.ts'
export type { Guard, GuardWith } from './guard.ts'
export { guards } from './guards.ts'
export { parse } from './parse.ts'
export { procedureOf, procedures, stateRow, transitionOf } from './procedures.ts'
export { type Document, fieldsOf, missingFields, readForm } from './read-form.ts'
export { type RefusalName, refusalRows } from './refuse.ts'
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
export { type Facts, sideOf } from './situation.ts'
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
