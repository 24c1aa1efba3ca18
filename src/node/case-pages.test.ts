import { describe, expect, it } from 'vitest'
import { type Digest, type Instant, must } from '#base'
import { demoBegins, lanternStory, replay } from '#exercise'
import type { SignedEvent } from '#indicators'
import { shipped } from '#law'
import { restrictionOn } from './case-court.ts'
import { caseDigest, caseDocument } from './case-document.ts'
import { standsBefore, whyNotReleased } from './case-gates.ts'
import type { CaseVersion } from './case-state.ts'
import { sendRequest, testFederation } from './testing.ts'

const told = replay([...lanternStory], demoBegins)
const ofTheCase = ['P1', 'P1b', 'P2', 'P3', 'P4', 'P4b', 'P5', 'P6', 'P7', 'P8']

/** What one node holds of every matter of the story, as the figures read it. */
const events: readonly SignedEvent[] = [...told.values()].flatMap(({ logs }) => {
  const log = logs.find(({ node }) => node === 'XV-FIU')
  return (log?.events ?? [])
    .filter((e) => ofTheCase.includes(e.procedure))
    .map(({ document: _, ...event }) => ({ ...event, stream: `matter/${event.stream}` }))
})

const facts = {
  node: 'XV-FIU',
  id: 'lantern',
  version: 1,
  reason: null,
  title: 'Operation LANTERN',
  summary: 'public money for clinics',
  asOf: demoBegins,
  finalOn: '2026-02-23',
}
const document = caseDocument(facts, events, shipped)

describe('the page of a case, from the signed records of its matters', () => {
  it('tells the amounts of every stage, to EUR 0.1 million', () => {
    expect(document.stages.map(({ line, indicator, cents }) => [line ?? indicator, cents])).toEqual(
      [
        ['IN-13', 53_1_00_000_00],
        ['IN-14', 50_7_00_000_00],
        ['IN-15', 48_6_00_000_00],
        ['gross', 48_0_00_000_00],
        ['net of management', 47_0_00_000_00],
        ['distributable', 46_2_00_000_00],
        ['to victims', 4_5_00_000_00],
        ['for public purposes', 41_7_00_000_00],
      ],
    )
  })

  it('tells four payments, the agreement and what a monitor verified', () => {
    expect([...document.tranches].sort((a, b) => (a.on < b.on ? -1 : 1))).toEqual([
      { on: '2026-06-15', country: 'XN', cents: 9_1_00_000_00 },
      { on: '2026-07-10', country: 'XS', cents: 7_4_00_000_00 },
      { on: '2026-08-05', country: 'XC', cents: 3_1_00_000_00 },
      { on: '2026-09-01', country: 'XN', cents: 16_4_00_000_00 },
    ])
    expect(document.agreement).toEqual({
      basis: '57-3-a',
      on: '2026-05-22',
      countries: ['XC', 'XN', 'XS', 'XV'],
    })
    expect(document.uses.filter((use) => use.verified).map((use) => use.line)).toEqual(['EU-2'])
  })

  it('holds back a claimant who is alone, and a second one so that nothing is left to subtract', () => {
    const hidden = document.claims.groups.filter((g) => g.lines === null).map((g) => g.claimant)
    expect(hidden.sort()).toEqual(['company', 'state'])
    for (const group of document.claims.groups.filter((g) => g.lines === null))
      expect([group.claimed, group.allowed]).toEqual([null, null])
  })

  it('names no person and no authority that a document of the case names', () => {
    const text = JSON.stringify(document)
    const names = [...told.values()].flatMap(({ logs }) =>
      logs.flatMap((log) =>
        log.events.flatMap(({ document }) =>
          [...JSON.stringify(document ?? {}).matchAll(/"name":"([^"]{5,})"/g)].map(([, n]) => n!),
        ),
      ),
    )
    expect(names.length).toBeGreaterThan(20)
    for (const name of new Set(names)) expect(text, name).not.toContain(name)
  })

  it('is the same with the copies that the other side holds, and not with one amount changed', () => {
    const marked = events.map((e, i) => ({ ...e, digest: `sha256:${i}` as Digest }))
    expect(caseDigest(caseDocument(facts, [...marked, ...marked], shipped))).toBe(
      caseDigest(caseDocument(facts, marked, shipped)),
    )
    const bent = JSON.parse(
      JSON.stringify(marked).replaceAll('"7820000.00"', '"9820000.00"'),
    ) as SignedEvent[]
    expect(caseDigest(caseDocument(facts, bent, shipped))).not.toBe(
      caseDigest(caseDocument(facts, marked, shipped)),
    )
  })
})

