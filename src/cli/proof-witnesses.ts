import { keyStands, momentOfSecond } from '#directory'
import { begins, type Cards, type Report, signedByLog, witnessKeyOn } from '#node'
import {
  type Checkpoint,
  cosignaturesOn,
  isQuorum,
  parseCheckpoint,
  parseWitnessPolicy,
  quorumWords,
  type WitnessPolicy,
} from '#store'
import type { Proof } from './proof-file.ts'
import { type ProvenTimes, quorumTime } from './proven-times.ts'

/** Whose cosignatures stand under a head, in seconds since 1970, by name of the witness. */
interface Cosigned {
  /** Those that count. */
  readonly all: ReadonlyMap<string, number>
  /** Without keys that somebody else may have: who holds a stolen one writes any time beside it. */
  readonly certain: ReadonlyMap<string, number>
  /** Names whose key had ended, or had been taken back, by the time that the cosignature names. */
  readonly late: readonly string[]
}

/**
 * The quorum under the head of a proof, and under the heads before it: those prove when an entry was there, as far as the
 * keys under them are nobody else's.
 *
 * @param given the quorum that the reader knows; without it the one that the file names
 * @returns how many witnesses have cosigned the head
 */
export function judgeWitnesses(
  proof: Proof,
  given: WitnessPolicy | undefined,
  head: Checkpoint | undefined,
  cards: Cards,
  report: Report,
  times: ProvenTimes,
): number {
  const policy = given ?? ownPolicy(proof, cards, report)
  if (policy === undefined || policy.quorum === 'none') {
    report.doubt('whether others saw this history: no witnesses are named')
    return 0
  }
  if (head === undefined) return 0
  const cosigned = cosignersOf(policy, head, cards)
  judgeHead(policy, cosigned, report)
  const since = quorumTime(policy, cosigned.certain)
  if (since !== undefined) times.head(head.size, since)
  if (given === undefined)
    report.doubt(
      `whether ${quorumWords(policy)} is the quorum that was agreed: give yours with --policy FILE`,
    )
  for (const { note, path } of proof.heads) earlierHead(proof, note, path)
  return cosigned.all.size

  function earlierHead({ node }: Proof, note: string, path: readonly string[]): undefined {
    const earlier = parseCheckpoint(note)
    if (!signedByLog(cards, node, earlier))
      return report.find(`earlier head: it is not signed by the log key on the card of ${node}`)
    const where = `earlier head of ${earlier.size} entries`
    if (earlier.size > head!.size || !begins(earlier, head!, path))
      return report.find(`${where}: it is not the beginning of this log`)
    // Another quorum may have stood then: it proves no time, and nothing is wrong with it.
    const seen = quorumTime(policy!, cosignersOf(policy!, earlier, cards).certain)
    if (seen !== undefined) times.head(earlier.size, seen)
    return undefined
  }
}

function judgeHead(policy: WitnessPolicy, { all, certain, late }: Cosigned, report: Report): void {
  for (const name of late)
    report.doubt(`the cosignature of ${name}: its key was no longer good at that time`)
  if (!isQuorum(policy, new Set(all.keys())))
    report.find(
      `head: cosigned by ${[...all.keys()].join(', ') || 'nobody'}, the quorum is ${quorumWords(policy)}`,
    )
  else if (!isQuorum(policy, new Set(certain.keys()))) {
    const stolen = [...all.keys()].filter((name) => !certain.has(name))
    report.doubt(
      `that ${stolen.join(', ')} cosigned before the key was taken back: the time beside the cosignature is that of whoever holds the key`,
    )
  }
}

function cosignersOf(policy: WitnessPolicy, head: Checkpoint, cards: Cards): Cosigned {
  const all = new Map<string, number>()
  const certain = new Map<string, number>()
  const late: string[] = []
  for (const [name, seconds] of cosignaturesOn(policy, head)) {
    const { key } = policy.witnesses.find((w) => w.name === name)!
    const listed = witnessKeyOn(cards.values(), key)?.key
    if (listed !== undefined) {
      const at = momentOfSecond(listed, seconds)
      if (!keyStands(listed, at, at)) {
        late.push(name)
        continue
      }
    }
    all.set(name, seconds)
    // Whoever has left holds no key.
    if (listed?.revoked === undefined || listed.revoked.reason === 'ceased')
      certain.set(name, seconds)
  }
  return { all, certain, late }
}

/** The quorum that the node names itself: each of its witnesses must be another authority of the federation. */
function ownPolicy(proof: Proof, cards: Cards, report: Report): WitnessPolicy | undefined {
  if (proof.policy === null) return undefined
  const policy = parseWitnessPolicy(proof.policy)
  if (!policy.ok) return report.find(`policy: ${policy.refusal.ground}`)
  for (const { name, key } of policy.value.witnesses) {
    const owner = witnessKeyOn(cards.values(), key)
    if (owner === undefined) report.find(`policy: the key of the witness ${name} is on no card`)
    else if (owner.card.id === proof.node)
      report.find(`policy: the node names itself as the witness ${name}`)
  }
  return policy.value
}
