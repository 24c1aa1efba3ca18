import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest, type Instant, must } from '#base'
import type { SignedEvent } from '#indicators'
import { endHold, isHeldUp, proposeHold, signHold, tickHold } from './account.ts'
import { anomalyRows } from './anomaly-rows.ts'
import {
  type Audit,
  announceAudit,
  closeAudit,
  evolveAudit,
  judgeItem,
  replyTo,
  resultOf,
  tellFindings,
} from './audit.ts'
import { declare, isRecused, isUndeclared, meets } from './declaration.ts'
import { disparity } from './disparity.ts'
import { drawReleases, type LotPlan } from './lot.ts'
import { redLines } from './red-lines.ts'
import { transparencyReport } from './report.ts'
import { touches } from './touches.ts'

const at = (text: string) => `${text}:00.000Z` as Instant
const nameOf = (outcome: { ok: boolean; refusal?: { name: string } }) =>
  outcome.ok ? 'yes' : outcome.refusal?.name

describe('the account of an officer', () => {
  const overseer = { id: 'XV-OMB/inspector', oversees: true, headsDesk: false }
  const second = { id: 'XS-FIU/auditor', oversees: true, headsDesk: false }
  const head = { id: 'XS-FIU/head', oversees: false, headsDesk: true }
  const about = {
    id: 'h1',
    officer: 'XS-FIU/analyst',
    authority: 'XS-FIU',
    row: 'AR-03',
    at: at('2025-06-11T10:00'),
  }

  it('is suspended by two persons after a rule proposed it, in forty minutes, and comes back by itself', () => {
    const proposed = must(proposeHold(about))
    expect(proposed.state).toBe('proposed')
    const one = must(signHold(proposed, overseer, at('2025-06-11T10:06')))
    expect(one.state).toBe('proposed')
    const two = must(signHold(one, head, at('2025-06-11T10:40')))
    expect(two).toMatchObject({ state: 'suspended', until: '2025-07-11T10:40:00.000Z' })
    expect(isHeldUp(two, at('2025-06-11T10:41'))).toBe(true)
    expect(tickHold(two, at('2025-07-11T10:39')).state).toBe('suspended')
    expect(tickHold(two, at('2025-07-11T10:40')).state).toBe('ended')
    expect(isHeldUp(two, at('2025-07-11T10:40'))).toBe(false)
  })

  it('is never suspended by one person, by the officer, by colleagues alone, or by two heads', () => {
    const proposed = must(proposeHold(about))
    const one = must(signHold(proposed, overseer, about.at))
    expect(nameOf(signHold(one, overseer, about.at))).toBe('hold-second-person')
    const self = { ...head, id: about.officer }
    expect(nameOf(signHold(one, self, about.at))).toBe('hold-own')
    const colleague = { id: 'XS-FIU/duty', oversees: false, headsDesk: false }
    expect(nameOf(signHold(one, colleague, about.at))).toBe('not-overseer')
    const heads = must(signHold(proposed, head, about.at))
    const other = { ...head, id: 'XS-FIU/head-2' }
    expect(nameOf(signHold(heads, other, about.at))).toBe('hold-needs-overseer')
  })

  it('is given back by one overseer, and a head alone can only decline what is proposed', () => {
    const two = must(signHold(must(proposeHold({ ...about, by: overseer })), head, about.at))
    expect(nameOf(endHold(two, head))).toBe('hold-needs-overseer')
    expect(must(endHold(two, second)).state).toBe('lifted')
    expect(must(endHold(must(proposeHold(about)), head)).state).toBe('declined')
    expect(nameOf(endHold(must(endHold(two, second)), second))).toBe('hold-decided')
    expect(tickHold(must(proposeHold(about)), at('2025-06-12T10:00')).late).toBe(true)
  })
})

const leafOf = (n: number) => digest(Buffer.from(`release ${n}`)).slice(7)
const secret = 'four words of the overseer'
const plan: LotPlan = {
  name: 'OA-01',
  from: '2025-01-01',
  to: '2025-11-10',
  count: 40,
  secretDigest: digest(Buffer.from(secret)),
  pots: ['XV-FIU', 'XN-FIU', 'XC-FIU', 'XS-FIU'].map((node, i) => ({
    node,
    origin: `comity.example/${node.toLowerCase()}`,
    leaves: Array.from({ length: 30 + i }, (_, n) => leafOf(100 * i + n)),
    seedSize: 500 + i,
  })),
}
const heads = plan.pots.map(({ origin, seedSize }) => ({
  origin,
  size: seedSize,
  root: Buffer.from(origin.padEnd(32, '.').slice(0, 32)).toString('base64'),
}))

