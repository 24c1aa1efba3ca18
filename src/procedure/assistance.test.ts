import { describe, expect, it } from 'vitest'
import { type Json, millis, must } from '#base'
import { lanternCards, type Role } from '#directory'
import { shipped } from '#law'
import { admit } from './admit.ts'
import { clocks } from './clocks.ts'
import { conductorFigures } from './conductor.ts'
import { dueEvents } from './due-events.ts'
import { procedureOf } from './procedures.ts'
import { recompute } from './recompute.ts'
import { assistanceSamples as papers } from './samples-assistance.ts'
import { faultsOf } from './structure.ts'
import { at, documents, Matter, officer } from './testing.ts'

type Doc = Readonly<Record<string, Json>>

const paper = (form: string, changes: Doc = {}): Doc => ({ ...papers[form], ...changes })
const eur = (amount: string) => ({ amount, currency: 'EUR' })
const by = (authority: string, role: Role, n = 1) => officer(authority, role, n)

/** Time passes at one node that keeps the whole matter: limits are told, and what follows from them is done. */
function pass(matter: Matter, until: string): readonly string[] {
  const told: string[] = []
  for (const event of dueEvents(
    matter.state!,
    at(until),
    matter.state!.parties.requested.authority,
    shipped,
  )) {
    matter.apply(event)
    told.push(`${event.type} ${event.data.clock} ${event.data.due?.slice(0, 16)}`)
  }
  return told
}

function status(matter: Matter, clock: string, now: string) {
  const found = clocks(matter.state!, at(now), shipped).find((c) => c.id === clock)
  if (found === undefined) throw new Error(`no clock ${clock}`)
  return found
}

/** The last day of a limit that ends at midnight somewhere between the Atlantic and the Gulf. */
const lastDay = (due: string) => new Date(Date.parse(due) - 1).toISOString().slice(0, 10)

const days = (from: string, to: string) =>
  Math.floor((millis(at(to)) - millis(at(from))) / 86_400_000)

describe.each(['P2', 'P3', 'P4', 'P4b'])('the table of %s', (id) => {
  it('has no fault', () => {
    const found = procedureOf(id)
    expect(found.ok ? faultsOf(found.value, shipped) : ['unknown']).toEqual([])
  })
})

