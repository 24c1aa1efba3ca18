import type { RefusalRow } from '../refuse.ts'

/** Every "no" of corrections and of requests by word of mouth. */
export const itemRefusals = {
  'corrected-already': {
    kind: 'conflict',
    title: 'a record is corrected that was corrected before',
    citation: 'OECD CRS status message, 80003',
    remedy: 'correct the last correction of it, which the chain in the matter names',
  },
  'call-in-future': {
    kind: 'malformed',
    title: 'the note of a call is older than the call',
    citation: 'UNCAC art. 46(14)',
    remedy: 'write down when the call was',
  },
  'rights-stopped': {
    kind: 'unlawful',
    title: 'something is carried out while it is stopped for rights of persons',
    citation: 'UNCAC art. 46(21); ICCPR art. 6, 7, 14',
    remedy: 'wait for the decision, or ask the person who has to take it',
  },
} as const satisfies Readonly<Record<string, RefusalRow>>
