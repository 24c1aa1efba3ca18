import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { type MessageType, messageTypeOf, messageTypes } from '#exchange'
import { procedures, samples } from '#procedure'
import { lanternStory } from '../../src/exercise/data/all.ts'
import { asMatters } from '../../src/exercise/plain.ts'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'

type Doc = Readonly<Record<string, unknown>>
/** When, who, which step, on which paper. */
type Line = readonly [at: string, who: string, step: string, document?: Doc | string]

interface Story {
  readonly name: string
  readonly procedure: string
  readonly to: string
  readonly lines: readonly Line[]
}

const unit = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
const theirs = 'XN-FIU/analyst'
const theirHead = 'XN-FIU/head'

/** Matters between Veldania and Norrhavn, each with its steps in the order of their days. `@item` is what they gave. */
const stories: readonly Story[] = [
  {
    name: 'an oral request that is confirmed in writing',
    procedure: 'P17',
    to: 'XN-FIU',
    lines: [
      ['2025-01-20T08:00:00Z', unit, 'note-call', 'hotline-note'],
      ['2025-01-20T08:10:00Z', theirs, 'agree-note', 'oral-agreement'],
      ['2025-01-20T12:00:00Z', unit, 'confirm-in-writing', 'oral-confirmation'],
      ['2025-01-21T08:00:00Z', unit, 'close'],
    ],
  },
  {
    name: 'a request, its answer, and everything that is said about them afterwards',
    procedure: 'P1',
    to: 'XN-FIU',
    lines: [
      ['2025-01-22T08:00:00Z', unit, 'draft', 'fiu-request'],
      ['2025-01-22T08:10:00Z', head, 'approve', 'approval'],
      ['2025-01-22T08:20:00Z', unit, 'send', 'fiu-request'],
      ['2025-01-22T09:00:00Z', unit, 'ask-preservation', 'preservation-request'],
      ['2025-01-22T09:10:00Z', theirs, 'say-kept', 'preservation-report'],
      ['2025-01-22T09:20:00Z', theirs, 'acknowledge', 'acknowledgement'],
      ['2025-01-22T10:00:00Z', theirs, 'clarify', 'questions'],
      ['2025-01-22T11:00:00Z', unit, 'answer-questions', 'answers'],
      ['2025-01-23T08:00:00Z', theirs, 'ask-translation', 'translation-request'],
      ['2025-01-23T09:00:00Z', unit, 'deliver-translation', 'translation-delivery'],
      ['2025-01-23T10:00:00Z', theirs, 'stop-for-rights', 'rights-stop'],
      ['2025-01-23T11:00:00Z', theirHead, 'release-for-rights', 'rights-decision'],
      ['2025-01-24T08:00:00Z', unit, 'ask-status', 'status-question'],
      ['2025-01-24T09:00:00Z', theirs, 'say-status', 'status-report'],
      ['2025-02-25T08:00:00Z', unit, 'remind'],
      [
        '2025-02-25T09:00:00Z',
        theirs,
        'explain-delay',
        { reasons: 'a bank', expected: '2025-03-10' },
      ],
      ['2025-02-26T08:00:00Z', theirs, 'reply-in-part', 'partial-reply'],
      ['2025-02-27T08:00:00Z', theirs, 'reply', 'final-reply'],
      ['2025-02-27T09:00:00Z', unit, 'ask-consent', 'consent-question'],
      ['2025-02-27T10:00:00Z', theirHead, 'give-consent', 'consent-answer'],
      ['2025-02-27T11:00:00Z', theirHead, 'withdraw-consent', 'consent-withdrawal'],
      ['2025-02-28T08:00:00Z', theirs, 'change-confidentiality', 'confidentiality-change'],
      ['2025-02-28T09:00:00Z', theirs, 'mark-disputed', 'dispute-mark'],
      ['2025-02-28T10:00:00Z', theirs, 'correct-item', { item: '@item', corrects: '@end' }],
      ['2025-02-28T11:00:00Z', unit, 'confirm-correction', 'correction-receipt'],
      ['2025-02-28T12:00:00Z', theirs, 'retract-item', { item: '@item', corrects: '@end' }],
      ['2025-03-03T08:00:00Z', unit, 'give-feedback', 'feedback'],
      ['2025-03-03T09:00:00Z', unit, 'close'],
    ],
  },
  {
    name: 'a refusal, after consultation',
    procedure: 'P1',
    to: 'XN-FIU',
    lines: [
      ['2025-03-04T08:00:00Z', unit, 'draft', 'fiu-request'],
      ['2025-03-04T08:10:00Z', head, 'approve', 'approval'],
      ['2025-03-04T08:20:00Z', unit, 'send', 'fiu-request'],
      ['2025-03-04T09:00:00Z', theirs, 'acknowledge', 'acknowledgement'],
      ['2025-03-04T10:00:00Z', theirs, 'consult', 'consultation'],
      ['2025-03-04T11:00:00Z', unit, 'answer-consultation', 'consultation-answer'],
      ['2025-03-04T12:00:00Z', theirHead, 'refuse', 'refusal'],
    ],
  },
  {
    name: 'a withdrawal',
    procedure: 'P1',
    to: 'XN-FIU',
    lines: [
      ['2025-03-05T08:00:00Z', unit, 'draft', 'fiu-request'],
      ['2025-03-05T08:10:00Z', head, 'approve', 'approval'],
      ['2025-03-05T08:20:00Z', unit, 'send', 'fiu-request'],
      ['2025-03-05T09:00:00Z', unit, 'withdraw', 'reason'],
    ],
  },
  {
    name: 'a disclosure that nobody asked for',
    procedure: 'P1b',
    to: 'XN-FIU',
    lines: [
      ['2025-03-06T08:00:00Z', unit, 'draft', 'fiu-disclosure'],
      ['2025-03-06T08:10:00Z', head, 'approve', 'approval'],
      ['2025-03-06T08:20:00Z', unit, 'send', 'fiu-disclosure'],
    ],
  },
  {
    name: 'a payment stopped',
    procedure: 'P2',
    to: 'XN-FIU',
    lines: [
      ['2025-03-10T08:00:00Z', unit, 'draft', 'suspension-request'],
      ['2025-03-10T08:10:00Z', head, 'approve', 'suspension-approval'],
      ['2025-03-10T08:20:00Z', unit, 'send', 'suspension-request'],
      ['2025-03-10T09:00:00Z', theirHead, 'suspend-transaction', 'suspension-order'],
      ['2025-03-11T09:00:00Z', theirHead, 'release', 'suspension-end'],
      ['2025-03-12T09:00:00Z', theirs, 'tell-person', 'person-told'],
    ],
  },
  {
    name: 'legal assistance, with a shared draft',
    procedure: 'P3',
    to: 'XN-CA',
    lines: [
      ['2025-03-13T08:00:00Z', 'XV-CA/case-officer', 'draft', 'mla-request'],
      ['2025-03-13T09:00:00Z', 'XV-CA/case-officer', 'share-draft', 'mla-shared-draft'],
      ['2025-03-14T08:00:00Z', 'XN-CA/case-officer', 'comment', 'draft-comments'],
      ['2025-03-14T09:00:00Z', 'XV-CA/case-officer', 'revise', 'mla-request'],
      ['2025-03-14T10:00:00Z', 'XV-CA/head-of-desk', 'approve', 'mla-approval'],
      ['2025-03-14T11:00:00Z', 'XV-CA/registrar', 'send-shared', 'mla-request'],
      ['2025-03-17T08:00:00Z', 'XN-CA/case-officer', 'confirm-delivery', 'delivery-evidence'],
      ['2025-03-17T09:00:00Z', 'XN-CA/case-officer', 'acknowledge'],
      ['2025-03-18T09:00:00Z', 'XN-DC/judge', 'postpone', 'postponement'],
    ],
  },
  {
    name: 'a joint team and its first task',
    procedure: 'P8',
    to: 'XN-EPP',
    lines: [
      ['2025-04-07T09:00:00Z', 'XV-SACP/prosecutor', 'suggest', 'team-suggestion'],
      ['2025-04-08T09:00:00Z', 'XV-SACP/prosecutor', 'draft-agreement', 'team-agreement'],
      ['2025-04-10T09:00:00Z', 'XV-SACP/prosecutor', 'sign-agreement', 'team-signature'],
      ['2025-04-14T09:00:00Z', 'XN-EPP/prosecutor', 'sign-agreement', 'team-signature'],
      ['2025-04-14T12:00:00Z', 'XV-SACP/prosecutor', 'activate', 'team-start'],
      ['2025-04-15T12:00:00Z', 'XV-SACP/prosecutor', 'set-task', 'team-task'],
    ],
  },
  {
    name: 'a freeze that is going to end',
    procedure: 'P4',
    to: 'XN-CA',
    lines: [
      ['2025-04-16T12:00:00Z', 'XV-ARMA/case-officer', 'propose', 'freeze-proposal'],
      ['2025-04-16T13:00:00Z', 'XV-ARMA/head-of-desk', 'check-attribution', 'attribution-check'],
      ['2025-04-16T14:00:00Z', 'XV-SACP/case-officer', 'draft', 'freezing-certificate'],
      ['2025-04-16T15:00:00Z', 'XV-HC/judge', 'issue', 'freezing-order'],
      ['2025-04-16T16:00:00Z', 'XV-CA/registrar', 'transmit', 'freezing-certificate'],
      ['2025-04-17T10:00:00Z', 'XN-DC/judge', 'recognise', 'freeze-recognition'],
      ['2025-04-17T12:00:00Z', 'XN-CA/case-officer', 'execute', 'freeze-receipt'],
      ['2025-04-18T09:00:00Z', 'XN-DC/registrar', 'file-review', 'review-filed'],
      ['2025-05-18T09:00:00Z', 'XN-CA/registrar', 'announce-lifting', 'lifting-announced'],
    ],
  },
  {
    name: 'confiscation, management and return',
    procedure: 'P5',
    to: 'XN-CA',
    lines: [
      ['2025-06-02T09:00:00Z', 'XV-ARMA/case-officer', 'plan', 'management-plan'],
      ['2025-06-02T10:00:00Z', 'XV-ARMA/head-of-desk', 'approve-plan', 'management-approval'],
      ['2025-06-02T11:00:00Z', 'XV-ARMA/case-officer', 'open-management', 'management-plan'],
      ['2025-06-05T09:00:00Z', 'XN-AMO/asset-manager', 'take-custody', 'custody'],
      ['2026-02-20T10:00:00Z', 'XV-HC/judge', 'order', 'confiscation-order'],
      ['2026-02-24T09:00:00Z', 'XV-CA/registrar', 'transmit', 'confiscation-certificate'],
      ['2026-04-02T09:00:00Z', 'XN-DC/judge', 'recognise', 'recognition'],
      ['2026-05-04T09:00:00Z', 'XV-ARMA/case-officer', 'propose-agreement', 'return-agreement'],
      ['2026-05-22T09:00:00Z', 'XN-CA/delegate', 'sign-agreement', 'agreement-signature'],
      ['2026-06-15T09:00:00Z', 'XN-CA/delegate', 'pay-tranche', 'tranche'],
      ['2026-06-16T09:00:00Z', 'XV-ARMA/delegate', 'countersign-tranche', 'tranche-receipt'],
      ['2026-09-18T09:00:00Z', 'XV-ARMA/delegate', 'report-milestone', 'milestone'],
    ],
  },
  {
    name: 'a dispute',
    procedure: 'P16',
    to: 'XN-CA',
    lines: [['2026-10-16T09:00:00Z', 'XV-CA/registrar', 'open-dispute', 'dispute-claim']],
  },
]

