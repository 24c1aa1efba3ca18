/**
 * The status vocabulary of bulk exchange between governments, as codes that a status message lists per file and per
 * record. The numbers are those of the OECD's status message; the words are ours. `wired`: this node finds the fault by
 * itself and names the code. `toVerify`: the meaning was recalled and not read in the guide of the schema in use, so
 * such a code is passed on and shown, and never produced by a node.
 */
export interface StatusCode {
  readonly code: number
  readonly about: 'file' | 'record' | 'correction'
  readonly words: string
  readonly wired?: true
  readonly toVerify?: true
}

const chainWords = 'the chain of corrections does not hold'

export const statusCodes = [
  { code: 50001, about: 'file', words: 'the file could not be fetched', toVerify: true },
  { code: 50002, about: 'file', words: 'the file could not be decrypted', toVerify: true },
  { code: 50003, about: 'file', words: 'the file could not be decompressed', toVerify: true },
  { code: 50004, about: 'file', words: 'the signature of the file does not hold', toVerify: true },
  { code: 50005, about: 'file', words: 'a known threat was found in the file', toVerify: true },
  { code: 50006, about: 'file', words: 'a virus was found in the file', toVerify: true },
  {
    code: 50007,
    about: 'file',
    words: 'the file does not have the form of its schema',
    wired: true,
  },
  { code: 50008, about: 'file', words: 'the file bears no usable message id', toVerify: true },
  { code: 50009, about: 'file', words: 'the message id was used before', wired: true },
  { code: 50010, about: 'file', words: 'test data came to a node that works', wired: true },
  { code: 50011, about: 'file', words: 'data that counts came to a test', wired: true },
  { code: 50012, about: 'file', words: 'the file is addressed to somebody else', wired: true },
  { code: 50013, about: 'file', words: 'the key of the file cannot be used', toVerify: true },
  ...recordCodes(),
  { code: 80000, about: 'correction', words: 'the id of the record was used before', wired: true },
  {
    code: 80001,
    about: 'correction',
    words: 'the id of the record does not have its form',
    toVerify: true,
  },
  { code: 80002, about: 'correction', words: 'the record to be corrected is unknown', wired: true },
  {
    code: 80003,
    about: 'correction',
    words: 'the record was corrected or withdrawn before by a later one',
    wired: true,
  },
  {
    code: 80004,
    about: 'correction',
    words: 'a first record names one that it corrects',
    wired: true,
  },
  { code: 80005, about: 'correction', words: 'a correction names no record', wired: true },
  ...[80006, 80007, 80008, 80009].map(
    (code): StatusCode => ({ code, about: 'correction', words: chainWords, toVerify: true }),
  ),
  {
    code: 80010,
    about: 'correction',
    words: 'first records and corrections stand in one message',
    wired: true,
  },
  {
    code: 80011,
    about: 'correction',
    words: 'one message corrects the same record twice',
    wired: true,
  },
  ...[80012, 80013, 80014, 80015].map(
    (code): StatusCode => ({ code, about: 'correction', words: chainWords, toVerify: true }),
  ),
] as const satisfies readonly StatusCode[]

/** 24 faults of one record; which field each means is for the schema of the exchange to say. */
function recordCodes(): readonly StatusCode[] {
  return Array.from({ length: 24 }, (_, i) => ({
    code: 60000 + i,
    about: 'record' as const,
    words: 'a field of the record does not hold what its schema asks',
    toVerify: true as const,
  }))
}

const byCode: ReadonlyMap<number, StatusCode> = new Map(
  (statusCodes as readonly StatusCode[]).map((row) => [row.code, row]),
)

export function statusCode(code: number): StatusCode | undefined {
  return byCode.get(code)
}