describe('a sample drawn by lot', () => {
  it('is the same for whoever draws it, in whatever order the logs are given', () => {
    const drawn = must(drawReleases(plan, heads, secret))
    expect(new Set(drawn).size).toBe(40)
    const turned = { ...plan, pots: [...plan.pots].reverse() }
    expect(must(drawReleases(turned, [...heads].reverse(), secret))).toEqual(drawn)
    // Held to a value, so that a second implementation can be.
    expect(drawn[0]).toBe('XS-FIU 2d7e626a759c62ef0a115e234943c5d4dcd7a39eaf2a94c4078bd3d178c866bf')
  })

  it('is another when one bit of a head or the secret is, and refused when they are not the announced ones', () => {
    const drawn = must(drawReleases(plan, heads, secret))
    const root = Buffer.from(heads[0]!.root, 'base64')
    root[0]! ^= 1
    const bent = [{ ...heads[0]!, root: root.toString('base64') }, ...heads.slice(1)]
    expect(must(drawReleases(plan, bent, secret))).not.toEqual(drawn)
    expect(nameOf(drawReleases(plan, heads, `${secret}.`))).toBe('lot-secret-other')
    expect(nameOf(drawReleases(plan, heads.slice(1), secret))).toBe('lot-heads-other')
    const later = [{ ...heads[0]!, size: heads[0]!.size + 1 }, ...heads.slice(1)]
    expect(nameOf(drawReleases(plan, later, secret))).toBe('lot-heads-other')
  })

  it('gives every release the same chance', () => {
    const small = {
      ...plan,
      count: 1,
      pots: [{ ...plan.pots[0]!, leaves: [1, 2, 3, 4].map(leafOf) }],
    }
    const counts = new Map<string, number>()
    for (let i = 0; i < 2000; i++) {
      const words = `secret ${i}`
      const named = { ...small, secretDigest: digest(Buffer.from(words)) }
      const [one] = must(drawReleases(named, heads.slice(0, 1), words))
      counts.set(one!, (counts.get(one!) ?? 0) + 1)
    }
    // Chi-square with three degrees of freedom: 16.27 is exceeded once in a thousand.
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0)
    expect(counts.size).toBe(4)
    expect(chi).toBeLessThan(16.27)
  })

  it('is judged, replied to and closed: 38 of 40 with the interval of Wilson', () => {
    const by = 'XN-DPA/inspector'
    const told: Audit = judgedAudit(by)
    expect(resultOf(told)).toMatchObject({ sampled: 40, compliant: 38, findings: { 'LC-02': 2 } })
    expect(resultOf(told).interval?.map((x) => x.toFixed(4))).toEqual(['0.8350', '0.9862'])
    const concernedNode = told.items.find((i) => i.finding === 'LC-02')!.node
    expect(nameOf(closeAudit(told, at('2025-11-20T09:00')))).toBe('audit-reply-open')
    expect(nameOf(replyTo(told, 'XX-FIU', at('2025-11-20T09:00')))).toBe('audit-unknown')
    let heard = told
    for (const node of new Set(told.items.filter((i) => i.finding === 'LC-02').map((i) => i.node)))
      heard = evolveAudit(heard, must(replyTo(heard, node, at('2025-11-20T09:00'))))
    expect(nameOf(replyTo(heard, concernedNode, at('2025-11-20T10:00')))).toBe('audit-not-now')
    const closed = evolveAudit(heard, must(closeAudit(heard, at('2025-11-20T11:00'))))
    expect(closed.state).toBe('final')
    expect(must(closeAudit(told, at('2025-11-25T09:00'))).type).toBe('audit.final')
  })

  it('lets a finding be taken back after the reply, and none be added', () => {
    const told = judgedAudit('XN-DPA/inspector')
    const found = told.items.find((i) => i.finding === 'LC-02')!
    const good = told.items.find((i) => i.finding === 'compliant')!
    const when = at('2025-11-20T09:00')
    const back = evolveAudit(told, must(judgeItem(told, found.ticket, 'compliant', 'x/y', when)))
    expect(resultOf(back).compliant).toBe(39)
    expect(nameOf(judgeItem(told, good.ticket, 'LC-01', 'x/y', when))).toBe('audit-not-now')
  })

  it.each([
    ['no log takes part', { pots: [] }],
    ['a log takes part twice', { pots: [plan.pots[0]!, plan.pots[0]!] }],
    ['the pot is empty', { pots: [{ ...plan.pots[0]!, leaves: [] }] }],
    ['nothing is to be drawn', { count: 0 }],
    [
      'a release is in the pot twice',
      { pots: [{ ...plan.pots[0]!, leaves: [leafOf(1), leafOf(1)] }] },
    ],
  ])('is not announced when %s', (why, change) => {
    const made = announceAudit({
      id: '1',
      by: 'a/b',
      at: at('2025-11-10T09:00'),
      plan: { ...plan, ...change },
    })
    expect(made.ok ? '' : made.refusal.ground).toContain(why)
  })
})