/** Asked blind, in statements of their own: `src/api/hit.test.ts` asks and answers them between two nodes. */
const blind: readonly MessageType[] = ['MATCH_QUERY', 'MATCH_RESULT']

/** Told between the four nodes of the LANTERN story, which `src/exercise/exercise.test.ts` runs whole. */
const lantern = new Set(
  asMatters(lanternStory).flatMap(({ procedure, steps }) =>
    steps.map((step) => messageTypeOf(procedure, step.step)),
  ),
)

let federation: TestFederation
const exchanged = new Map<MessageType, number>()

beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-01-20T07:59:00.000Z',
    {},
    { served: true },
  )
}, 60_000)
afterAll(() => federation.close())

/** A paper by its name, or a correction of what the other side gave. */
async function documentOf(id: string, step: string, paper: Line[3]): Promise<Doc> {
  if (typeof paper === 'string') return samples[paper] as Doc
  if (paper?.item !== '@item') return paper ?? {}
  const { items } = must(await federation.node('XN-FIU').read.items(theirs, id))
  const item = items.find((i) => i.type === 'FINAL_RESULT')!
  const form = step.startsWith('correct') ? 'item-correction' : 'item-retraction'
  return { ...(samples[form] as Doc), item: item.id, corrects: item.endOfChain }
}

