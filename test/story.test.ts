import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  demoBegins,
  lanternStory,
  replay,
  replayLantern,
  type Standing,
  todaysChapters,
} from '#exercise'
import { shipped } from '#law'
import { type ConductorFigures, clocks, conductorFigures, type Event, type State } from '#procedure'

const told = replay([...lanternStory, ...todaysChapters], demoBegins)
const played = replayLantern()

/** Rows of a table written by hand from the story, by column. */
function rows(file: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(join(import.meta.dirname, 'golden', 'lantern-story', file), 'utf8')
  const [head, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  return lines.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i] ?? ''])))
}

const opened = (reference: string) => told.get(reference)!.logs[0]!
const state = (reference: string): State => opened(reference).state
const happened = (reference: string, step: string): Event => {
  const event = opened(reference).events.find((e) => e.transition === step)
  if (event === undefined) throw new Error(`${reference} has no step ${step}`)
  return event
}
const standing = (reference: string): Standing =>
  played.matters.find((m) => m.reference === reference)!
const late = (reference: string, clock: string) =>
  standing(reference).limits.find((l) => l.clock === clock)?.late
const day = (at: string) => at.slice(0, 10)
const minute = (at: string) => at.slice(0, 16).replace('T', ' ')
const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(day(to)) - Date.parse(day(from))) / 86_400_000)
const cents = (amount: string) => BigInt(amount.replace('.', ''))
const sum = (amounts: readonly string[]) => {
  const total = String(amounts.reduce((all, a) => all + cents(a), 0n)).padStart(3, '0')
  return `${total.slice(0, -2)}.${total.slice(-2)}`
}
const amountOf = (value: unknown) => (value as { amount: string }).amount
const tally = (reference: string, name: string): Readonly<Record<string, unknown>> =>
  state(reference).tallies[name] ?? {}

describe('the LANTERN story, told on paper', () => {
  it('ends as it says, and every log agrees with the others', () => {
    expect(
      played.matters.flatMap((m) =>
        m.unlike === undefined ? [] : [`${m.reference}: ${m.unlike}`],
      ),
    ).toEqual([])
    expect(played.matters.filter((m) => !m.agree)).toEqual([])
    expect(played.matters.length).toBeGreaterThan(120)
  })

  it('goes through all procedures that are carried by chapters, and the conductor', () => {
    const ids = Array.from({ length: 16 }, (_, i) => `P${i + 1}`)
    expect([...new Set(played.matters.map((m) => m.procedure))].sort()).toEqual(
      [...ids, 'P18', 'P19', 'P20', 'P21', 'P1b', 'P4b'].sort(),
    )
  })

  it('is the same, byte for byte, when it is told again', () => {
    const again = replay([...lanternStory, ...todaysChapters], demoBegins)
    const logs = (story: typeof told) =>
      JSON.stringify([...story].map(([reference, t]) => [reference, t.logs]))
    expect(logs(again)).toBe(logs(told))
  })
})

describe('4.3 account data', () => {
  it('CR-01 leaves before 30 September and is checked by a person; CR-03 is corrected after 88 days', () => {
    expect(late('CR-01', 'preparation')).toBeUndefined()
    expect(state('CR-01').states.main).toBe('CLOSED')
    expect(happened('CR-01', 'check-match').actor).not.toBe(happened('CR-01', 'match').actor)
    expect(state('CR-02').states['other-use']).toBe('AUTHORISED')
    expect(day(happened('CR-02', 'authorise-other-use').at)).toBe('2025-10-06')
    const [found, corrected] = ['report-omission', 'correct-file'].map(
      (s) => happened('CR-03', s).at,
    )
    expect(daysBetween(found!, corrected!)).toBe(88)
  })
})

