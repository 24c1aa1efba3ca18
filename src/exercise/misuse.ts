import { must } from '#base'
import type { Node } from '#node'
import type { Interlude } from './across.ts'
import { playerFiles } from './data/watched.ts'

/**
 * CP-02 as the machine sees it: files of a footballer that one analyst drafted and dropped, another who opens all
 * fourteen within the hour, the rows that notice it, and the auditor who answers the alarms. The order of the ombudsperson
 * and its confirmation are chapters; the account is closed by them.
 *
 * @param settle lets clocks and letters run
 */
export function misuse(node: () => Node, settle: () => Promise<void>): readonly Interlude[] {
  const { count, player, drafted, dropped, first, minutes, answered, author, analyst, auditor } =
    playerFiles
  const ids: string[] = []
  const after = (n: number) => new Date(Date.parse(first) + n * minutes * 60_000).toISOString()
  return [
    {
      at: drafted,
      act: async () => {
        for (let n = 1; n <= count; n++) {
          const document = { ...playerFiles.document, reference: `PL-${n}`, persons: [player] }
          const draft = { do: 'open', kind: 'request', to: 'XV-FIU', document } as const
          ids.push(must(await node().handle(author, draft)).id)
        }
      },
    },
    {
      at: dropped,
      act: async () => {
        for (const id of ids)
          must(await node().handle(author, { do: 'act', id, action: 'discard', document: {} }))
        await settle()
      },
    },
    ...Array.from({ length: count }, (_, n) => ({
      at: after(n),
      act: async () => {
        const id = ids[n] ?? ''
        must(await node().access.claim(analyst, id, playerFiles.purpose, playerFiles.pretext))
        must(await node().read.request(analyst, id))
        // The rows look once an hour at the latest; here when the last file was opened.
        if (n === count - 1) await settle()
      },
    })),
    {
      at: answered,
      act: async () => {
        const { alarms } = must(await node().oversight.console(auditor))
        for (const alarm of alarms.filter((a) => a.officer === analyst && a.settled === null))
          must(await node().oversight.settle(auditor, alarm.id, 'misuse', playerFiles.finding))
      },
    },
  ]
}
