import { digest, type Instant, must } from '#base'
import type { Node } from '#node'
import {
  type Audit,
  announceAudit,
  closeAudit,
  disparity,
  drawReleases,
  endHold,
  evolveAudit,
  judgeItem,
  type LotPlan,
  proposeHold,
  signHold,
  tellFindings,
} from '#oversight'
import { lotBytes } from '../../src/cli/lot.ts'
import {
  fullRequest,
  goodApproval,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'
import type { Gallery } from './gallery.ts'

const analyst = 'XV-FIU/analyst'
const headOfDesk = 'XV-FIU/head'
const inspector = 'XV-OMB/inspector'
const why = 'fourteen files of one person without a case'
const at = '2025-06-11T10:00:00.000Z' as Instant
const secret = 'a sentence on paper'
const days = { from: '2025-06-01', to: '2025-06-30' }

interface Room {
  readonly fed: TestFederation
  readonly node: Node
}

let opened: Promise<Room> | undefined
function room(): Promise<Room> {
  opened ??= openRoom()
  return opened
}

export async function closeOversight(): Promise<void> {
  await (await opened)?.fed.close()
}

async function openRoom(): Promise<Room> {
  const fed = await testFederation(['XV-FIU', 'XN-FIU'], at, { demo: true }, { served: true })
  return { fed, node: fed.node('XV-FIU') }
}

const overseer = { id: inspector, oversees: true, headsDesk: false }
const head = { id: headOfDesk, oversees: false, headsDesk: true }
const proposed = () =>
  must(proposeHold({ id: '1', officer: analyst, authority: 'XV-FIU', row: 'AR-03', at }))

const plan: LotPlan = {
  ...days,
  name: 'OA-01',
  count: 1,
  secretDigest: digest(Buffer.from(secret)),
  pots: [
    {
      node: 'XV-FIU',
      origin: 'comity.example/xv-fiu',
      leaves: [digest(Buffer.from('a release')).slice(7)],
      seedSize: 10,
    },
  ],
}
const head10 = { origin: 'comity.example/xv-fiu', size: 10, root: 'AAAA' }

function drawnAudit(): Audit {
  const announced = evolveAudit(
    undefined,
    must(announceAudit({ id: '1', by: inspector, at, plan })),
  )
  const tickets = must(drawReleases(plan, [head10], secret))
  return evolveAudit(announced, { type: 'audit.drawn', at, tickets })
}

async function announcedAtNode(room: Room): Promise<string> {
  const asked = { ...days, name: 'OA-02', count: 1, secretDigest: plan.secretDigest }
  await sendRequest(room.node, 'XN-FIU', { ...fullRequest, reference: 'O-1' })
  const pot = must(
    await room.fed.node('XN-FIU').oversight.givePot('XN-DPA/inspector', days.from, days.to),
  )
  return must(
    await room.node.oversight.announce(inspector, { ...asked, pots: [JSON.stringify(pot)] }),
  ).id
}

export const oversightGallery: Gallery = {
  'not-overseer': {
    situation: 'an analyst searches who looked at what',
    example: async () => (await room()).node.oversight.search(analyst, {}),
  },
  'account-suspended': {
    situation: 'an officer signs in whose account two persons have suspended',
    example: async () => {
      const { node } = await room()
      const officer = 'XV-SACP/prosecutor'
      await node.oversight.propose(inspector, officer, why)
      await node.oversight.sign('XV-OMB/head-of-desk', officer, why)
      return node.signIn({ actor: officer })
    },
  },
  'hold-own': {
    situation: 'a head of desk gives the own account back',
    example: () => {
      const mine = must(
        proposeHold({ id: '1', officer: headOfDesk, authority: 'XV-FIU', row: 'AR-03', at }),
      )
      return endHold(mine, head)
    },
  },
  'hold-second-person': {
    situation: 'an overseer signs a suspension twice',
    example: () => signHold(must(signHold(proposed(), overseer, at)), overseer, at),
  },
  'hold-needs-overseer': {
    situation: 'two heads of one desk suspend an officer among themselves',
    example: () =>
      signHold(must(signHold(proposed(), head, at)), { ...head, id: 'XV-FIU/head-2' }, at),
  },
  'hold-decided': {
    situation: 'a proposal is declined that was declined before',
    example: () => endHold(must(endHold(proposed(), overseer)), overseer),
  },
  'hold-unknown': {
    situation: 'an overseer signs the suspension of somebody who works nowhere here',
    example: async () => (await room()).node.oversight.sign(inspector, 'XV-FIU/nobody', why),
  },
  'reason-too-short': {
    situation: 'an overseer proposes to suspend an account with the reason "misuse"',
    example: async () => (await room()).node.oversight.propose(inspector, analyst, 'misuse'),
  },
  'hold-ordered': {
    situation: 'a head of desk declines what an ombudsperson has ordered',
    example: () => endHold({ ...proposed(), stop: { matter: 'matter/1', last: 4 } }, head),
  },
  'alarm-unknown': {
    situation: 'an alarm is settled that does not exist',
    example: async () => (await room()).node.oversight.settle(inspector, 'none', 'explained', why),
  },
  'alarm-settled': {
    situation: 'an alarm is settled a second time',
    example: async () => {
      const { node } = await room()
      const alarm = await alarmAbout(await room(), analyst, headOfDesk)
      await node.oversight.settle(inspector, alarm, 'explained', why)
      return node.oversight.settle(inspector, alarm, 'explained', why)
    },
  },
  'alarm-own': {
    situation: 'a head of desk settles an alarm about the own looks',
    example: async () => {
      const here = await room()
      const alarm = await alarmAbout(here, headOfDesk, analyst)
      return here.node.oversight.settle(headOfDesk, alarm, 'explained', why)
    },
  },
  'lot-malformed': {
    situation: 'a lot is announced over days without a release',
    example: () =>
      announceAudit({
        id: '1',
        by: inspector,
        at,
        plan: { ...plan, pots: [{ ...plan.pots[0]!, leaves: [] }] },
      }),
  },
  'lot-secret-other': {
    situation: 'the overseer draws with another secret than the announced one',
    example: () => drawReleases(plan, [head10], 'a nicer sentence'),
  },
  'lot-heads-other': {
    situation: 'the overseer draws with a later head than the announced one',
    example: () => drawReleases(plan, [{ ...head10, size: 11 }], secret),
  },
  'lot-too-early': {
    situation: 'a lot is drawn before the logs have grown',
    example: async () => {
      const here = await room()
      return here.node.oversight.draw(inspector, await announcedAtNode(here), secret)
    },
  },
  'lot-head-other': {
    situation: 'a partner serves tiles that do not lead to the head it signed',
    example: async () => {
      const here = await room()
      const id = await announcedAtNode(here)
      const partner = here.fed.node('XN-FIU')
      for (let i = 0; i < 3; i++) {
        await sendRequest(here.node, 'XN-FIU', { ...fullRequest, reference: `L-${i}` })
        await sendRequest(partner, 'XV-FIU', { ...fullRequest, reference: `M-${i}` })
      }
      const { get } = here.fed.wire
      here.fed.wire.get = async (url, signal) => {
        const answer = await get(url, signal)
        if (url.includes('/log/tile/')) answer.bytes[0]! ^= 1
        return answer
      }
      const drawn = await here.node.oversight.draw(inspector, id, secret)
      here.fed.wire.get = get
      return drawn
    },
  },
  'audit-unknown': {
    situation: 'a release is judged that was not drawn',
    example: () => judgeItem(drawnAudit(), 'XV-FIU 00', 'compliant', inspector, at),
  },
  'audit-not-now': {
    situation: 'those concerned are told before every release is judged',
    example: () => tellFindings(drawnAudit(), at),
  },
  'audit-reply-open': {
    situation: 'a sample with a finding is closed on the day it was told',
    example: () => {
      const drawn = drawnAudit()
      const found = must(judgeItem(drawn, drawn.items[0]!.ticket, 'LC-02', inspector, at))
      const judged = evolveAudit(drawn, found)
      return closeAudit(evolveAudit(judged, must(tellFindings(judged, at))), at)
    },
  },
  'declaration-malformed': {
    situation: 'a declaration of interests names "my cousin"',
    example: async () => (await room()).node.oversight.declare(analyst, ['cousin']),
  },
  'line-unreviewed': {
    situation: 'a request about a journalist is approved that nobody has marked as such',
    example: async () => {
      const { node } = await room()
      const document = { ...goodApproval }
      const id = await lineDraft(node)
      return node.handle(headOfDesk, { do: 'act', id, action: 'approve', document })
    },
  },
  'line-unknown': {
    situation: 'a reason is signed for a matter that touches no red line',
    example: async () => (await room()).node.oversight.signLine(inspector, 'none', why),
  },
  'line-second-person': {
    situation: 'an overseer signs twice why a matter may go on beyond a red line',
    example: async () => {
      const { node } = await room()
      const id = await lineDraft(node)
      await node.handle(headOfDesk, {
        do: 'act',
        id,
        action: 'approve',
        document: { ...goodApproval },
      })
      await node.oversight.signLine(inspector, id, why)
      return node.oversight.signLine(inspector, id, why)
    },
  },
  'lot-unreadable': {
    situation: 'a lot is to be drawn again from a file that is not there',
    example: () => lotBytes('nowhere/comity-lot.json'),
  },
  'disparity-malformed': {
    situation: 'a table says that a detector flagged three of two',
    example: () => disparity('country', [{ group: 'XC', flagged: 3, total: 2 }]),
  },
  'attribute-unlawful': {
    situation: 'a detector is to be tested by religion',
    example: () => disparity('religion', []),
  },
}

/** A request of the analyst about a journalist, unmarked. */
async function lineDraft(node: Node): Promise<string> {
  const document = { ...fullRequest, facts: 'a journalist is said to have committed fraud' }
  const drafted = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
  return must(await node.handle(analyst, drafted)).id
}

/** One officer opens eight files in which another one works. */
async function alarmAbout({ node }: Room, looks: string, writes: string): Promise<string> {
  for (let i = 0; i < 8; i++) {
    const document = { ...fullRequest, reference: `${looks}-${i}` }
    const drafted = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
    await node.read.request(looks, must(await node.handle(writes, drafted)).id)
  }
  await node.tick()
  const { alarms } = must(await node.oversight.console(inspector))
  return alarms.find((a) => a.officer === looks && a.settled === null)!.id
}
