import { canonical, digest, type Json, must } from '#base'
import { type LotFile, planDigestOf, readLotFile, readPot } from '#oversight'
import { takePot } from '../../src/node/oversight-pots.ts'
import { sendRequest, testFederation } from '../../src/node/testing.ts'
import type { World } from '../../src/node/world.ts'
import { drawReleases, type LotPlan } from '../../src/oversight/lot.ts'
import { type Parser, said, utf8 } from './row.ts'

const days = { from: '2025-01-01', to: '2025-01-31' }
const secret = 'a sentence on paper'

/** The releases of a node, sealed, and what is needed to check the seal. */
async function given() {
  const ids = ['XV-FIU', 'XN-FIU']
  const federation = await testFederation(ids, '2025-01-20T09:10:00.000Z', {}, { served: true })
  try {
    const node = federation.node('XV-FIU')
    await sendRequest(node, 'XN-FIU')
    const pot = must(await node.oversight.givePot('XV-OMB/inspector', days.from, days.to))
    const cards = node.read
      .ownCards()
      .map((c) => JSON.parse(Buffer.from(c.card, 'base64url').toString()))
    const world = {
      federation: { card: (id: string) => cards.find((c) => c.id === id), heard: () => undefined },
    } as unknown as World
    return { pot, world }
  } finally {
    await federation.close()
  }
}

const { pot, world } = await given()
const plan: LotPlan = {
  ...days,
  name: 'OA-01',
  count: 1,
  secretDigest: digest(Buffer.from(secret)),
  pots: [{ node: pot.pot.node, origin: pot.pot.origin, leaves: pot.pot.leaves, seedSize: 9 }],
}
const heads = [{ origin: pot.pot.origin, size: 9, root: Buffer.alloc(32).toString('base64') }]
const lot: LotFile = {
  format: 'comity-lot/1',
  plan,
  secret,
  heads,
  drawn: must(drawReleases(plan, heads, secret)),
}

/** What overseers hand each other. */
export const oversightParsers: readonly Parser[] = [
  {
    name: 'the releases of a node, under its seal',
    covers: ['oversight/readPot'],
    sample: canonical(pot as unknown as Json),
    read: (bytes) => (readPot(bytes).ok ? said(takePot(world, bytes)) : undefined),
    holds: 'signed',
    runs: 200,
  },
  {
    name: 'a lot, to be drawn again',
    covers: ['oversight/readLotFile'],
    sample: utf8(JSON.stringify(lot)),
    read(bytes) {
      const file = readLotFile(bytes)
      return file.ok ? JSON.stringify([planDigestOf(file.value.plan), file.value]) : undefined
    },
    holds: 'any',
    runs: 200,
  },
]
