/** What a file of bulk data says about itself and its records: read from the file, not yet believed. */
export interface BulkFile {
  /** Id that the sender gave the message; never used twice. */
  readonly message: string
  /** Country code of the addressee. */
  readonly to: string
  readonly records: readonly BulkRecord[]
}

export interface BulkRecord {
  readonly id: string
  readonly kind: 'new' | 'corrected' | 'deleted' | 'resent'
  /** Made for a test of the exchange: the codes for testing are others than those for data that counts. */
  readonly test: boolean
  /** Id of the record that it corrects or deletes. */
  readonly corrects?: string | undefined
}

/** What the receiver knows when the file comes. */
export interface BulkFacts {
  readonly country: string
  /** True where data that counts is taken; false in a test. */
  readonly production: boolean
  readonly seenMessage: (id: string) => boolean
  /** `live` can be corrected; `over` was corrected, deleted or withdrawn by a later one. */
  readonly record: (id: string) => 'live' | 'over' | undefined
}

export interface BulkVerdict {
  readonly verdict: 'accepted' | 'rejected'
  readonly fileCodes: readonly number[]
  readonly items: readonly { readonly ref: string; readonly codes: readonly number[] }[]
}

/**
 * The faults of a file and of each of its records, as codes of `statusCodes`. A fault of the file rejects it whole, and
 * then nothing is said of its records; records with a fault are named each, and the others stand.
 */
export function judgeBulk(file: BulkFile, facts: BulkFacts): BulkVerdict {
  const fileCodes = fileFaults(file, facts)
  if (fileCodes.length > 0) return { verdict: 'rejected', fileCodes, items: [] }
  const corrects = file.records.some((r) => r.kind === 'corrected' || r.kind === 'deleted')
  const earlier: Earlier = { ids: new Set(), corrected: new Set() }
  const items = file.records
    .map((record) => {
      const codes = recordFaults(record, earlier, corrects, facts)
      earlier.ids.add(record.id)
      if (record.corrects !== undefined) earlier.corrected.add(record.corrects)
      return { ref: record.id, codes }
    })
    .filter(({ codes }) => codes.length > 0)
  return { verdict: items.length === 0 ? 'accepted' : 'rejected', fileCodes, items }
}

function fileFaults({ message, to, records }: BulkFile, facts: BulkFacts): readonly number[] {
  const codes: number[] = []
  if (facts.seenMessage(message)) codes.push(50009)
  if (facts.production && records.some((r) => r.test)) codes.push(50010)
  if (!facts.production && records.some((r) => !r.test)) codes.push(50011)
  if (to !== facts.country) codes.push(50012)
  return codes
}

/** What the records before this one in the file have named: a file has as many as its sender likes. */
interface Earlier {
  readonly ids: Set<string>
  readonly corrected: Set<string>
}

function recordFaults(
  record: BulkRecord,
  earlier: Earlier,
  fileCorrects: boolean,
  facts: BulkFacts,
): readonly number[] {
  const codes: number[] = []
  if (facts.record(record.id) !== undefined || earlier.ids.has(record.id)) codes.push(80000)
  if (record.kind === 'new') {
    if (record.corrects !== undefined) codes.push(80004)
    if (fileCorrects) codes.push(80010)
    return codes
  }
  if (record.kind === 'resent') return []
  if (record.corrects === undefined) return [...codes, 80005]
  const known = facts.record(record.corrects)
  if (known === undefined) codes.push(80002)
  if (known === 'over') codes.push(80003)
  if (earlier.corrected.has(record.corrects)) codes.push(80011)
  return codes
}