describe('legal assistance', () => {
  const ca = by('XV-CA', 'case-officer')
  const chief = by('XV-CA', 'head-of-desk')
  const theirs = by('XN-CA', 'case-officer')
  const judge = by('XN-DC', 'judge')
  const whole = paper('mla-request')

  /** ML-01: sent ahead in urgency on 18 February with eleven of fourteen elements. */
  const ahead = () => {
    const { dualCriminality: _, translation: __, period: ___, ...eleven } = whole
    return new Matter('ml-01', 'XN-CA', 'P3')
      .play('draft', ca, '2025-02-17 10:00', eleven)
      .play('send-ahead', chief, '2025-02-18 10:00', paper('mla-request-ahead'))
  }
  const three = {
    missing: ['dualCriminality', 'translation', 'measure'],
    reasons: 'a statement on dual criminality, a translation and exact days are needed',
  }

  it('ML-01 comes back incomplete with exactly the three missing elements', () => {
    const matter = ahead()
    expect(matter.main).toBe('SENT')
    for (const missing of [
      ['dualCriminality', 'translation'],
      ['dualCriminality', 'translation', 'measure', 'nexus'],
    ]) {
      const tried = matter.attempt('return-incomplete', theirs, '2025-02-21 09:00', {
        ...three,
        missing,
      })
      expect(!tried.ok && tried.refusal.name).toBe('not-really-missing')
    }
    matter.play('return-incomplete', theirs, '2025-02-21 09:00', three)
    expect(matter.main).toBe('RETURNED')
    expect(matter.state?.notes.missing).toEqual(['dualCriminality', 'translation', 'measure'])
    expect(days('2025-02-18 10:00', '2025-02-21 10:00')).toBe(3)
  })

  it('it could not be approved with eleven elements, and says which three are missing', () => {
    const { dualCriminality: _, translation: __, period: ___, ...eleven } = whole
    const matter = new Matter('ml-01', 'XN-CA', 'P3').play('draft', ca, '2025-02-17 10:00', eleven)
    const tried = matter.attempt('approve', chief, '2025-02-17 11:00', paper('mla-approval'))
    expect(!tried.ok && tried.refusal.name).toBe('elements-missing')
    expect(matter.state?.missing).toEqual(['dualCriminality', 'period', 'translation'])
  })

  it('ML-02, rebuilt under the same number, is accepted in two days and carried out 82 days later', () => {
    const matter = ahead()
      .play('return-incomplete', theirs, '2025-02-21 09:00', three)
      .play('rework', ca, '2025-02-24 10:00', whole)
    const renamed = matter.attempt('resubmit', chief, '2025-02-25 10:00', {
      ...whole,
      reference: 'another',
    })
    expect(!renamed.ok && renamed.refusal.name).toBe('text-not-reworked')
    matter
      .play('resubmit', chief, '2025-02-25 10:00', whole)
      .play('acknowledge', theirs, '2025-02-25 15:00')
      .play('accept', judge, '2025-02-27 09:00', paper('mla-acceptance'))
      .play('execute', theirs, '2025-05-20 09:00', paper('mla-execution'))
    expect(matter.main).toBe('EXECUTED')
    expect(matter.state?.notes.reference).toBe('XV-CA 2025/014')
    expect(days('2025-02-27 09:00', '2025-05-20 09:00')).toBe(82)
    expect(status(matter, 'decide', '2025-05-20 09:00').status).toBe('met')
    expect(status(matter, 'execute', '2025-05-20 09:00').status).toBe('met')
    matter
      .play('report-use', ca, '2025-06-10 09:00', paper('use-report'))
      .play('close', chief, '2025-07-01 09:00')
    expect(matter.main).toBe('CLOSED')
  })

  const asked = (id: string, to: string, day: string) =>
    new Matter(id, to, 'P3')
      .play('draft', ca, `${day} 09:00`, { ...whole, reference: id })
      .play('approve', chief, `${day} 09:10`, paper('mla-approval'))
      .play('send', by('XV-CA', 'node'), `${day} 10:00`, { ...whole, reference: id })

  it('ML-03 is carried out four days late', () => {
    const matter = asked('ML-03', 'XC-AG', '2025-03-10').play(
      'accept',
      by('XC-GC', 'judge'),
      '2025-03-14 10:00',
      paper('mla-acceptance'),
    )
    expect(status(matter, 'execute', '2025-03-15 10:00').status).toBe('running')
    pass(matter, '2025-06-16 10:00')
    matter.play('execute', by('XC-AG', 'case-officer'), '2025-06-16 11:00', paper('mla-execution'))
    const clock = status(matter, 'execute', '2025-06-16 11:00')
    expect(clock.status).toBe('breached-then-met')
    expect(lastDay(clock.due)).toBe('2025-06-12')
    expect(days('2025-03-14 10:00', '2025-06-16 10:00')).toBe(94)
  })

  it('ML-06 cannot be refused before consultation; consulted, it is refused thirteen days late', () => {
    const ag = by('XC-AG', 'case-officer')
    const head = by('XC-AG', 'head-of-desk')
    const privilege = { ground: 'G-04', reasons: 'the officer is bound by professional privilege' }
    const matter = asked('ML-06', 'XC-AG', '2025-05-20').play('acknowledge', ag, '2025-05-22 09:00')
    const early = matter.attempt('refuse', head, '2025-06-19 09:00', privilege)
    expect(!early.ok && early.refusal.name).toBe('not-open-now')
    expect(!early.ok && early.refusal.remedy).toContain('consultation before a refusal')
    matter.play('consult', ag, '2025-06-20 09:00', privilege)
    const open = matter.attempt('refuse', head, '2025-06-24 09:00', privilege)
    expect(!open.ok && open.refusal.name).toBe('consultation-open')
    matter
      .play('answer-consultation', ca, '2025-06-27 09:00', {
        answer: 'we narrow it to papers that are not privileged',
      })
      .play('refuse', head, '2025-07-02 09:00', privilege)
    expect(matter.main).toBe('REFUSED')
    expect(matter.state?.notes.ground).toBe('G-04')
    const clock = status(matter, 'decide', '2025-07-02 09:00')
    expect(clock.status).toBe('breached-then-met')
    expect(lastDay(clock.due)).toBe('2025-06-19')
    expect(days('2025-06-19 09:00', '2025-07-02 09:00')).toBe(13)
  })

  it('ML-09 goes by pouch to a State outside: its steps are recorded from paper, and no limit runs', () => {
    const matter = asked('ML-09', 'XZ-MFA', '2025-03-20')
    matter.play('acknowledge', ca, '2025-06-11 09:00')
    expect(matter.main).toBe('ACKNOWLEDGED')
    expect(matter.events.at(-1)?.data.recorded).toBe(true)
    expect(matter.events.at(-1)?.crosses).toBe(false)
    expect(
      clocks(matter.state!, at('2026-09-30 09:00'), shipped).filter((c) => c.remaining !== null),
    ).toEqual([])
    expect(days('2025-03-20 09:00', '2026-09-30 09:00')).toBe(559)
  })

  it('a draft is shared, commented on, and deleted after a year unless it is sent', () => {
    const shared = () =>
      new Matter('ml-02', 'XN-CA', 'P3')
        .play('plan', by('XV-CA', 'prosecutor'), '2025-02-03 09:00', paper('mla-strategy'))
        .play('draft', ca, '2025-02-04 09:00', whole)
        .play('share-draft', ca, '2025-02-05 09:00', paper('mla-shared-draft'))
        .play('comment', theirs, '2025-02-10 09:00', paper('draft-comments'))
    const sent = shared()
      .play('revise', ca, '2025-02-11 09:00', { ...whole, location: 'branch 7 in Sundvik' })
      .play('approve', chief, '2025-02-12 09:00', paper('mla-approval'))
      .play('send-shared', ca, '2025-02-13 09:00', { ...whole, location: 'branch 7 in Sundvik' })
    expect(sent.main).toBe('SENT')
    const left = shared()
    pass(left, '2026-03-01 09:00')
    expect(left.main).toBe('LAPSED')
  })

  it('RL-01: Zerev asks Veldania on paper about a journalist; G-10 blocks it, two persons refuse', () => {
    const scribe = by('XV-CA', 'registrar')
    const note = { ...whole, reference: 'note 118 of 2025', sensitive: ['journalist'] }
    const matter = new Matter('rl-01', 'XZ-MFA', 'P3').play(
      'record-paper',
      scribe,
      '2025-03-09 09:00',
      note,
    )
    expect(matter.main).toBe('SENT')
    expect(matter.state?.parties).toMatchObject({
      requesting: { authority: 'XZ-MFA', country: 'XZ' },
      requested: { authority: 'XV-CA' },
    })
    expect(matter.state?.sentAt).toBe('2025-03-09T09:00:00.000Z')
    expect(matter.events[0]?.data.recorded).toBe(true)
    expect(matter.events[0]?.crosses).toBe(false)
    expect(matter.state?.clocks).toEqual([])
    const first = by('XV-CA', 'prosecutor')
    const tried = matter.attempt('accept', first, '2025-03-09 10:00', paper('mla-acceptance'))
    expect(!tried.ok && tried.refusal.name).toBe('red-line')
    expect(!tried.ok && tried.refusal.ground).toContain('G-10, political offence or press freedom')
    expect(!tried.ok && tried.refusal.citation).toContain('ICCPR art. 19(2)')
    const press = { ground: 'G-10', reasons: 'a journalist, and no fraud is described' }
    matter
      .play('consult', first, '2025-03-09 11:00', press)
      .play('answer-consultation', scribe, '2025-03-17 09:00', { answer: 'the note is maintained' })
    expect(matter.events.at(-1)?.data).toMatchObject({ recorded: true, side: 'requesting' })
    const alone = matter.attempt('refuse', first, '2025-03-17 10:00', press)
    expect(!alone.ok && alone.refusal.name).toBe('approver-is-author')
    matter.play('refuse', chief, '2025-03-17 11:00', press)
    expect(matter.main).toBe('REFUSED')
    expect(matter.state?.notes.ground).toBe('G-10')
    const again = recompute(matter.events, () => shipped, {
      directory: lanternCards,
      self: ['XV-CA'],
    })
    expect(again.map((r) => r.outcome)).toEqual(matter.events.map(() => 'same'))
  })

  it('nobody records a paper in the name of a member, and no letter can carry one', () => {
    const record = (from: string) =>
      new Matter('x', from, 'P3').attempt(
        'record-paper',
        by('XV-CA', 'case-officer'),
        '2025-03-09 09:00',
        whole,
      )
    const forged = record('XN-CA')
    expect(!forged.ok && forged.refusal.name).toBe('sender-in-network')
    const unheard = record('XQ-MFA')
    expect(!unheard.ok && unheard.refusal.name).toBe('addressee-unknown')
    const [event] = must(record('XZ-MFA'))
    const sent = { ...event!, crosses: true, node: 'XV-CA' }
    const here = { now: sent.at, directory: lanternCards, law: shipped, self: ['XN-CA'] }
    const admitted = admit(undefined, sent, here)
    expect(!admitted.ok && admitted.refusal.name).toBe('peer-event-false')
  })

  it('RL-01: a request about a journalist stops at the red line until two persons have signed', () => {
    const press = { ...whole, sensitive: ['journalist'] }
    const drafted = new Matter('rl', 'XN-CA', 'P3').play('draft', ca, '2025-03-09 09:00', press)
    const tried = drafted.attempt('approve', chief, '2025-03-09 10:00', paper('mla-approval'))
    expect(!tried.ok && tried.refusal.name).toBe('red-line')
    expect(!tried.ok && tried.refusal.citation).toContain('G-10')
    const second = by('XV-CA', 'head-of-desk', 2)
    drafted
      .play('sign-red-line', second, '2025-03-09 11:00', paper('red-line'))
      .play('countersign-red-line', chief, '2025-03-09 12:00', paper('red-line'))
      .play('approve', chief, '2025-03-09 13:00', paper('mla-approval'))
      .play('send', ca, '2025-03-09 14:00', press)
    const received = drafted.attempt('accept', judge, '2025-03-10 09:00', paper('mla-acceptance'))
    expect(!received.ok && received.refusal.name).toBe('red-line')
  })

  it('RL-01: what the sender left out, the receiver marks; between units too it stops there', () => {
    const request = { ...documents['fiu-request'], reference: 'RL-01' }
    const matter = new Matter('rl-01', 'XV-FIU')
      .play('draft', by('XC-FIU', 'analyst'), '2025-03-09 09:00', request)
      .play('approve', by('XC-FIU', 'head-of-desk'), '2025-03-09 09:10', documents.approval)
      .play('send', by('XC-FIU', 'node'), '2025-03-09 09:20', request)
      .play('acknowledge', by('XV-FIU', 'analyst'), '2025-03-09 10:00', { class: 'normal' })
      .play('mark-red-line', by('XV-FIU', 'analyst'), '2025-03-09 11:00', paper('red-line-mark'))
    const answer = documents['final-reply']
    const tried = matter.attempt('reply', by('XV-FIU', 'analyst'), '2025-03-10 09:00', answer)
    expect(!tried.ok && tried.refusal.name).toBe('red-line')
    const head = by('XV-FIU', 'head-of-desk')
    const alone = matter
      .play('sign-red-line-here', head, '2025-03-10 10:00', paper('red-line'))
      .attempt('countersign-red-line-here', head, '2025-03-10 10:01', paper('red-line'))
    expect(!alone.ok && alone.refusal.name).toBe('approver-is-author')
    matter
      .play('consult', by('XV-FIU', 'analyst'), '2025-03-10 11:00', {
        ground: 'G-10',
        reasons: 'the person is a journalist, no offence is shown',
      })
      .play('answer-consultation', by('XC-FIU', 'analyst'), '2025-03-11 09:00', { answer: 'none' })
      .play('refuse', head, '2025-03-11 10:00', { ground: 'G-10', reasons: 'press freedom' })
    expect(matter.main).toBe('REFUSED')
    expect(matter.state?.notes.ground).toBe('G-10')
  })

  it('another use needs consent, and originals come back before the end', () => {
    const matter = asked('ML-08', 'XN-CA', '2025-06-02')
      .play('accept', judge, '2025-06-10 09:00', paper('mla-acceptance'))
      .play('execute', theirs, '2025-08-04 09:00', paper('mla-execution', { originals: 'return' }))
    const other = matter.attempt(
      'report-use',
      ca,
      '2025-08-10 09:00',
      paper('use-report', { purpose: 'consented' }),
    )
    expect(!other.ok && other.refusal.name).toBe('speciality')
    matter
      .play('ask-consent', chief, '2025-08-11 09:00', { useCase: 'tax case', recipient: 'XV-TAX' })
      .play('give-consent', by('XN-CA', 'head-of-desk'), '2025-08-13 09:00', { scope: 'tax case' })
      .play('report-use', ca, '2025-08-14 09:00', paper('use-report', { purpose: 'consented' }))
    const owed = matter.attempt('close', chief, '2025-09-01 09:00')
    expect(!owed.ok && owed.refusal.name).toBe('originals-owed')
    matter
      .play('return-originals', ca, '2025-09-02 09:00', paper('originals-return'))
      .play('close', chief, '2025-09-03 09:00')
    expect(matter.main).toBe('CLOSED')
  })
})

