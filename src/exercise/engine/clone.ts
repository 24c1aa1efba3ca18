import { digest, instant, must, type Random } from '#base'
import { type ExerciseDesk, makeKeyring, type Node, nodeFile, openNode } from '#node'
import { demoAuthorities } from '../data/authorities.ts'

/** A federation made for one exercise: the same authorities, keys of its own, the mark of the exercise on every card. */
export interface Clone {
  readonly nodes: ReadonlyMap<string, Node>
  /** The node that serves an authority. */
  nodeOf(authority: string): Node
  setClock(at: number): void
  /**
   * From now on the clock runs by itself, with so many seconds of the exercise in one of the machine.
   *
   * @param machine milliseconds since some moment
   */
  letRun(speed: number, machine: () => number): void
  now(): number
  /** Letters go out, receipts come back, clocks that ran out go on record. */
  settle(): Promise<void>
  /** SHA-256 prints of the seals, as they stand in the record of the start. */
  readonly prints: readonly string[]
  close(): Promise<void>
}

/**
 * Makes it in memory. Nothing of the real network goes in: no key, no card, no database, no address. Its cards carry
 * the mark of the exercise, so a directory of real work refuses them, and this one refuses those of real work.
 *
 * @param from first instant, before anything of the play
 */
export async function cloneFederation(
  exercise: string,
  from: number,
  random: Random,
  options: {
    readonly sent?: (letter: Uint8Array) => void
    /** Where people sit at its nodes: what their pages ask. */
    readonly desk?: ExerciseDesk
  } = {},
): Promise<Clone> {
  let stands = from
  let gone: (() => number) | undefined
  const now = () => stands + (gone?.() ?? 0)
  const clock = { now: () => instant(Math.round(now())) }
  const nodes = new Map<string, Node>()
  const address = (id: string) => `exercise://${id}`
  const at = (url: string) => {
    const node = nodes.get(new URL(url).host.toUpperCase())
    if (node === undefined) throw new Error(`nobody of the exercise listens at ${url}`)
    return node
  }
  const made = demoAuthorities.map((unit) => {
    const officers = [unit, ...unit.served].flatMap((a) => a.officers.map((o) => `${a.id}/${o.id}`))
    const keys = makeKeyring(officers, random, 'classical')
    const file = nodeFile(
      { ...unit, dir: '', kind: 'FIU', address: address(unit.id), exercise },
      keys,
      instant(from),
    )
    return { id: unit.id, served: unit.served.map((a) => a.id), made: { file, keys } }
  })
  for (const { id, made: own } of made)
    nodes.set(
      id,
      await openNode({
        dir: '',
        made: own,
        clock,
        random,
        demo: true,
        storage: 'memory',
        ...(options.desk === undefined ? {} : { exercise: options.desk }),
        get: async () => ({ status: 503, bytes: new Uint8Array() }),
        post: async (url, bytes) => {
          options.sent?.(bytes)
          const reply = must(await at(url).receive(bytes))
          return { status: reply.status, bytes: reply.receipt }
        },
      }),
    )
  const all = [...nodes.values()]
  for (const node of all)
    for (const other of all)
      if (other !== node) for (const card of other.read.ownCards()) must(await node.enrol(card))
  const homes = new Map(made.flatMap(({ id, served }) => [id, ...served].map((a) => [a, id])))
  return {
    nodes,
    nodeOf(authority) {
      const node = nodes.get(homes.get(authority) ?? '')
      if (node === undefined) throw new Error(`no node of the exercise serves ${authority}`)
      return node
    },
    setClock(to) {
      stands = Math.max(stands, to)
    },
    letRun(speed, machine) {
      const since = machine()
      gone = () => (machine() - since) * speed
    },
    now: () => Math.round(now()),
    async settle() {
      for (let round = 0; round < 3; round++) for (const node of all) await node.tick()
    },
    prints: made.map(({ made: own }) => printOf(own.file)),
    async close() {
      for (const node of all) await node.close()
    },
  }
}

/** Digest of the card under which the node of the exercise stands. */
function printOf({ card }: ReturnType<typeof nodeFile>): string {
  return digest(Buffer.from(card.card, 'base64url'))
}