describe('what stands before a page', () => {
  const order = { court: 'XV-HC', decision: 'HC 12/2026', until: null }
  const open = { restriction: undefined, finalOn: '2026-02-23', events, now: demoBegins }
  it('is nothing after final judgment, when the victims have been told', () => {
    expect(standsBefore(open)).toEqual([])
  })
  it.each([
    ['a court has restricted it', { restriction: order }, 'case-restricted'],
    ['no order became final', { finalOn: undefined }, 'case-not-final'],
    ['the order becomes final tomorrow', { finalOn: '2026-10-01' }, 'case-not-final'],
    ['the victims were not told', { events: [] }, 'victims-not-told'],
    [
      'the victims were told an hour ago',
      { now: '2026-02-27T10:00:00.000Z' as Instant, finalOn: '2026-02-23' },
      'victims-not-told',
    ],
  ] as const)('%s', (_, changed, name) => {
    expect(standsBefore({ ...open, ...changed }).map((why) => why.name)).toEqual([name])
  })

  const draft = {
    id: 'lantern',
    version: 1,
    digest: `sha256:${'1'.repeat(64)}`,
    by: 'XV-ARMA/head',
  } as CaseVersion
  it('is everything that stands in the way at once, so that nobody comes back three times', () => {
    const all = standsBefore({ ...open, restriction: order, finalOn: undefined, events: [] })
    expect(all.map((why) => why.name)).toEqual([
      'case-restricted',
      'case-not-final',
      'victims-not-told',
    ])
    expect(all[0]?.ground).toContain('XV-HC')
  })

  it('is the order of a court on one of its matters, from its day to its last day', () => {
    const held = [
      { ...order, id: '1', by: '', at: demoBegins, matters: ['b'], until: '2026-03-01' },
    ]
    expect(restrictionOn(held, ['a', 'b'], '2026-03-01')?.decision).toBe('HC 12/2026')
    expect(restrictionOn(held, ['a', 'b'], '2026-03-02')).toBeUndefined()
    expect(restrictionOn(held, ['a'], '2026-03-01')).toBeUndefined()
  })

  it('is a second person, under the digest that was looked at', () => {
    expect(whyNotReleased(draft, 'XV-ARMA/editor', draft.digest)).toBeUndefined()
    expect(whyNotReleased(draft, draft.by, draft.digest)?.name).toBe('case-releaser-is-preparer')
    expect(whyNotReleased(draft, 'XV-ARMA/editor', 'sha256:other')?.name).toBe('case-not-prepared')
    expect(whyNotReleased(undefined, 'XV-ARMA/editor', draft.digest)?.name).toBe(
      'case-not-prepared',
    )
  })
})

describe('the desk for case pages', () => {
  it('takes no analyst, no matter that is not there, and no matter without a final order', async () => {
    const federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-04-02T08:00:00.000Z')
    try {
      const node = federation.node('XV-FIU')
      const it = { id: 'x', title: 'x', summary: 'x', matters: ['x'] }
      const id = await sendRequest(node, 'XN-FIU')
      const names = [
        await node.cases.prepare('XV-FIU/analyst', it),
        await node.cases.prepare('XV-FIU/head', it),
        await node.cases.prepare('XV-FIU/head', { ...it, matters: [id] }),
        await node.cases.release('XV-FIU/head', 'x', 'sha256:x'),
        await node.cases.withdraw('XV-FIU/head', 'x', ''),
        await node.cases.withdraw('XV-FIU/head', 'x', 'a name was in it'),
        await node.read.public.case('x'),
      ].map((answer) => (answer.ok ? 'done' : answer.refusal.name))
      expect(names).toEqual([
        'case-desk-only',
        'case-matter-unknown',
        'case-not-final',
        'case-not-prepared',
        'case-reason-missing',
        'case-page-unknown',
        'case-page-unknown',
      ])
      expect(must(await node.cases.view('XV-FIU/head'))).toEqual({
        waiting: [],
        released: [],
        withdrawn: [],
        restrictions: [],
        names: {},
      })
    } finally {
      await federation.close()
    }
  })
})