function judgedAudit(by: string): Audit {
  const begun = at('2025-11-10T09:00')
  let audit = evolveAudit(undefined, must(announceAudit({ id: '1', by, at: begun, plan })))
  const tickets = must(drawReleases(plan, heads, secret))
  audit = evolveAudit(audit, { type: 'audit.drawn', at: begun, tickets })
  for (const [i, ticket] of tickets.entries())
    audit = evolveAudit(
      audit,
      must(judgeItem(audit, ticket, i === 6 || i === 21 ? 'LC-02' : 'compliant', by, begun)),
    )
  return evolveAudit(audit, must(tellFindings(audit, at('2025-11-11T09:00'))))
}

describe('disparity of a detector', () => {
  const row = (group: string, flagged: number, total: number) => ({ group, flagged, total })

  it('says to look where the interval of the ratio leaves one out, and only then', () => {
    const [xc, xn] = must(disparity('country', [row('XC', 60, 200), row('XN', 30, 200)]))
    expect(xc).toMatchObject({ says: 'look', fourFifths: true })
    expect(xc!.ratio).toBeCloseTo(2)
    // Katz: exp(ln 2 ± 1.96 √(1/60 - 1/200 + 1/30 - 1/200)).
    expect(xc!.interval!.map((x) => x.toFixed(3))).toEqual(['1.351', '2.960'])
    expect(xn!.says).toBe('look')
    expect(xn!.fourFifths).toBe(false)
  })

  it('takes the four fifths for a hint: they alone say nothing of chance', () => {
    const [a] = must(disparity('country', [row('XC', 12, 60), row('XN', 9, 60)]))
    expect(a).toMatchObject({ says: 'no-sign', fourFifths: true })
  })

  it('says nothing of small groups', () => {
    const all = must(disparity('role', [row('a', 10, 29), row('b', 2, 900), row('c', 0, 900)]))
    expect(all.map((g) => g.says)).toEqual(['too-few', 'look', 'look'])
    expect(must(disparity('role', [row('a', 1, 100), row('b', 2, 100)]))[0]!.says).toBe('too-few')
  })

  it('refuses attributes that nobody may keep for it, and numbers that are none', () => {
    for (const attribute of ['ethnicity', 'religion', 'health', 'union-membership', 'nationality'])
      expect(nameOf(disparity(attribute, []))).toBe('attribute-unlawful')
    expect(nameOf(disparity('country', [row('XC', 3, 2)]))).toBe('disparity-malformed')
    expect(nameOf(disparity('country', [row('a', 1, 2), row('a', 1, 2)]))).toBe(
      'disparity-malformed',
    )
  })

  it('cries wolf about as often as it says: one in twenty where there is nothing', () => {
    let seed = 7
    const next = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed / 2147483648
    }
    const flags = (n: number) => Array.from({ length: n }, next).filter((x) => x < 0.2).length
    let looked = 0
    for (let i = 0; i < 1000; i++) {
      const [a] = must(disparity('country', [row('a', flags(300), 300), row('b', flags(300), 300)]))
      if (a!.says === 'look') looked++
    }
    expect(looked).toBeGreaterThan(20)
    expect(looked).toBeLessThan(80)
  })
})

