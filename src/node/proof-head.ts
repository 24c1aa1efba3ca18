import { fromBase64 } from '#base'
import type { AuthorityCard } from '#directory'
import { type Checkpoint, continues, parseCheckpoint, same, signedBy } from '#store'
import { logOrigin } from './log-origin.ts'
import type { Report } from './proof-report.ts'
import { logKeysOf } from './witness.ts'

/** The cards of a proof that hold, by authority. */
export type Cards = ReadonlyMap<string, AuthorityCard>

/** A head as a file carries it. */
export interface HeadInFile {
  readonly size: number
  readonly root: string
  readonly checkpoint: string
}

/** The head under which all records of a proof must stand; undefined where it is none. */
export function headOf(
  { node, head }: { readonly node: string; readonly head: HeadInFile },
  cards: Cards,
  report: Report,
): Checkpoint | undefined {
  const checkpoint = parseCheckpoint(head.checkpoint)
  if (!checkpoint)
    return report.find('head: it is not a checkpoint in the form of C2SP tlog-checkpoint')
  const origin = logOrigin(node)
  if (checkpoint.origin !== origin)
    return report.find(`head: it is of the log ${checkpoint.origin}, the proof is of ${origin}`)
  if (checkpoint.size !== head.size)
    report.find(`head: it says ${checkpoint.size} entries, the proof says ${head.size}`)
  if (!same(checkpoint.root, bytesOf(head.root)))
    report.find('head: its root is not the root that the proof names')
  if (!signedByLog(cards, node, checkpoint))
    return report.find(`head: it is not signed by the log key on the card of ${node}`)
  return checkpoint
}

/** A head of this node's log, signed with a log key of its card. */
export function signedByLog(
  cards: Cards,
  node: string,
  checkpoint: Checkpoint | undefined,
): checkpoint is Checkpoint {
  const origin = logOrigin(node)
  if (checkpoint?.origin !== origin) return false
  const keys = logKeysOf({ cards: () => [...cards.values()] }, origin)
  return keys.some((key) => signedBy(checkpoint, origin, key))
}

/** Whether the larger head continues the smaller one, by the path that the file gives. */
export function begins(small: Checkpoint, large: Checkpoint, path: readonly string[]): boolean {
  return continues({
    first: small.size,
    second: large.size,
    firstRoot: small.root,
    secondRoot: large.root,
    path: path.map(bytesOf),
  })
}

/** Bytes of a field that the shape of a proof has held to the one spelling of base64. */
export function bytesOf(text: string): Uint8Array {
  return fromBase64(text) ?? new Uint8Array()
}
