export { type Detected, detect } from './detect.ts'
export type { Finding, ShortAccount } from './findings.ts'
export {
  type Ledger,
  type LedgerOptions,
  type LeftOut,
  readLedger,
  type Understood,
} from './ledger.ts'
export { ledgerText } from './ledger-text.ts'
export { type Limits, limits } from './limits.ts'
export { checkMap, type LedgerMap, ledgerMapSchema, readMap } from './map.ts'
export { type OpeningRow, type ReadRates, readOpenings, readRates } from './openings.ts'
export {
  loadColumns,
  type PackedPayments,
  packPayments,
  saveColumns,
  unpackPayments,
} from './pack.ts'
export {
  kindText,
  type Problem,
  type ProblemKind,
  problemKinds,
  type Reading,
  type Refusals,
} from './problem.ts'
export type { Input, ReadOptions } from './source.ts'
export { readXml, type XmlElement, type XmlLimits, xmlLimits } from './xml.ts'