describe('5.1 requests between units', () => {
  it.each(rows('requests.tsv'))('$id', (row) => {
    const id = row.id!
    const first = opened(id).events.find((e) =>
      ['reply', 'reply-in-part', 'consult'].includes(e.transition ?? ''),
    )!
    const sent = happened(id, 'send').at
    const answer = clocks(state(id), demoBegins, shipped).find((c) => c.id === 'answer')!
    // A refusal is the first substance of RQ-07; what the unit consulted on came an hour before.
    const substance = id === 'RQ-07' ? happened(id, 'refuse') : first
    expect(minute(sent)).toBe(row.sent)
    expect(minute(happened(id, 'acknowledge').at)).toBe(row.acknowledged)
    expect(minute(substance.at)).toBe(row.first)
    expect(((Date.parse(substance.at) - Date.parse(sent)) / 3_600_000).toFixed(2)).toBe(row.hours)
    expect(limitOf(Date.parse(answer.due) - Date.parse(sent))).toBe(row.limit)
    expect(late(id, 'answer') === undefined ? 'yes' : 'no').toBe(row['in time'])
  })

  function limitOf(ms: number): string {
    const hours = ms / 3_600_000
    return hours < 24 ? `${hours} hours` : `${Math.round(hours / 24)} days`
  }

  it('RQ-12 led to a suspension of ten working days, which the freezing order replaced', () => {
    const term = standing('SU-12').limits.find((l) => l.clock === 'suspension-transaction')!
    expect(day(new Date(Date.parse(term.due) - 1).toISOString())).toBe('2025-03-28')
    expect(state('SU-12').links.convert).toBe('matter/fz-17')
  })
})

describe('5.2 legal assistance', () => {
  const outcomes: Readonly<Record<string, string>> = { accept: 'executed', recognise: 'recognised' }

  it.each(rows('assistance.tsv'))('$id', (row) => {
    const id = row.id!
    const sent = opened(id).events.find((e) =>
      ['send', 'send-ahead', 'send-shared', 'transmit'].includes(e.transition ?? ''),
    )!
    const decided = opened(id).events.find((e) =>
      ['return-incomplete', 'accept', 'refuse', 'recognise'].includes(e.transition ?? ''),
    )
    expect(sent.actor.split('/')[0]).toBe(row.from)
    expect(state(id).parties.requested.authority).toBe(row.to)
    expect(day(sent.at)).toBe(row.sent)
    expect(decided === undefined ? '-' : day(decided.at)).toBe(row.decided)
    expect(String(daysBetween(sent.at, decided?.at ?? demoBegins))).toBe(row.days)
    const end = opened(id).events.find((e) =>
      ['execute', 'complete-enforcement'].includes(e.transition ?? ''),
    )
    expect(end === undefined ? '-' : day(end.at)).toBe(row.executed)
    expect(end === undefined ? '-' : String(daysBetween(decided!.at, end.at))).toBe(
      row['days after'],
    )
    if (row.decision !== '-')
      expect(inTime(id, row.outcome === 'recognised' ? 'recognition' : 'decide')).toBe(row.decision)
    if (row.execution !== '-') expect(inTime(id, 'execute')).toBe(row.execution)
    const outcome = outcomes[decided?.transition ?? '']
    if (outcome !== undefined) expect(outcome).toBe(row.outcome)
  })

  /** Whole days, from the last day of the limit. */
  function inTime(id: string, clock: string): string {
    const limit = standing(id).limits.find((l) => l.clock === clock)!
    if (limit.late === undefined) return 'in time'
    const met = new Date(Date.parse(limit.due) + limit.late).toISOString()
    return `${daysBetween(new Date(Date.parse(limit.due) - 1).toISOString(), met)} days late`
  }

  it('ML-01 comes back for exactly three elements, and ML-02 has all fourteen', () => {
    expect(state('ML-01').notes.missing).toEqual(['dualCriminality', 'translation', 'measure'])
    expect(state('ML-02').missing).toEqual([])
  })

  it('ML-06 is refused for privilege, and could not be before the consultation', () => {
    expect(standing('ML-06').refused).toEqual(['not-open-now'])
    expect(state('ML-06').notes.ground).toBe('G-04')
  })

  it('ML-09 has no limit and a ladder that has come to its top', () => {
    expect(standing('ML-09').limits.filter((l) => l.status === 'running')).toEqual([])
    expect(state('ST-09').states.main).toBe('CENTRAL')
    expect(state('ST-09').links['open-stall']).toBe('matter/ml-09')
  })

  it('RL-01 is stopped at the red line, and refused for press freedom by two persons', () => {
    expect(standing('RL-01').refused).toEqual(['red-line'])
    expect(state('RL-01').notes.ground).toBe('G-10')
    expect(happened('RL-01', 'refuse').actor).not.toBe(happened('RL-01', 'consult').actor)
    expect(told.get('RL-01')!.logs.map((l) => l.node)).toEqual(['XV-FIU'])
  })

  it('JIT-LANTERN: signed by three within six days of the draft, extended once, two deviations', () => {
    const signatures = opened('JIT-LANTERN').events.filter((e) => e.transition === 'sign-agreement')
    expect(signatures).toHaveLength(3)
    expect(daysBetween(happened('JIT-LANTERN', 'draft-agreement').at, signatures.at(-1)!.at)).toBe(
      6,
    )
    const term = clocks(state('JIT-LANTERN'), demoBegins, shipped).find((c) => c.id === 'term')!
    expect(day(term.due)).toBe('2026-10-14')
  })
})

