import { digest, must } from '#base'
import type { Node } from '#node'
import type { Interlude } from './across.ts'
import { auditors, sample, wideNight } from './data/watched.ts'

/**
 * Those who look are looked at: OA-01, a sample of forty releases of the four nodes, drawn by lot and judged by the data
 * protection authority of Norrhavn; and an evening on which a duty officer of Port Sable opens every matter of the unit.
 *
 * @param settle lets clocks and letters run
 * @param logs switched on where a log of another node is read
 */
export function watched(
  node: (id: string) => Node,
  settle: () => Promise<void>,
  logs: { served: boolean } = { served: true },
): readonly Interlude[] {
  const lead = () => node('XN-FIU')
  const { inspector, reply } = sample
  let audit = ''
  return [
    {
      at: '2025-11-10T07:30:00Z',
      act: async () => {
        const { from, to, name, count, secret } = sample
        const given: string[] = []
        for (const [id, auditor] of Object.entries(auditors))
          given.push(JSON.stringify(must(await node(id).oversight.givePot(auditor, from, to))))
        const secretDigest = digest(Buffer.from(secret))
        const asked = { name, from, to, count, secretDigest, pots: given }
        logs.served = true
        audit = must(await lead().oversight.announce(inspector, asked)).id
        logs.served = false
      },
    },
    {
      // Each auditor looks at who looked, as they do each week: the logs grow by what nobody knew before.
      at: '2025-11-11T07:00:00Z',
      act: async () => {
        for (const [id, auditor] of [...Object.entries(auditors), ['XN-FIU', inspector] as const])
          for (const matter of ['RQ-01', 'RQ-02', 'RQ-03', 'RQ-04', 'RQ-05'])
            must(await node(id).oversight.search(auditor, { matter }))
        await settle()
      },
    },
    {
      at: '2025-11-12T08:00:00Z',
      act: async () => {
        logs.served = true
        must(await lead().oversight.draw(inspector, audit, sample.secret))
        logs.served = false
      },
    },
    {
      at: '2025-11-20T08:00:00Z',
      act: async () => {
        const { samples } = must(await lead().oversight.console(inspector))
        const items = samples.find((s) => s.id === audit)?.items ?? []
        const wide = items.filter((item) => item.node === 'XN-FIU').slice(0, 2)
        for (const item of items) {
          const found = wide.includes(item)
          const finding = found ? 'LC-02' : 'compliant'
          const words = found ? sample.finding : ''
          must(await lead().oversight.judge(inspector, audit, item.ticket, finding, words))
        }
        must(await lead().oversight.tell(inspector, audit))
      },
    },
    {
      at: '2025-11-24T09:00:00Z',
      act: async () => {
        must(await lead().oversight.reply('XN-FIU/head', audit, 'XN-FIU', reply))
      },
    },
    {
      at: '2025-11-25T08:00:00Z',
      act: async () => {
        must(await lead().oversight.finish(inspector, audit))
      },
    },
    {
      at: '2026-09-29T19:40:00Z',
      act: async () => {
        const xs = node('XS-FIU')
        const { officer, purpose, reason } = wideNight
        const all = await xs.read.inbox({ show: 'all', q: '' }, officer)
        const dropped = (reference: string) => /^PL-/.test(reference)
        for (const { id } of all.filter((one) => !dropped(one.reference))) {
          must(await xs.access.claim(officer, id, purpose, reason))
          must(await xs.read.request(officer, id))
        }
        await settle()
      },
    },
  ]
}
