import { begins, bytesOf, type Cards, type Report, signedByLog, verifyToken } from '#node'
import { type Checkpoint, parseCheckpoint } from '#store'
import type { Proof } from './proof-file.ts'
import type { ProvenTimes } from './proven-times.ts'

/**
 * The timestamps of a proof: each about a head of this log that the head of the proof continues, by an authority whose
 * chain ends at the reader's roots, or else at those in the file.
 *
 * @returns the earliest time in words; undefined where none holds
 */
export async function judgeStamps(
  proof: Proof,
  roots: readonly string[] | undefined,
  head: Checkpoint | undefined,
  cards: Cards,
  report: Report,
  times: ProvenTimes,
): Promise<string | undefined> {
  const held: string[] = []
  for (const stamp of proof.timestamps) {
    const where = `timestamp of ${stamp.authority}`
    const stamped = parseCheckpoint(stamp.note)
    if (!signedByLog(cards, proof.node, stamped)) {
      report.find(`${where}: the head in it is not signed by the log key of ${proof.node}`)
      continue
    }
    const continued = head !== undefined && begins(stamped, head, stamp.path)
    if (head !== undefined && !continued)
      report.find(`${where}: its head of ${stamped.size} entries is not the beginning of this log`)
    const token = await verifyToken(bytesOf(stamp.token), {
      bytes: Buffer.from(stamp.note),
      roots: roots ?? stamp.roots,
    })
    if (token.ok) {
      held.push(`${token.value.time} (${stamped.size} entries, ${token.value.signer})`)
      if (continued) times.head(stamped.size, token.value.time)
    } else report.find(`${where}: ${token.refusal.ground}`)
  }
  if (proof.timestamps.length === 0)
    report.doubt(
      proof.heads.length === 0
        ? 'when it was written, but by the clock of the node: no timestamp is in it'
        : 'when it was written, but by the clocks of the node and its witnesses: no timestamp is in it',
    )
  else if (roots === undefined)
    report.doubt('that the timestamp authorities are those you trust: give --roots FILE')
  return held.sort().at(0)
}