describe('6 the freeze', () => {
  const table = rows('freezes.tsv')
  const receipt = (leg: string) =>
    opened(leg).events.find((e) => ['execute', 'attach'].includes(e.transition ?? ''))!

  it.each(table)('$leg', (row) => {
    const done = receipt(row.leg!)
    expect(done.at.slice(11, 19)).toBe(row.executed)
    expect(String((Date.parse(done.at) - Date.parse('2025-03-18T09:00:00Z')) / 1000)).toBe(
      row.seconds,
    )
    expect(amountOf(done.data.notes?.amount)).toBe(row.frozen)
    const released = Object.values(tally(row.leg!, 'releases')).map(amountOf)
    if (row.by !== 'RV-08 lapsed')
      expect(released.length === 0 ? '-' : sum(released)).toBe(row.released)
  })

  it('frozen 50,746,200.00; recognised within 48 hours and carried out within 48 more', () => {
    expect(sum(table.map((r) => amountOf(receipt(r.leg!).data.notes?.amount)))).toBe('50746200.00')
    for (const { leg } of table) {
      expect(late(leg!, 'decide')).toBeUndefined()
      expect(late(leg!, 'execute')).toBeUndefined()
    }
  })

  it('the conductor: 23 legs, spread 16,916 s, 14 within a minute, leakage 368,000.00', () => {
    expect(conductorFigures(state('CD-LANTERN'))).toEqual({
      legs: 23,
      spread: 16_916,
      within: 14,
      withinValue: { amount: '24190600.00', currency: 'EUR' },
      frozen: { amount: '50746200.00', currency: 'EUR' },
      leakage: { amount: '368000.00', currency: 'EUR' },
    } satisfies ConductorFigures)
  })

  it('AS-10 is warned of twice and lapses by itself at midnight on 18 September', () => {
    const clock = opened('FZ-10').events.filter((e) => e.data.clock === 'term')
    const last = (at: string) => new Date(Date.parse(at) - 1).toISOString().slice(0, 10)
    expect(clock.map((e) => `${e.type} ${last(e.at)}`)).toEqual([
      'clock.warned 2025-08-19',
      'clock.warned 2025-09-11',
      'clock.overdue 2025-09-18',
      'freeze.expired 2025-09-18',
    ])
    expect(minute(happened('FZ-10', 'lapse').at)).toBe('2025-09-19 00:00')
    expect(happened('FZ-10', 'lapse').actor).toMatch(/\/clock$/)
  })

  it('AS-24 is not frozen, AS-25 is not found', () => {
    expect(standing('AS-24').refused).toEqual(['attribution-low'])
    expect(state('AS-25').states.main).toBe('IMPOSSIBLE')
  })

  it('reviews: five orders reduced by 1,904,384.98; with the lapse and the guard 2,101,897.73', () => {
    const reduced = table.filter((r) => Object.keys(tally(r.leg!, 'releases')).length > 0)
    const released = reduced.flatMap((r) => Object.values(tally(r.leg!, 'releases')).map(amountOf))
    expect(reduced).toHaveLength(5)
    expect(sum(released)).toBe('1904384.98')
    const surplus = Object.values(tally('ML-13', 'surplus')).map(amountOf)
    const lapsed = amountOf(receipt('FZ-10').data.notes?.amount)
    expect(sum([...released, lapsed, ...surplus])).toBe('2101897.73')
    expect(sum(['50746200.00', `-${sum([...released, lapsed, ...surplus])}`])).toBe('48644302.27')
  })
})