describe('suspension', () => {
  const theirs = by('XN-FIU', 'duty-officer')
  const alert = paper('suspension-request')
  const asked = () =>
    new Matter('rq-12', 'XN-FIU', 'P2')
      .play('draft', by('XV-FIU', 'analyst'), '2025-03-16 14:10', alert)
      .play(
        'approve',
        by('XV-FIU', 'head-of-desk'),
        '2025-03-16 14:20',
        paper('suspension-approval'),
      )
      .play('send', by('XV-FIU', 'node'), '2025-03-16 14:30', alert)
      .play('acknowledge', theirs, '2025-03-16 14:36')
  const suspended = () =>
    asked().play('suspend-transaction', theirs, '2025-03-16 16:20', paper('suspension-order'))

  it('RQ-12 is suspended within eight hours, for ten working days to 28 March', () => {
    const matter = suspended()
    expect(status(matter, 'reply', '2025-03-16 16:20').status).toBe('met')
    expect(status(matter, 'ack', '2025-03-16 16:20').status).toBe('met')
    const term = status(matter, 'suspension-transaction', '2025-03-17 09:00')
    expect(term.rule).toBe('XN-suspension-transaction')
    expect(new Date(millis(term.due) - 1).toISOString().slice(0, 10)).toBe('2025-03-28')
  })

  it('it is replaced by the freezing order before it ends, and the person is told only then', () => {
    const matter = suspended()
    const warned = matter.attempt('tell-person', by('XN-FIU', 'analyst'), '2025-03-17 09:00', {
      ...paper('person-told'),
    })
    expect(!warned.ok && warned.refusal.name).toBe('tipping-off')
    matter.play('convert', by('XN-EPP', 'prosecutor'), '2025-03-18 09:00', {
      freezing: 'fz-17',
      reasons: 'the court has frozen the account',
    })
    expect(matter.main).toBe('CONVERTED')
    expect(matter.state?.links.convert).toBe('fz-17')
    matter.play('tell-person', by('XN-FIU', 'analyst'), '2025-03-19 09:00', paper('person-told'))
    expect(matter.state?.states.notice).toBe('TOLD')
  })

  it('it lapses by itself where nobody acts, and nothing can be converted after that', () => {
    const matter = suspended()
    const told = pass(matter, '2025-04-02 09:00')
    expect(told.filter((t) => t.startsWith('suspension.ended'))).toHaveLength(1)
    expect(matter.main).toBe('EXPIRED')
    const late = matter.attempt(
      'convert',
      by('XN-EPP', 'prosecutor'),
      '2025-04-02 10:00',
      paper('suspension-conversion'),
    )
    expect(!late.ok && late.refusal.name).toBe('not-open-now')
  })

  it('it is refused only after consultation, where the domestic test is not met', () => {
    const ground = { ground: 'G-07', reasons: 'the reasons do not meet the domestic test' }
    const matter = asked()
      .play('consult', by('XN-FIU', 'duty-officer'), '2025-03-16 15:00', ground)
      .play('answer-consultation', by('XV-FIU', 'duty-officer'), '2025-03-16 15:30', {
        answer: 'the statement of the bank is attached',
      })
      .play('refuse', by('XN-FIU', 'head-of-desk'), '2025-03-16 16:00', ground)
    expect(matter.main).toBe('REFUSED')
    expect(status(matter, 'reply', '2025-03-16 16:00').status).toBe('met')
  })

  it('living costs can be left free, and damage can be claimed after the release', () => {
    const matter = suspended()
      .play(
        'ask-living-costs',
        by('XN-FIU', 'analyst'),
        '2025-03-17 09:00',
        paper('carve-out-request'),
      )
      .play(
        'grant-living-costs',
        by('XN-DC', 'judge'),
        '2025-03-19 09:00',
        paper('carve-out-decision'),
      )
      .play('release', theirs, '2025-03-20 09:00', paper('suspension-end'))
      .play('claim-damage', by('XN-DC', 'registrar'), '2025-04-20 09:00', paper('damage-claim'))
      .play('decide-damage', by('XN-DC', 'judge'), '2025-05-05 09:00', paper('damage-decision'))
    expect(matter.main).toBe('RELEASED')
    expect(matter.state?.states).toMatchObject({ 'carve-out': 'GRANTED', damage: 'DECIDED' })
  })

  it('a prosecutor alerts the unit of the own country by the same steps', () => {
    const { class: _, ...atHome } = alert
    const matter = new Matter('home', 'XV-FIU', 'P2')
      .play('draft', by('XV-SACP', 'prosecutor'), '2025-01-13 09:00', atHome)
      .play(
        'approve',
        by('XV-SACP', 'head-of-desk'),
        '2025-01-13 09:10',
        paper('suspension-approval'),
      )
      .play('send', by('XV-SACP', 'prosecutor'), '2025-01-13 09:20', atHome)
      .play(
        'suspend-account',
        by('XV-FIU', 'head-of-desk'),
        '2025-01-13 10:00',
        paper('suspension-order'),
      )
    expect(matter.main).toBe('SUSPENDED')
    expect(matter.events.every((e) => !e.crosses)).toBe(true)
  })
})