function nodeOf(who: string) {
  return federation.node(who.startsWith('XN') ? 'XN-FIU' : 'XV-FIU')
}

/** What each node holds of the matter from the other one, by type: only what really crossed counts. */
async function count(id: string, procedure: string, viewers: readonly string[]): Promise<void> {
  const table = procedures.find((p) => p.id === procedure)!
  for (const who of viewers) {
    const { timeline } = must(await nodeOf(who).read.request(who, id))
    expect(
      timeline.filter((e) => e.receipt !== undefined && e.receipt.status !== 'admitted'),
    ).toEqual([])
    for (const entry of timeline.filter((e) => !e.ours)) {
      const step = table.transitions.find((t) => t.event === entry.type && t.name === entry.title)!
      const type = messageTypeOf(procedure, step.id)!
      exchanged.set(type, (exchanged.get(type) ?? 0) + 1)
    }
  }
}

describe.each(stories)('between two nodes: $name', ({ procedure, to, lines }) => {
  it('every step is taken, sent, taken in and acknowledged', async () => {
    let id = ''
    for (const [at, who, step, paper] of lines) {
      federation.clock.set(at)
      const node = nodeOf(who)
      const document = await documentOf(id, step, paper)
      const done = await node.handle(
        who,
        id === ''
          ? { do: 'open', procedure, step, to, document }
          : { do: 'act', id, action: step, document },
      )
      expect(done.ok ? '' : `${step}: ${done.refusal.ground}`).toBe('')
      if (done.ok) id = done.value.id
      await federation.settle()
    }
    const last = (country: string) => lines.findLast(([, who]) => who.startsWith(country))?.[1]
    const readers = [
      last('XV') ?? head,
      last('XN') ?? (to === 'XN-FIU' ? theirHead : `${to}/registrar`),
    ]
    await count(id, procedure, readers)
  }, 60_000)
})

it('together they exchange every type that a pair of authorities needs', () => {
  const asked = Object.keys(messageTypes) as MessageType[]
  const missing = asked.filter(
    (type) => !exchanged.has(type) && !blind.includes(type) && !lantern.has(type),
  )
  expect(missing).toEqual([])
})