describe('7 confiscation', () => {
  const table = rows('recovery.tsv')

  it.each(table)('$asset', (row) => {
    expect(amountOf(tally(row.matter!, 'recovered')[row.asset!])).toBe(row.gross)
    const leg = opened(row.matter!).events.find(
      (e) => e.transition === 'enforce-leg' && e.document?.leg === row.asset,
    )!
    expect(amountOf(leg.document?.cost)).toBe(row.cost)
  })

  it('48,000,000.00 realised, 994,658.17 of cost, nothing above the ceiling', () => {
    const all = Object.values(tally('ML-13', 'recovered')).map(amountOf)
    expect(all).toHaveLength(22)
    expect(sum(all)).toBe('48000000.00')
    expect(sum(table.map((r) => r.cost!))).toBe('994658.17')
    expect(standing('ML-13').refused).toEqual(['over-recovery'])
    expect(tally('ML-13', 'surplus')).toEqual({ 'AS-23': { amount: '31912.75', currency: 'EUR' } })
    const free = clocks(state('ML-13'), demoBegins, shipped).find((c) => c.id === 'surplus')!
    expect(day(free.due)).toBe('2027-07-20')
  })

  it('the yacht is sold before judgment, after the owner was heard', () => {
    const days = ['propose-sale', 'hear-owner', 'order-sale', 'sell'].map((s) =>
      day(happened('ML-11', s).at),
    )
    expect(days).toEqual(['2025-07-01', '2025-07-29', '2025-08-14', '2025-09-26'])
    expect(tally('ML-11', 'sales')).toEqual({ 'AS-12': { amount: '8500000.00', currency: 'USD' } })
  })
})

describe('8 victims and return', () => {
  const table = rows('claims.tsv')

  it.each(table)('$claim', (row) => {
    const { document } = happened(row.claim!, 'file')
    expect([document?.lines, document?.assisted].map(String)).toEqual([row.lines, row.assisted])
    expect(amountOf(document?.claimed)).toBe(row.claimed)
    const { allowed } = state(row.claim!).notes
    expect(allowed === undefined ? '0.00' : amountOf(allowed)).toBe(row.allowed)
    expect(state(row.claim!).states.main).toBe(row.state)
    expect(late(row.claim!, 'decision')).toBeUndefined()
  })

  it('2,118 lines, 1,412 of them assisted; 4,463,400.00 for V-02 to V-05', () => {
    const others = table.slice(1)
    const count = (name: string) => others.reduce((n, r) => n + Number(r[name]), 0)
    expect(count('lines')).toBe(2118)
    expect(count('assisted')).toBe(1412)
    expect(sum(others.map((r) => r.allowed!))).toBe('4463400.00')
  })

  it('four tranches, countersigned, of 36,031,741.83', () => {
    const tranches = ['ML-11', 'ML-12', 'ML-13'].flatMap((m) =>
      Object.entries(tally(m, 'countersigned')),
    )
    expect(Object.fromEntries(tranches.map(([id, v]) => [id, amountOf(v)]))).toEqual({
      'RT-1': '9108234.00',
      'RT-2': '7426868.75',
      'RT-3': '3062839.08',
      'RT-4': '16433800.00',
    })
    expect(sum(tranches.map(([, v]) => amountOf(v)))).toBe('36031741.83')
  })

  it('the first milestone of the clinics is checked by the monitor', () => {
    expect(tally('ML-11', 'verified')).toEqual(tally('ML-11', 'milestones'))
    expect(day(happened('ML-11', 'verify-milestone').at)).toBe('2026-09-20')
  })
})