describe('freezing', () => {
  const aro = by('XV-ARMA', 'case-officer')
  const second = by('XV-ARMA', 'case-officer', 2)
  const certificate = paper('freezing-certificate')

  const proposed = (id: string, to: string, confidence = 93) =>
    new Matter(id, to, 'P4')
      .play('propose', aro, '2025-03-12 09:00', paper('freeze-proposal', { reference: id }))
      .play('check-attribution', second, '2025-03-13 09:00', {
        confidence,
        method: 'statements of three years read again',
      })
      .play('draft', by('XV-SACP', 'case-officer'), '2025-03-13 15:00', certificate)

  const transmitted = (id: string, to: string) =>
    proposed(id, to)
      .play('issue', by('XV-HC', 'judge'), '2025-03-14 09:00', paper('freezing-order'))
      .play('transmit', by('XV-CA', 'registrar'), '2025-03-15 12:00', certificate)

  const frozen = (id: string, to: string, court: string, when = '2025-03-18 09:00') =>
    transmitted(id, to)
      .play('recognise', by(court, 'judge'), '2025-03-17 10:00', paper('freeze-recognition'))
      .play('make-ready', by(to, 'case-officer'), '2025-03-17 18:00', paper('readiness-vote'))
      .play('execute', by(to, 'case-officer'), when, paper('freeze-receipt'))

  it('the certificate is recognised after 46 hours and carried out 23 hours later, both in time', () => {
    const matter = frozen('fz-17', 'XN-CA', 'XN-DC')
    expect(status(matter, 'decide', '2025-03-18 09:00').status).toBe('met')
    expect(status(matter, 'execute', '2025-03-18 09:00').status).toBe('met')
    expect(Object.keys(matter.state!.filled.freeze!).sort()).toEqual(
      [
        'audit',
        'independentAuthority',
        'legalBasis',
        'necessity',
        'notice',
        'reasons',
        'remedy',
        'thirdParties',
        'timeLimit',
      ].sort(),
    )
  })

  it('AS-24 is not frozen: the attribution is below the line', () => {
    const tried = proposed('as-24', 'XC-AG', 35).attempt(
      'issue',
      by('XV-HC', 'judge'),
      '2025-03-14 09:00',
      paper('freezing-order'),
    )
    expect(!tried.ok && tried.refusal.name).toBe('attribution-low')
    expect(!tried.ok && tried.refusal.ground).toContain('80 are needed')
  })

  it('AS-10 lapses by itself at midnight on 18 September, after two warnings', () => {
    const matter = frozen('as-10', 'XC-AG', 'XC-GC')
    matter.play('notify', by('XC-AG', 'registrar'), '2025-03-20 09:00', paper('person-told'))
    const term = status(matter, 'term', '2025-03-20 09:00')
    expect(term.rule).toBe('XC-freeze-term')
    // Thirty and seven days before midnight of 18 September: midnight of 19 August and of 11 September.
    const told = ['2025-08-19', '2025-09-11'].flatMap((day) => {
      const before = pass(matter, `${day} 12:00`).filter((t) => t.includes(' term '))
      const after = pass(matter, new Date(Date.parse(`${day}T24:00:00Z`)).toISOString())
      return [before.length, after.filter((t) => t.startsWith('clock.warned term')).length]
    })
    expect(told).toEqual([0, 1, 0, 1])
    pass(matter, '2025-09-18 23:59')
    expect(matter.main).toBe('EXECUTED')
    const after = pass(matter, '2025-09-19 08:00')
    expect(after.some((t) => t.startsWith('freeze.expired'))).toBe(true)
    expect(matter.main).toBe('EXPIRED')
    const end = matter.state!.stamps.lapse!
    expect(Math.abs(millis(end) - millis(at('2025-09-19 00:00')))).toBeLessThanOrEqual(1000)
    const late = matter.attempt(
      'extend',
      by('XC-GC', 'judge'),
      '2025-09-19 09:00',
      paper('extension'),
    )
    expect(!late.ok && late.refusal.name).toBe('not-open-now')
    expect(pass(matter, '2025-10-19 09:00').filter((t) => t.includes(' term '))).toEqual([])
  })

  it('an extension decided after the end, before the node has looked, is refused too', () => {
    const matter = frozen('as-10', 'XC-AG', 'XC-GC')
    const late = matter.attempt(
      'extend',
      by('XC-GC', 'judge'),
      '2025-09-19 00:30',
      paper('extension'),
    )
    expect(!late.ok && late.refusal.name).toBe('clock-first')
  })

  it('AS-09 is renewed twice, each time from the end of the old term', () => {
    const matter = frozen('as-09', 'XC-AG', 'XC-GC')
    matter.play('extend', by('XC-GC', 'judge'), '2025-09-10 09:00', paper('extension'))
    expect(matter.main).toBe('EXTENDED')
    expect(
      new Date(millis(status(matter, 'term', '2025-09-20 09:00').due) - 1)
        .toISOString()
        .slice(0, 10),
    ).toBe('2026-03-18')
    matter.play(
      'extend',
      by('XC-GC', 'judge'),
      '2026-03-10 09:00',
      paper('extension', { begins: '2026-03-18' }),
    )
    expect(
      new Date(millis(status(matter, 'term', '2026-03-20 09:00').due) - 1)
        .toISOString()
        .slice(0, 10),
    ).toBe('2026-09-18')
    const gap = matter.attempt(
      'extend',
      by('XC-GC', 'judge'),
      '2026-09-01 09:00',
      paper('extension', { begins: '2026-10-01' }),
    )
    expect(!gap.ok && gap.refusal.name).toBe('term-gap')
  })

  it('Port Sable: the prosecutor attaches for seven days, the court confirms for twelve months', () => {
    const pp = by('XS-PP', 'prosecutor')
    const attached = () =>
      transmitted('fz-08', 'XS-PP')
        .play('recognise', pp, '2025-03-16 12:00', paper('freeze-recognition'))
        .play(
          'attach',
          pp,
          '2025-03-18 13:42',
          paper('freeze-receipt', { amount: eur('1453600.00') }),
        )
    const confirmed = attached().play(
      'confirm',
      by('XS-CC', 'judge'),
      '2025-03-24 09:00',
      paper('confirmation'),
    )
    expect(confirmed.main).toBe('EXECUTED')
    expect(status(confirmed, 'term', '2025-03-25 09:00').due.slice(0, 10)).toMatch(
      /^2026-03-2[45]$/,
    )
    const left = attached()
    pass(left, '2025-03-27 09:00')
    expect(left.main).toBe('EXPIRED')
    const nowhere = transmitted('fz-x', 'XC-AG')
      .play('recognise', by('XC-GC', 'judge'), '2025-03-16 12:00', paper('freeze-recognition'))
      .open(by('XC-AG', 'prosecutor'), '2025-03-17 09:00')
    expect(nowhere).not.toContain('attach')
  })

  it('RV-01: living costs are carved out here, the grounds of the order are contested at home', () => {
    const clerk = by('XN-DC', 'registrar')
    const judge = by('XN-DC', 'judge')
    const matter = frozen('as-17', 'XN-CA', 'XN-DC')
      .play('notify', by('XN-CA', 'registrar'), '2025-03-19 09:00', paper('person-told'))
      .play('file-review', clerk, '2025-04-10 09:00', paper('review-filed'))
      .play('vary', judge, '2025-04-30 09:00', paper('freeze-variation'))
    expect(matter.state?.states.review).toBe('VARIED')
    expect(matter.state?.notes.released).toEqual(eur('57000.00'))
    matter.play('file-review', clerk, '2025-05-02 09:00', paper('review-filed'))
    const rest = (amount: string) =>
      matter.attempt(
        'vary',
        judge,
        '2025-05-03 09:00',
        paper('freeze-variation', { released: eur(amount) }),
      )
    expect(rest('823000.00').ok, 'what is left of 880,000').toBe(true)
    expect(rest('823000.01'), 'more than is left').toMatchObject({
      ok: false,
      refusal: { name: 'more-than-frozen' },
    })
    matter.play('dismiss-review', judge, '2025-05-04 09:00', paper('review-dismissal'))
    matter.play(
      'file-review',
      clerk,
      '2025-05-10 09:00',
      paper('review-filed', { applicant: 'merits' }),
    )
    const here = matter.attempt(
      'dismiss-review',
      judge,
      '2025-05-11 09:00',
      paper('review-dismissal'),
    )
    expect(!here.ok && here.refusal.name).toBe('merits-elsewhere')
    matter
      .play('route-review', clerk, '2025-05-12 09:00', paper('review-routing'))
      .play('decide-merits', by('XV-HC', 'judge', 2), '2025-05-28 09:00', paper('merits-decision'))
    expect(matter.state?.states.review).toBe('UPHELD')
  })

  it('P02 is told the day after, or later for a reason that is signed and renewed', () => {
    const bench = by('XN-DC', 'judge')
    const matter = frozen('as-17', 'XN-CA', 'XN-DC')
      .play('postpone-notice', bench, '2025-03-18 10:00', paper('notice-postponement'))
      .play('renew-postponement', bench, '2025-03-19 10:00', paper('notice-postponement'))
      .play('notify', by('XN-CA', 'registrar'), '2025-03-20 09:00', paper('person-told'))
    expect(matter.state?.states.notice).toBe('NOTIFIED')
    expect(status(matter, 'first-review', '2025-03-21 09:00').due.slice(0, 10)).toMatch(
      /^2025-04-(19|20|21|22)$/,
    )
  })

  it('the requester is heard before lifting, and six weeks of silence end the duty', () => {
    const judge = by('XN-DC', 'judge')
    const lifted = frozen('as-18', 'XN-CA', 'XN-DC')
    const early = lifted.attempt('lift', judge, '2025-04-01 09:00', paper('lifting'))
    expect(!early.ok && early.refusal.name).toBe('requester-not-heard')
    lifted
      .play('announce-lifting', judge, '2025-04-01 09:00', paper('lifting-announced'))
      .play(
        'answer-lifting',
        by('XV-CA', 'case-officer'),
        '2025-04-03 09:00',
        paper('lifting-answer'),
      )
      .play('lift', judge, '2025-04-04 09:00', paper('lifting'))
    expect(lifted.main).toBe('LIFTED')

    const silent = frozen('as-19', 'XN-CA', 'XN-DC').play(
      'ask-limit',
      judge,
      '2025-05-01 09:00',
      paper('limit-question'),
    )
    const soon = silent.attempt('lift-on-silence', judge, '2025-06-01 09:00', paper('lifting'))
    expect(!soon.ok && soon.refusal.name).toBe('not-silent')
    pass(silent, '2025-06-14 09:00')
    silent.play('lift-on-silence', judge, '2025-06-14 10:00', paper('lifting'))
    expect(silent.main).toBe('LIFTED')
  })

  it('what is not found is impossible, on one of five grounds, and opens again when it is found', () => {
    const ca = by('XN-CA', 'case-officer')
    const matter = transmitted('as-25', 'XN-CA').play(
      'recognise',
      by('XN-DC', 'judge'),
      '2025-03-17 10:00',
      paper('freeze-recognition'),
    )
    const other = matter.attempt('report-impossible', ca, '2025-03-18 09:00', {
      impossibility: 'PO-01',
      search: 'the flat',
    })
    expect(!other.ok && other.refusal.name).toBe('impossibility-not-open')
    matter
      .play('report-impossible', ca, '2025-03-18 09:00', paper('impossibility'))
      .play('find', ca, '2025-06-01 09:00', paper('found'))
    expect(matter.main).toBe('RECOGNISED')
  })

  it('a leg at home runs by the same steps, and an order of a prosecutor names its judge', () => {
    const matter = proposed('as-01', 'XV-HC')
    const { validated: _, ...alone } = paper('freezing-order')
    const tried = matter.attempt('issue', by('XV-SACP', 'prosecutor'), '2025-03-14 09:00', alone)
    expect(!tried.ok && tried.refusal.name).toBe('not-validated')
    matter
      .play('issue', by('XV-HC', 'judge'), '2025-03-14 09:00', paper('freezing-order'))
      .play('transmit', by('XV-SACP', 'case-officer'), '2025-03-15 09:00', certificate)
      .play('recognise', by('XV-HC', 'judge', 2), '2025-03-16 09:00', paper('freeze-recognition'))
      .play('execute', by('XV-HC', 'registrar'), '2025-03-18 09:00', paper('freeze-receipt'))
    expect(matter.main).toBe('EXECUTED')
    expect(matter.events.every((e) => !e.crosses)).toBe(true)
  })
})

