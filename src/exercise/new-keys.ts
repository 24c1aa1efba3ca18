import { type Clock, must, systemRandom } from '#base'
import { rotationDue, type SignedCard, verifyCard } from '#directory'
import { type Node, rotateKeys } from '#node'
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

const uses = ['open', 'second-seal', 'seal'] as const

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
        const due = dueUses(node(id), clock).map((use) => ({ use }))
        if (due.length === 0) continue
        const rotating = { dir: dir(id), now: clock.now(), random: systemRandom }
        await restart(id, () => must(rotateKeys(rotating, due)))
        for (const partner of ids)
          if (partner !== id) await accepted(node(partner), node(id).read.card())
      }
      await settle()
    },
  }
}

function dueUses(node: Node, clock: Clock): readonly (typeof uses)[number][] {
  const { keys } = must(verifyCard(node.read.card()))
  return uses.filter((use) =>
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
