import { type Clock, must, systemRandom } from '#base'
import { rotationDue, type SignedCard, verifyCard } from '#directory'
import { type Node, rotateKey } from '#node'
import type { Interlude } from './across.ts'

/** The nodes whose keys are made new, and how one of them is put down and started again. */
export interface Standing {
  readonly ids: readonly string[]
  readonly node: (id: string) => Node
  readonly dir: (id: string) => string
  /** Closes the node, lets `meanwhile` happen to its folder, and opens it. */
  readonly restart: (id: string, meanwhile: () => void) => Promise<void>
  readonly settle: () => Promise<void>
  readonly clock: Clock
}

/** The seal changes last, so that the last card carries the signatures of the old seal and of the new one. */
const order = ['open', 'second-seal', 'seal'] as const

/**
 * One morning on which every unit makes new those of its keys that are due by then, and two officers of each partner accept
 * its card: what `comity keys rotate` and the page of the authorities do.
 */
export function newKeys(at: string, standing: Standing): Interlude {
  const { ids, node, dir, restart, settle, clock } = standing
  return {
    at,
    async act() {
      // Nothing is under way while a node stands still.
      await settle()
      for (const id of ids) {
        const due = dueUses(node(id), clock)
        await restart(id, () => {
          for (const use of due)
            must(rotateKey({ dir: dir(id), now: clock.now(), random: systemRandom }, { use }))
        })
        if (due.length === 0) continue
        for (const partner of ids)
          if (partner !== id) await accepted(node(partner), node(id).read.card())
      }
      await settle()
    },
  }
}

function dueUses(node: Node, clock: Clock): readonly (typeof order)[number][] {
  const { keys } = must(verifyCard(node.read.card()))
  return order.filter((use) =>
    keys.some((key) => {
      const due = key.use === use ? rotationDue(key) : undefined
      return due !== undefined && due <= clock.now()
    }),
  )
}

async function accepted(partner: Node, card: SignedCard): Promise<void> {
  const put = must(await partner.keys.propose(`${partner.id}/analyst`, card))
  must(await partner.keys.confirm(`${partner.id}/head`, put.id))
}
