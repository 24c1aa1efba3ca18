// Decide, fold, and say what is open

export { type Around, available, type OpenStep } from './available.ts'
export { decide } from './decide.ts'
export { evolve } from './evolve.ts'
export { looksAtFiles } from './looks-at-files.ts'
export { parse } from './parse.ts'
export type { Facts, MatterFile } from './situation.ts'
export type { Actor, Command, Event, EventData, State } from './state.ts'

// Events of other nodes, and histories decided again

export { admit, type FactsOfPeer } from './admit.ts'
export { recompute } from './recompute.ts'

// Time

export { type ClockView, clocks } from './clocks.ts'
export { type ConductorFigures, conductorFigures } from './conductor.ts'
export { dueEvents, nextDue } from './due-events.ts'
export { stallOf } from './stall.ts'
export { warnsOf } from './warns.ts'

// A text that several sign

export { textDigest } from './text-digest.ts'

// Who takes part

export { authorityOf, nodeFor, peersOf } from './parties.ts'

// The tables, and what is wrong with one

export { vocabulary } from './data/vocabulary.ts'
export {
  clockRow,
  procedureOf,
  procedures,
  shippedTables,
  stateRow,
  type Tables,
  transitionOf,
} from './procedures.ts'
export { refusalFamilies, refusalRows } from './refuse.ts'
export type { ClockRow, Procedure, Side, Transition } from './rows.ts'
export { faultsOf } from './structure.ts'

// Forms

export {
  type KFinding,
  kFinding,
  readCaseLine,
  type SourceCase,
  type Unique,
} from './case-table.ts'
export { completeness, defaultsFrom } from './completeness.ts'
export { type Field, fieldKinds } from './fields.ts'
export { fieldsOf, jsonSchemaOf, readForm } from './read-form.ts'
export { samples } from './samples.ts'