describe('red lines', () => {
  it.each([
    ['RL-PRESS', { facts: 'He is a Journalist of The Tarsk Lantern, wanted "for fraud"' }],
    ['RL-PRESS', { persons: [{ name: 'x' }], sensitive: ['journalist'] }],
    ['RL-POLITICAL', { reasons: ['the account of an opposition politician'] }],
    ['RL-DEATH', { offence: 'punishable by the DEATH\n PENALTY' }],
    ['RL-TORTURE', { note: { deep: [{ text: 'he signed a confession under duress' }] } }],
    ['RL-DEATH', { text: 'la peine de mort est prévue' }],
    ['RL-DEATH', { facts: 'la infracción se castiga con la pena de muerte' }],
    ['RL-DEATH', { facts: 'ему грозит смертная казнь' }],
    ['RL-DEATH', { facts: 'ووفقا لذلك صدر حكم بالإعدام، وعقوبة الإعدام نافذة' }],
    ['RL-DEATH', { facts: '该罪可判处死刑。' }],
    ['RL-PRESS', { facts: 'Die Redaktion beschäftigt einen Investigativjournalisten' }],
    ['RL-PRESS', { facts: 'los periodistas del diario' }],
    ['RL-PRESS', { facts: 'Она работает журналисткой' }],
    ['RL-PRESS', { facts: 'طُلبت بيانات للصحفيين في المدينة' }],
    ['RL-PRESS', { facts: '要求提供该记者的账户' }],
    ['RL-POLITICAL', { facts: 'Konto eines Regimekritikers' }],
    ['RL-POLITICAL', { facts: 'compte d’un OPPOSANT POLITIQUE' }],
    ['RL-POLITICAL', { facts: 'حساب زعيم المعارضة' }],
    ['RL-TORTURE', { facts: 'показания даны под пытками' }],
    ['RL-TORTURE', { facts: 'aveux sous la contrainte' }],
    ['RL-PRESS', { persons: [{ name: 'x', occupation: '2642' }] }],
    ['RL-COUNSEL', { persons: [{ name: 'x', role: 'his defence counsel' }] }],
    ['RL-COUNSEL', { persons: [{ name: 'x', role: 'avocate de la société' }] }],
    ['RL-OFFICE', { persons: [{ name: 'x', occupation: '2612' }] }],
    ['RL-POLITICAL', { offenceKind: 'military' }],
    ['RL-DEATH', { request: { offenceKind: 'capital' } }],
  ])('%s is noticed', (line, document) => {
    expect(touches(document).map((t) => t.line)).toContain(line)
  })

  it('ordinary requests touch none, and what is found never quotes the text', () => {
    expect(touches({ facts: 'payments for imaging units went to accounts abroad' })).toEqual([])
    expect(touches({ facts: 'compression of the presses, oppressive fees' })).toEqual([])
    const [touch] = touches({ facts: 'Danek the journalist' })
    expect(touch).toEqual({ line: 'RL-PRESS', by: 'word', what: 'journalis' })
  })

  it('reads callings in the role of a person and codes in their field, and nowhere else', () => {
    expect(
      touches({ facts: 'the lawyer of the buyer paid; a judge has signed the order' }),
    ).toEqual([])
    expect(touches({ facts: 'capital of the company, 2642 shares, military port' })).toEqual([])
    expect(touches({ issuing: { role: 'judge' }, kind: 'political' })).toEqual([])
    expect(
      touches({ persons: [{ name: 'x', role: 'company secretary', occupation: '3343' }] }),
    ).toEqual([])
    const [touch] = touches({ persons: [{ name: 'x', role: 'Anwältin', occupation: '2611' }] })
    expect(touch).toEqual({ line: 'RL-COUNSEL', by: 'person', what: 'ISCO 2611' })
  })

  it('every row has ways to be noticed, and every word is one that the reading can meet', () => {
    for (const row of redLines) {
      expect([row.marks, row.occupations, row.offences, row.roles, row.words].flat()).not.toEqual(
        [],
      )
      for (const word of row.words)
        expect(touches({ facts: `(${word})` }).map((t) => t.line)).toContain(row.id)
      for (const role of row.roles)
        expect(touches({ persons: [{ name: 'x', role }] }).map((t) => t.line)).toContain(row.id)
    }
  })

  it('no document, however it is built, breaks the reading', () => {
    fc.assert(fc.property(fc.anything({ maxDepth: 8 }), (x) => Array.isArray(touches(x))))
  })
})

describe('declared interests', () => {
  const day = at('2025-03-01T09:00')
  const mine = declare('XV-FIU/analyst', ['m2', 'm1', 'm1'], day)
  it('meet a case by their marks, also after the year is over', () => {
    expect(mine.marks).toEqual(['m1', 'm2'])
    expect(meets(mine, ['x', 'm2'])).toBe(true)
    expect(meets(mine, ['x'])).toBe(false)
    expect(meets(undefined, ['m1'])).toBe(false)
  })
  it('are owed every year once the head has opened the round', () => {
    const round = { authority: 'XV-FIU', from: at('2025-04-01T00:00') }
    expect(isUndeclared(undefined, undefined, day)).toBe(false)
    expect(isUndeclared(undefined, round, day)).toBe(false)
    expect(isUndeclared(undefined, round, at('2025-04-01T00:00'))).toBe(true)
    expect(isUndeclared(mine, round, at('2026-03-01T08:59'))).toBe(false)
    expect(isUndeclared(mine, round, at('2026-03-01T09:00'))).toBe(true)
  })
  it('a recusal is lifted by two', () => {
    const recusal = { officer: 'a', subject: 'm', at: day, because: 'declared' } as const
    expect([undefined, recusal, { ...recusal, lifted: ['b'] }].map(isRecused)).toEqual([
      false,
      true,
      true,
    ])
    expect(isRecused({ ...recusal, lifted: ['b', 'c'] })).toBe(false)
  })
})

