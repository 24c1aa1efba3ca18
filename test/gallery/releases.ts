import { must, type Outcome, refuse } from '#base'
import type { Node } from '#node'
import { verifyRelease } from '../../src/cli/verify-release.ts'
import { sendRequest, type TestFederation, testFederation } from '../../src/node/testing.ts'
import type { Gallery } from './gallery.ts'

const [analyst, head] = ['XV-FIU/analyst', 'XV-FIU/head'] as const
let opened: Promise<{ federation: TestFederation; node: Node }> | undefined

/** A node whose first quarter is released, once, and withdrawn where `withdrawn` is another one. */
function desk() {
  opened ??= (async () => {
    const federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-02-14T09:00:00.000Z')
    const node = federation.node('XV-FIU')
    await sendRequest(node, 'XN-FIU')
    await federation.settle()
    federation.clock.set('2025-07-02T09:00:00.000Z')
    for (const period of ['2025-Q1', '2025-Q2']) await released(node, period)
    must(await node.releases.withdraw(head, '2025-Q2', 1, 'a table was counted twice'))
    return { federation, node }
  })()
  return opened
}

async function released(node: Node, period: string): Promise<void> {
  const { waiting } = must(await node.releases.prepare(analyst, period))
  must(await node.releases.release(head, period, waiting[0]!.digest))
}

async function at(act: (node: Node) => Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
  return act((await desk()).node)
}

export async function closeReleases(): Promise<void> {
  await (await opened)?.federation.close()
}

/** One situation for every "no" about released figures. */
export const releasesGallery: Gallery = {
  'release-period-unknown': {
    situation: 'figures of a single month are to be released',
    example: () => at((node) => node.releases.prepare(analyst, '2025-02')),
  },
  'release-too-early': {
    situation: 'figures of a quarter that still runs are to be released',
    example: () => at((node) => node.releases.prepare(analyst, '2025-Q3')),
  },
  'release-desk-only': {
    situation: 'an analyst releases what a head of desk prepared',
    example: () => at((node) => node.releases.release(analyst, '2025-Q1', '')),
  },
  'releaser-is-preparer': {
    situation: 'a head of desk releases what she prepared herself',
    example: () =>
      at(async (node) => {
        const { waiting } = must(await node.releases.prepare(head, '2025-Q2', 'counted again'))
        const answer = await node.releases.release(head, '2025-Q2', waiting[0]!.digest)
        must(await node.releases.discard(head, '2025-Q2'))
        return answer
      }),
  },
  'release-not-prepared': {
    situation: 'a head of desk releases under a digest that nobody prepared',
    example: () => at((node) => node.releases.release(head, '2025-Q1', `sha256:${'0'.repeat(64)}`)),
  },
  'release-reason-missing': {
    situation: 'another version is put forward, and nothing says why',
    example: () => at((node) => node.releases.prepare(analyst, '2025-Q1')),
  },
  'release-unchanged': {
    situation: 'another version is put forward in which nothing is different',
    example: () => at((node) => node.releases.prepare(analyst, '2025-Q1', 'counted again')),
  },
  'figures-not-released': {
    situation: 'anybody asks for the figures of a quarter that nobody has released',
    example: () => at((node) => node.read.publicFigures('2024-Q4')),
  },
  'release-unknown': {
    situation: 'somebody asks for a version that never came out',
    example: () => at((node) => node.read.release('2025-Q1', 7)),
  },
  'release-withdrawn': {
    situation: 'somebody asks for a version that was withdrawn',
    example: () => at((node) => node.read.release('2025-Q2', 1)),
  },
  'release-unreadable': {
    situation: 'a file that mentions the form of a release is of another form itself',
    example: async () => {
      const found = await verifyRelease(Buffer.from('{"format":"comity-proof/3"}'), undefined, {})
      return found.ok ? found : refuse(found.refusal)
    },
  },
}
