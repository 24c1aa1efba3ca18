import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Clock, type Instant, instant, must } from '#base'
import { makeNode, type Node, openNode } from '#node'
import { lanternStory } from './data/all.ts'
import { demoAuthorities } from './data/authorities.ts'
import { playerFiles } from './data/watched.ts'
import { meet } from './demo.ts'
import { misuse } from './misuse.ts'
import { tell } from './tell.ts'

const base = mkdtempSync(join(tmpdir(), 'comity-misuse-'))
const from = '2025-01-01T00:00:00.000Z' as Instant
const { analyst, auditor } = playerFiles
const nodes = new Map<string, Node>()
let now = Date.parse(from)
const clock: Clock = { now: () => instant(now) }
const node = (id: string) => nodes.get(id) as Node
/** What the door says to the analyst, by the minute at which it is tried. */
const door = new Map<string, string>()

/** As much of the answer as is looked at. */
interface Figures {
  readonly indicators: readonly {
    readonly id: string
    readonly text: string
    readonly parts: readonly { readonly key: string; readonly text: string }[]
  }[]
}

async function tried(minute: string): Promise<void> {
  const sign = await node('XS-FIU').signIn({ actor: analyst })
  door.set(minute, sign.ok ? 'open' : sign.refusal.name)
}

beforeAll(async () => {
  for (const a of demoAuthorities.filter(({ id }) => id === 'XV-FIU' || id === 'XS-FIU')) {
    const dir = join(base, a.id)
    must(await makeNode({ ...a, dir, kind: 'FIU', address: `test://${a.id}`, from, clock }))
    nodes.set(
      a.id,
      await openNode({
        dir,
        clock,
        demo: true,
        storage: 'memory',
        figuresWith: ['XV-FIU', 'XS-FIU']
          .filter((id) => id !== a.id)
          .map((id) => ({
            node: id,
            events: (after?: number) => node(id).read.signedEvents(after),
          })),
        post: async (url, bytes) => {
          const reply = must(await node(new URL(url).host.toUpperCase()).receive(bytes))
          return { status: reply.status, bytes: reply.receipt }
        },
      }),
    )
  }
  await meet([...nodes.values()])
  const settle = async () => {
    for (let round = 0; round < 3; round++) for (const each of nodes.values()) await each.tick()
  }
  await tell(
    lanternStory.filter(({ reference }) => reference === 'CP-02'),
    {
      node,
      setClock: (at) => {
        now = Math.max(now, Date.parse(at))
      },
      settle,
      interludes: [
        ...misuse(() => node('XS-FIU'), settle),
        ...['10:39', '10:41'].map((minute) => ({
          at: `2025-06-11T${minute}:00Z`,
          act: () => tried(minute),
        })),
      ],
    },
    '2025-10-01T08:00:00.000Z' as Instant,
  )
}, 60_000)

afterAll(async () => {
  for (const each of nodes.values()) await each.close()
  rmSync(base, { recursive: true, force: true })
})

describe('CP-02, as it happens at two nodes', () => {
  it('fourteen looks are found by the rows, and the alarms are answered the same day', async () => {
    const { alarms } = must(await node('XS-FIU').oversight.console(auditor))
    const found = alarms.filter((alarm) => alarm.officer === analyst)
    expect(found.map((alarm) => alarm.row).sort()).toEqual(['AR-01', 'AR-03', 'AR-03'])
    expect(found.map((alarm) => alarm.settled?.outcome)).toEqual(['misuse', 'misuse', 'misuse'])
    expect(found.some((alarm) => alarm.late)).toBe(false)
    const query = { officer: analyst, from: '2025-06-11', to: '2025-06-11' }
    const { looks } = must(await node('XS-FIU').oversight.search(auditor, query))
    expect(looks.filter((look) => look.kind === 'consultation')).toHaveLength(14)
  })

  it('the order of the ombudsperson and the confirmation of the head close the account after forty minutes', async () => {
    const [account] = must(await node('XS-FIU').oversight.console(auditor)).accounts
    expect(account).toMatchObject({
      officer: analyst,
      row: 'AR-03',
      signed: [{ by: 'XV-OMB/inspector' }, { by: 'XS-FIU/head' }],
      suspendedAt: '2025-06-11T10:40:00.000Z',
      state: 'ended',
    })
    expect([...door]).toEqual([
      ['10:39', 'open'],
      ['10:41', 'account-suspended'],
    ])
  })

  it('is counted by IN-35 from the signed events of both nodes, and by no name', async () => {
    const period = { from: '2025-01-01', to: '2025-09-30' }
    for (const id of ['XV-FIU', 'XS-FIU']) {
      const figures = (await node(id).read.figures(period, false)) as never as Figures
      const { text, parts } = figures.indicators.find((f) => f.id === 'IN-35')!
      expect(text).toBe('1/1 = 100.0 %')
      const part = (key: string) => parts.find((p) => p.key === key)?.text
      expect(part('flag to stop')).toBe('40 min')
      expect(part('flags confirmed')).toBe('1/1 = 100.0 %')
    }
    for (const each of nodes.values()) {
      expect(JSON.stringify(await each.oversight.report(2025))).not.toMatch(/analyst-2|Marrick/)
      expect((await each.audit()).findings).toEqual([])
    }
  })
})