describe('the transparency report', () => {
  const event = (type: string, n: number, data: object = {}): SignedEvent => ({
    type,
    at: at(`2025-06-11T10:${String(n).padStart(2, '0')}`),
    stream: `oversight/${n}`,
    node: 'XS-FIU',
    actor: 'XS-FIU/clock',
    data,
  })
  const line = (events: readonly SignedEvent[], id: string) =>
    transparencyReport(events, { year: 2025 })
      .sections.flatMap((s) => s.lines)
      .find((l) => l.id === id)!

  it('counts from events alone, each once, of its year', () => {
    const alarms = Array.from({ length: 6 }, (_, i) =>
      event('oversight.alarmed', i, { row: 'AR-03' }),
    )
    expect(line([...alarms, ...alarms], 'alarms')).toMatchObject({ shown: true, text: '6' })
    // That all six are of one row would say that each other row was never met.
    expect(line(alarms, 'AR-03').text).toBe('not told')
    const each = anomalyRows.flatMap(({ id: row }, k) =>
      alarms.map((e, i) => ({ ...e, stream: `oversight/${k}-${i}`, data: { row } })),
    )
    expect(line(each, 'alarms').text).toBe('54')
    expect(line(each, 'AR-03').text).toBe('6')
    const old = alarms.map((e) => ({ ...e, at: e.at.replace('2025', '2024') as Instant }))
    expect(line([...alarms, ...old], 'alarms').text).toBe('6')
  })

  it('tells no small count about persons, not even a zero, and no row that the sum would give away', () => {
    const few = [
      ...Array.from({ length: 5 }, (_, i) => event('oversight.alarmed', i, { row: 'AR-01' })),
      event('oversight.alarmed', 9, { row: 'AR-08' }),
    ]
    expect(line(few, 'alarms').text).toBe('6')
    expect(line(few, 'AR-01')).toMatchObject({ shown: false, text: 'not told' })
    expect(line(few, 'AR-08')).toMatchObject({ shown: false, text: 'not told' })
    expect(line([], 'accounts')).toMatchObject({ shown: false, text: 'fewer than 5' })
    expect(line([event('account.suspended', 1)], 'accounts').text).toBe(line([], 'accounts').text)
  })

  it('has every row in every year: a row that is missing would be a zero', () => {
    const rowsOf = (events: readonly SignedEvent[]) =>
      transparencyReport(events, { year: 2025 }).sections.find((s) => s.id === 'rows')!.lines
    const none = rowsOf([])
    expect(none).toHaveLength(9)
    const some = rowsOf([event('oversight.alarmed', 1, { row: 'AR-08' })])
    expect(some).toEqual(none)
    expect(none.every((one) => !one.shown)).toBe(true)
  })

  it('tells no part of a whole that would give another away', () => {
    const n = (type: string, count: number, data: object = {}) =>
      Array.from({ length: count }, (_, i) => event(type, i, { ...data, i }))
    const alarms = (total: number, explained: number, misuse: number) => [
      ...n('oversight.alarmed', total, { row: 'AR-01' }),
      ...n('oversight.alarm-settled', explained, { outcome: 'explained' }),
      ...n('oversight.alarm-settled', misuse, { outcome: 'misuse' }),
    ]
    const told = (events: readonly SignedEvent[]) =>
      ['alarms', 'alarms-explained', 'alarms-misuse'].map((id) => line(events, id).text)
    expect(told(alarms(12, 11, 1))).toEqual(['12', 'not told', 'fewer than 5'])
    expect(told(alarms(12, 6, 6))).toEqual(['12', 'not told', 'not told'])
    expect(told(alarms(20, 8, 7))).toEqual(['20', '8', '7'])
  })

  it('shows the legality sample with its interval', () => {
    const audit = event('audit.final', 1, { sampled: 40, compliant: 38 })
    expect(line([audit], 'legality').text).toBe('38 of 40, 95.0 % (83.5 % to 98.6 %)')
    expect(line([event('audit.final', 1, { sampled: 9, compliant: 9 })], 'legality').shown).toBe(
      false,
    )
  })

  it('names nobody', () => {
    const events = Array.from({ length: 9 }, (_, i) =>
      event('oversight.alarmed', i, { row: 'AR-03', officer: 'XS-FIU/analyst' }),
    )
    expect(JSON.stringify(transparencyReport(events, { year: 2025 }))).not.toContain('analyst')
  })
})