// Invented legs of the LANTERN case: leg, executing authority, seconds after the release, value in EUR.
const legs: readonly (readonly [string, string, number, string])[] = [
  ['FZ-01', 'XV-HC', 4, '5480000.00'],
  ['FZ-02', 'XV-HC', 5, '1870000.00'],
  ['FZ-03', 'XV-HC', 5, '1350000.00'],
  ['FZ-04', 'XV-HC', 720, '1260000.00'],
  ['FZ-05', 'XV-HC', 6000, '420000.00'],
  ['FZ-06', 'XS-PP', 31, '2990000.00'],
  ['FZ-07', 'XS-PP', 1500, '3726000.00'],
  ['FZ-08', 'XS-PP', 16920, '1453600.00'],
  ['FZ-09', 'XC-AG', 12, '1242000.00'],
  ['FZ-10', 'XC-AG', 12, '165600.00'],
  ['FZ-11', 'XC-AG', 13, '460000.00'],
  ['FZ-12', 'XN-CA', 1080, '8280000.00'],
  ['FZ-13', 'XN-CA', 7, '1300000.00'],
  ['FZ-14', 'XN-CA', 7, '135000.00'],
  ['FZ-15', 'XN-CA', 180, '7150000.00'],
  ['FZ-16', 'XN-CA', 180, '2200000.00'],
  ['FZ-17', 'XN-CA', 6, '880000.00'],
  ['FZ-18', 'XN-CA', 9000, '410000.00'],
  ['FZ-19', 'XN-CA', 20, '1000000.00'],
  ['FZ-20', 'XN-CA', 9, '3730000.00'],
  ['FZ-21', 'XN-CA', 10, '1380000.00'],
  ['FZ-22', 'XN-CA', 10, '2208000.00'],
  ['FZ-23', 'XC-AG', 2820, '1656000.00'],
]

