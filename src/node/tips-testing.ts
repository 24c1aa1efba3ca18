import { expect } from 'vitest'
import { must } from '#base'
import { solves } from '#tips'
import { samples } from '../procedure/samples.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'
import type { TipDesk } from './tips.ts'

export const passphrases = {
  'XV-OMB/inspector': 'seven grey herons by the weir',
  'XV-OMB/inspector-2': 'a kettle sings in the old harbour',
  'XV-OMB/inspector-3': 'five wet stones under a bridge',
} as const
export type Officer = keyof typeof passphrases
export const [first, second, third] = Object.keys(passphrases) as [Officer, Officer, Officer]
export const sessionOf = (actor: string) => `session of ${actor}`

export interface TipBox {
  readonly federation: TestFederation
  readonly node: Node
  readonly tips: TipDesk
  /** The next full hour comes, and both officers open their keys again. */
  round(): Promise<void>
}

/** A node whose unit has two officers with keys; a third one has made none. */
export async function tipBox(options: Parameters<typeof testFederation>[2] = {}): Promise<TipBox> {
  const federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:10:00.000Z',
    options,
    { served: true, inspectors: 3 },
  )
  const node = federation.node('XV-FIU')
  const { tips } = node
  for (const actor of [first, second]) must(await tips.keys.make(actor, passphrases[actor]))
  await unlock(tips, first)
  must(await tips.keys.letIn(first, sessionOf(first), second))
  await unlock(tips, second)
  const round = async () => {
    const hour = 3_600_000
    const next = (Math.floor(Date.parse(federation.clock.now()) / hour) + 1) * hour
    // The node ticks every few seconds.
    federation.clock.set(new Date(next + 3000).toISOString())
    await node.tick()
    for (const actor of [first, second]) await unlock(tips, actor)
  }
  return { federation, node, tips, round }
}

export async function unlock(tips: TipDesk, actor: Officer): Promise<void> {
  must(await tips.keys.unlock(actor, sessionOf(actor), passphrases[actor]))
}

/** A form whose puzzle was solved. */
export async function paid(tips: TipDesk): Promise<{ ticket: string; answer: string }> {
  const { ticket } = await tips.form()
  for (let n = 0; ; n++)
    if (solves(ticket.text, String(n), ticket.bits))
      return { ticket: ticket.text, answer: String(n) }
}

export const words = 'the units carry price labels of a tenth of the invoice'
export const tip = { kind: 'tip', text: words, files: [], identity: '' } as const
export const addition = (text: string) =>
  ({ kind: 'addition', text, files: [], identity: '' }) as const
export const named = { ...tip, identity: 'Ada Marker, +00 000 000' } as const
export const retaliation = {
  kind: 'retaliation',
  text: 'dismissed two days after an audit',
  files: [],
  identity: '',
  retaliation: 'dismissal',
} as const

export async function handIn(
  tips: TipDesk,
  handed: typeof tip | typeof named = tip,
): Promise<string> {
  return must(await tips.submit(await paid(tips), handed)).receipt
}

export async function onlyTip(tips: TipDesk, actor: Officer = first): Promise<string> {
  const desk = must(await tips.desk(actor, sessionOf(actor)))
  expect(desk.tips).toHaveLength(1)
  return desk.tips[0]!.id
}

export function act(
  node: Node,
  actor: string,
  id: string,
  action: string,
  form?: string,
  more = {},
) {
  const document = form === undefined ? {} : { ...samples[form]!, ...more }
  return node.handle(actor, { do: 'act', id, action, document })
}
