import type { Digest, Instant } from '#base'

/**
 * The evidence ledger of one letter: what the other side has said about it, each a signed statement that is kept. The
 * state shown is a fold of the set: whatever came late, twice or in contradiction is there to be seen, silence is
 * silence, and nothing that was known is ever unknown again.
 */
export interface Evidence {
  readonly says: Saying
  /** Node that signed it. */
  readonly by: string
  /** When, by its own clock. */
  readonly at: Instant
  /** Digest of the signed bytes: the same bytes twice are one piece of evidence. */
  readonly digest: Digest
  /** Name of the refusal, or of what is missing. */
  readonly reason?: string | undefined
  /** Index of the letter in the log of the node that speaks. */
  readonly index?: number | undefined
}

/**
 * What can be said of a letter. `deferred`: refused for now, the same bytes may be taken later. `not-understood`: it
 * arrived, and the receiver cannot work with the content as it stands.
 */
export const sayings = [
  'deferred',
  'refused',
  'admitted',
  'retrieved',
  'not-understood',
  'understood',
  'answered',
  'corrected',
  'erased',
] as const
export type Saying = (typeof sayings)[number]

/** How far a letter has come for certain; each rung stands on those before it. */
export const rungs = ['none', 'admitted', 'retrieved', 'understood', 'answered'] as const
export type Rung = (typeof rungs)[number]

export interface Delivery {
  /** The furthest rung that signed evidence reaches. */
  readonly rung: Rung
  /** Refused for good by signed evidence. A letter can be both admitted and refused: then `contradicted`. */
  readonly refused: boolean
  readonly contradicted: boolean
  /** A positive word that was signed after a negative one. */
  readonly late: boolean
  /** Everything known, each once: by time of signing, then by digest. */
  readonly evidence: readonly Evidence[]
}

const rungOf: Readonly<Partial<Record<Saying, Rung>>> = {
  admitted: 'admitted',
  retrieved: 'retrieved',
  'not-understood': 'retrieved',
  understood: 'understood',
  answered: 'answered',
}

/** Says that the receiver has it: a word about content, correction or erasure says so too. */
function isPositive(says: Saying): boolean {
  return says !== 'deferred' && says !== 'refused'
}

/** The evidence as it stands, whatever the order in which it came. */
export function deliveryOf(all: readonly Evidence[]): Delivery {
  const evidence = distinct(all)
  const positives = evidence.filter((e) => isPositive(e.says))
  const negatives = evidence.filter((e) => !isPositive(e.says))
  const reached = positives.map((e) => rungs.indexOf(rungOf[e.says] ?? 'admitted'))
  const refused = negatives.some((e) => e.says === 'refused')
  return {
    rung: rungs[Math.max(0, ...reached)]!,
    refused,
    contradicted: refused && positives.length > 0,
    late: positives.some((p) => negatives.some((n) => n.at < p.at)),
    evidence,
  }
}

/** The ledger with one more piece; the same ledger when that piece was there. */
export function withEvidence(
  known: readonly Evidence[],
  more: readonly Evidence[],
): readonly Evidence[] {
  const all = distinct([...known, ...more])
  return all.length === known.length ? known : all
}

/** What makes two pieces one: the same signed bytes saying the same. One notice may speak of several letters. */
function keyOf({ says, by, digest }: Evidence): string {
  return `${says} ${by} ${digest}`
}

function distinct(all: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(all.map((e) => [keyOf(e), e])).values()].sort(
    (a, b) => compare(a.at, b.at) || compare(keyOf(a), keyOf(b)),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** One line for people: what is known, and since when nothing is. Never an end that nobody has signed. */
export function deliverySentence(
  delivery: Delivery,
  letter: { readonly sentAt: Instant; readonly expires?: Instant | undefined },
  now: Instant,
): string {
  const { rung, refused, contradicted, evidence } = delivery
  const last = evidence.at(-1)
  if (contradicted)
    return `contradicted: ${evidence.map((e) => `${e.says} (${e.at})`).join(', ')}; both are on record`
  if (refused) {
    const no = evidence.findLast((e) => e.says === 'refused')!
    return `refused by ${no.by} at ${no.at}: ${no.reason ?? 'no reason given'}`
  }
  if (rung !== 'none') {
    const reached = evidence.findLast((e) => e.says === rung) ?? last!
    return `${reached.says} by ${reached.by} at ${reached.at}${delivery.late ? ', after it had been put off or refused' : ''}`
  }
  const since = `no evidence yet since ${letter.sentAt}`
  const put = last === undefined ? '' : `; put off by ${last.by}: ${last.reason ?? last.says}`
  const term =
    letter.expires !== undefined && letter.expires < now
      ? `; its term ended at ${letter.expires}`
      : ''
  return `${since}${put}${term}`
}