describe('the conductor', () => {
  const lead = by('XV-SACP', 'case-officer')
  const chief = by('XV-SACP', 'head-of-desk')
  const t0 = '2025-03-18T09:00:00Z'
  const plan = paper('conductor-plan', {
    legs: legs.map(([leg]) => leg),
    value: eur('51114200.00'),
    executors: ['XS-PP', 'XC-AG', 'XV-HC'],
  })
  const desk = (authority: string) =>
    by(authority, authority === 'XV-HC' ? 'registrar' : 'case-officer')
  // FZ-08 was planned with the 368,000 that fled before it was carried out.
  const planned = (leg: string, value: string) => (leg === 'FZ-08' ? '1821600.00' : value)

  const voting = () =>
    new Matter('t0', 'XN-CA', 'P4b')
      .play('plan', lead, '2025-03-16 09:00', plan)
      .play('approve', chief, '2025-03-16 10:00', paper('conductor-approval'))
      .play('call-vote', lead, '2025-03-17 12:00', plan)

  const voted = (without: readonly string[] = []) => {
    const matter = voting()
    for (const [leg, authority, , value] of legs)
      if (!without.includes(leg))
        matter.play('vote', desk(authority), '2025-03-17 18:00', {
          leg,
          vote: 'ready',
          value: eur(planned(leg, value)),
        })
    return matter
  }

  it('asks again for a new moment: votes for the one before, and of legs left out, do not count', () => {
    const later = { ...plan, t0: '2025-03-20T09:00:00Z' }
    const again = voted()
      .play('abort', lead, '2025-03-18 08:00', { reasons: 'one leg is not ready' })
      .play('replan', chief, '2025-03-18 10:00', later)
    expect(again.state!.tallies.votes).toBeUndefined()
    const armed = again.attempt('arm', lead, '2025-03-20 08:45', paper('leg-arming'))
    expect(!armed.ok && armed.refusal.name).toBe('legs-not-ready')
  })

  it('arms only when enough of the value is ready', () => {
    const short = voted(['FZ-12', 'FZ-15']).attempt(
      'arm',
      lead,
      '2025-03-18 08:45',
      paper('leg-arming'),
    )
    expect(!short.ok && short.refusal.name).toBe('legs-not-ready')
    expect(!short.ok && short.refusal.ground).toContain('FZ-12, FZ-15')
    expect(voted(['FZ-05']).attempt('arm', lead, '2025-03-18 08:45', paper('leg-arming')).ok).toBe(
      true,
    )
  })

  it('stops when a leak is reported, and sets a new moment only when it is clear', () => {
    const matter = voted()
      .play('arm', lead, '2025-03-18 08:45', paper('leg-arming'))
      .play('report-leak', desk('XS-PP'), '2025-03-18 08:50', {
        ...paper('leak-report'),
        leg: 'FZ-08',
        seen: '2025-03-18T08:49:00Z',
      })
    const tried = matter.attempt('release', lead, '2025-03-18 09:00', paper('leg-release'))
    expect(!tried.ok && tried.refusal.name).toBe('leak-known')
    matter.play('abort', lead, '2025-03-18 09:01', { reasons: 'a leak on FZ-08' })
    expect(matter.main).toBe('ABORTED')
  })

  it('23 legs: spread 16,916 s, 14 within a minute worth 24,190,600.00, leakage 368,000.00', () => {
    const matter = voted().play('arm', lead, '2025-03-18 08:45', paper('leg-arming'))
    const early = matter.attempt('release', lead, '2025-03-18 08:59', paper('leg-release'))
    expect(!early.ok && early.refusal.name).toBe('before-t0')
    matter.play('release', lead, '2025-03-18 09:00', paper('leg-release'))
    for (const [leg, authority, seconds, value] of [...legs].sort((a, b) => a[2] - b[2]))
      matter.play('give-receipt', desk(authority), '2025-03-18 14:00', {
        leg,
        executed: new Date(Date.parse(t0) + seconds * 1000).toISOString(),
        amount: eur(value),
        receipt: `receipt of ${leg}`,
      })
    matter.play('note-leak', lead, '2025-03-18 15:00', { ...paper('leak-report'), leg: 'FZ-08' })
    const figures = conductorFigures(matter.state!)
    expect(figures).toEqual({
      legs: 23,
      spread: 16_916,
      within: 14,
      withinValue: eur('24190600.00'),
      frozen: eur('50746200.00'),
      leakage: eur('368000.00'),
    })
    const report = {
      spread: 16_916,
      within: 14,
      withinValue: eur('24190600.00'),
      frozen: eur('50746200.00'),
      leakage: eur('368000.00'),
      lessons: 'a duty desk at night is needed in Port Sable',
    }
    const wrong = matter.attempt('close', lead, '2025-03-25 09:00', { ...report, spread: 60 })
    expect(!wrong.ok && wrong.refusal.name).toBe('figures-false')
    matter.play('close', lead, '2025-03-25 09:00', report)
    expect(matter.main).toBe('CLOSED')
  })
})