describe('9 rights', () => {
  it('DS-01 has its reply in a month and its check; DS-02 is put right in nine days, at three nodes in 26 hours', () => {
    expect(daysBetween(happened('DS-01', 'receive').at, happened('DS-01', 'decide').at)).toBe(28)
    expect(state('DS-01').notes.finding).toBe('lawful-with-correction')
    const [asked, corrected] = ['receive', 'rectify'].map((s) => happened('DS-02', s).at)
    expect(daysBetween(asked!, corrected!)).toBe(9)
    expect(
      (Date.parse(happened('DS-02', 'settle-correction').at) - Date.parse(corrected!)) / 3_600_000,
    ).toBe(26)
    expect(Object.keys(tally('DS-02', 'receipts'))).toHaveLength(3)
  })

  it('CP-01 is paid after 14 days, CP-02 stopped after 40 minutes, OA-01 leads to CM-04', () => {
    expect(daysBetween(happened('CP-01', 'file').at, happened('CP-01', 'remedy').at)).toBe(14)
    const stop =
      Date.parse(happened('CP-02', 'confirm-stop').at) - Date.parse(happened('CP-02', 'detect').at)
    expect(stop / 60_000).toBe(40)
    expect(state('OA-01').links.remedy).toBe('matter/cm-04')
  })

  it('TP-01 is answered after 81 days and its source protected after three; no other node knows of it', () => {
    expect(daysBetween(happened('TP-01', 'submit').at, happened('TP-01', 'give-feedback').at)).toBe(
      81,
    )
    expect(
      daysBetween(happened('TP-01', 'report-retaliation').at, happened('TP-01', 'protect').at),
    ).toBe(3)
    expect(told.get('TP-01')!.logs.map((l) => l.node)).toEqual(['XV-FIU'])
  })

  it('DI-01 has its conciliator in ten days and ends in ML-07', () => {
    expect(
      daysBetween(happened('DI-01', 'open-dispute').at, happened('DI-01', 'accept-conciliator').at),
    ).toBe(10)
    expect(state('DI-01').links['open-dispute']).toBe('matter/ml-06')
    expect(happened('DI-01', 'record').document?.successor).toBe('matter/ml-07')
  })
})

describe('10 learning and commitments', () => {
  it.each([
    ['CM-01', 'substantial'],
    ['CM-02', 'complete'],
    ['CM-03', 'limited'],
    ['CM-04', 'substantial'],
    ['CM-05', undefined],
    ['CM-06', undefined],
  ])('%s: %s', (id, code) => {
    expect(state(id).notes.code).toBe(code)
    if (code === undefined) expect(state(id).states.main).toBe('ADOPTED')
  })

  it('PV-01 is public after 181 days, with four of five recommendations accepted', () => {
    expect(
      daysBetween(happened('PV-01', 'draw-lot').at, happened('PV-01', 'publish-summary').at),
    ).toBe(181)
    expect(state('PV-01').notes).toMatchObject({
      recommendations: 5,
      accepted: 4,
      peers: ['XV', 'XN'],
    })
  })

  it('TY-01 is public; TY-02 is held back and goes to the partnership only', () => {
    expect(state('TY-01').notes.level).toBe('public')
    expect(standing('TY-02').refused).toEqual(['too-few-cases'])
    expect(state('TY-02').notes.level).toBe('partnership')
  })

  it('LO-01: two analysts change places, and both learning reports came in time and were accepted', () => {
    for (const side of ['XS', 'XV']) {
      expect(state(`LO-01/${side}`).states.main).toBe('CLOSED')
      const { refused, limits, unlike } = standing(`LO-01/${side}`)
      expect([refused, unlike]).toEqual([[], undefined])
      expect(limits.find((l) => l.clock === 'learning-report')?.status).toBe('met')
    }
  })

  it('EX-01: spread of 41 seconds, nine lessons with owners, seven closed; TR-01: 29 of 34 pass', () => {
    expect(state('EX-01').notes.spread).toBe(41)
    expect(Object.keys(tally('EX-01', 'lessons'))).toHaveLength(9)
    expect(Object.keys(tally('EX-01', 'closed'))).toHaveLength(7)
    const course = played.matters.filter((m) => m.reference.startsWith('TR-01/'))
    expect(course).toHaveLength(34)
    expect(course.filter((m) => m.states.main === 'CREDENTIAL')).toHaveLength(29)
  })
})
