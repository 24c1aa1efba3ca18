import { describe, expect, it } from 'vitest'
import { millis } from '#base'
import type { Role } from '#directory'
import { shipped } from '#law'
import { clocks } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { fieldsOf } from './read-form.ts'
import { caseLines, learningSamples as doc } from './samples-learning.ts'
import { rightsSamples } from './samples-rights.ts'
import type { MatterFile } from './situation.ts'
import { at, Matter, officer } from './testing.ts'
import { textDigest } from './text-digest.ts'

const by = (authority: string, role: Role, n = 1) => officer(authority, role, n)
const days = (from: string, to: string) =>
  Math.floor((millis(at(to)) - millis(at(from))) / 86_400_000)
const status = (matter: Matter, id: string, now: string) =>
  clocks(matter.state!, at(now), shipped).find((c) => c.id === id)?.status
const digest = `sha256:${'7e'.repeat(32)}`
const evaluator = by('NET-EVAL', 'inspector')
const committee = by('NET-SEC', 'delegate')

function until(matter: Matter, now: string, node: string): Matter {
  for (const event of dueEvents(matter.state!, at(now), node, shipped)) matter.apply(event)
  return matter
}

type Line = readonly [
  id: string,
  owner: string,
  role: Role,
  adopted: string,
  milestones: readonly string[],
  due: string,
  reached: readonly (readonly [milestone: string, on: string])[],
  code: string | undefined,
]

// Commitments of the LANTERN world and where they stood on 30 September 2026; no code: the plan still runs.
const commitments: readonly Line[] = [
  [
    'cm-01',
    'XC-REG',
    'delegate',
    '2025-10-01',
    ['M1 2026-01-31: 80 % of companies verified', 'M2 2026-06-30: 90 % of companies verified'],
    '2026-06-30',
    [['M1', '2026-01-30']],
    'substantial',
  ],
  [
    'cm-02',
    'XS-PP',
    'delegate',
    '2025-05-01',
    ['M1 2025-07-31: law in force', 'M2 2025-09-30: staff in post', 'M3 2025-10-31: test passed'],
    '2025-10-31',
    [
      ['M1', '2025-07-20'],
      ['M2', '2025-09-28'],
      ['M3', '2025-10-30'],
    ],
    'complete',
  ],
  [
    'cm-03',
    'XV-CA',
    'delegate',
    '2025-08-01',
    ['M1 2025-10-31: bill in parliament', 'M2 2026-06-30: act in force'],
    '2026-06-30',
    [['M1', '2025-10-30']],
    'limited',
  ],
  [
    'cm-04',
    'XN-CA',
    'delegate',
    '2025-12-01',
    ['M1 2026-02-28: guidance published', 'M2 2026-08-31: audit done'],
    '2026-08-31',
    [['M1', '2026-02-20']],
    'substantial',
  ],
  [
    'cm-05',
    'XC-FIU',
    'delegate',
    '2026-01-10',
    ['M1 2026-03-31: median of 25 days', 'M2 2026-12-31: median of 15 days'],
    '2026-12-31',
    [['M1', '2026-03-30']],
    undefined,
  ],
  [
    'cm-06',
    'XV-FIU',
    'delegate',
    '2026-01-10',
    [
      'M1 2026-12-31: first exercise',
      'M2 2027-12-31: second exercise',
      'M3 2028-12-31: third exercise',
    ],
    '2028-12-31',
    [['M1', '2026-06-15']],
    undefined,
  ],
]

function adopted([id, owner, role, from, milestones, due]: Line, follows?: string): Matter {
  const text = {
    ...doc.commitment,
    reference: id.toUpperCase(),
    milestones,
    due,
    ...(follows === undefined ? {} : { follows }),
  }
  const who = by(owner, role)
  return new Matter(id, 'NET-EVAL', 'P12')
    .play('propose', who, `${from} 08:00`, text)
    .play('co-create', who, `${from} 09:00`, doc['consultation-record'])
    .play('adopt', who, `${from} 10:00`, text)
}

function carried(line: Line): Matter {
  const [, owner, role, , , , reached] = line
  const matter = adopted(line)
  for (const [milestone, on] of reached)
    until(matter, `${on} 09:00`, owner).play('report-milestone', by(owner, role), `${on} 09:00`, {
      milestone,
      evidence: digest,
      reached: 'as promised',
    })
  return matter
}

describe('the commitments of LANTERN', () => {
  it.each(commitments.filter((c) => c[7] !== undefined))(
    '%s is assessed by another country',
    (...line) => {
      const [, owner, , , , due, , code] = line
      const matter = until(carried(line), `${due} 12:00`, owner)
      const when = `${due.slice(0, 4)}-${String(Number(due.slice(5, 7)) + 1).padStart(2, '0')}-20 09:00`
      until(matter, when, owner).play('code', evaluator, when, {
        ...doc.coding,
        evidence: [digest],
        code: code!,
      })
      expect(matter.state?.notes.code).toBe(code)
      expect(status(matter, 'coding', when)).toBe('met')
      expect(matter.state?.parties.requested.country).not.toBe(
        matter.state?.parties.requesting.country,
      )
    },
  )

  it('CM-02 is complete, because every milestone has its evidence', () => {
    const matter = carried(commitments[1]!)
    expect(Object.keys(matter.state!.tallies.milestones!)).toEqual(['M1', 'M2', 'M3'])
    matter.play('declare-done', by('XS-PP', 'delegate'), '2025-10-30 12:00', {
      reasons: 'three of three',
    })
    expect(matter.state?.states.report).toBe('DONE')
    expect(until(matter, '2025-12-01 09:00', 'XS-PP').state?.states.report).toBe('DONE')
  })

  it('CM-01 cannot be declared done while a milestone has no evidence', () => {
    const early = carried(commitments[0]!).attempt(
      'declare-done',
      by('XC-REG', 'delegate'),
      '2026-06-29 09:00',
      { reasons: 'nearly there' },
    )
    expect(!early.ok && early.refusal.name).toBe('evidence-missing')
  })

  it('CM-01 cannot be called complete: the second milestone has no evidence', () => {
    const matter = until(carried(commitments[0]!), '2026-07-20 09:00', 'XC-REG')
    const refused = matter.attempt('code', evaluator, '2026-07-20 09:00', {
      ...doc.coding,
      code: 'complete',
    })
    expect(!refused.ok && refused.refusal.ground).toBe('no evidence for M2')
  })

  it('CM-01 rises only on evidence that is new, and that the owner has signed', () => {
    const coded = (code: string, evidence: readonly string[]) => ({ ...doc.coding, code, evidence })
    const matter = until(carried(commitments[0]!), '2026-07-20 09:00', 'XC-REG')
      .play('code', evaluator, '2026-07-20 09:00', coded('limited', [digest]))
      .play('reply', by('XC-REG', 'delegate'), '2026-07-21 09:00', { statement: 'more is done' })
      .play('publish', evaluator, '2026-07-22 09:00', doc['assessment-publication'])
      .play('carry-on', by('XC-REG', 'delegate'), '2026-07-23 09:00')
    const said = (code: string, evidence: readonly string[]) => {
      const answer = matter.attempt('code', evaluator, '2026-08-31 09:00', coded(code, evidence))
      return answer.ok ? 'coded' : answer.refusal.name
    }
    until(matter, '2026-08-29 09:00', 'XC-REG')
    const newer = `sha256:${'a1'.repeat(32)}`
    expect(said('substantial', [digest])).toBe('evidence-missing')
    expect(said('substantial', [])).not.toBe('coded')
    expect(said('substantial', [newer])).toBe('evidence-unknown')
    expect(said('limited', [digest])).toBe('coded')
    matter.play('report-milestone', by('XC-REG', 'delegate'), '2026-08-30 09:00', {
      milestone: 'M2',
      evidence: newer,
      reached: '86 % verified',
    })
    expect(said('substantial', [digest, newer])).toBe('coded')
  })

  it('evidence is a file of the matter that two officers of the owner stand behind', () => {
    const owner = by('XC-REG', 'delegate')
    const matter = adopted(commitments[0]!)
    const file = { digest, authority: 'XC-REG', released: true, whole: true, openedBy: [] }
    const said = (files: readonly MatterFile[]) => {
      const report = { milestone: 'M1', evidence: digest, reached: '80 % verified' }
      const answer = matter.attempt('report-milestone', owner, '2026-01-30 09:00', report, files)
      return answer.ok ? 'reported' : answer.refusal.ground
    }
    expect(said([file])).toBe('reported')
    expect(said([])).toContain('no file of this matter')
    expect(said([{ ...file, digest: `sha256:${'0c'.repeat(32)}` }])).toContain('no file')
    expect(said([{ ...file, authority: 'NET-EVAL' }])).toContain('no file')
    expect(said([{ ...file, released: false }])).toContain('no second officer')
  })

  it('a code rests on files that the very officer who signs it has opened', () => {
    const matter = until(carried(commitments[0]!), '2026-07-20 09:00', 'XC-REG')
    const file = { digest, authority: 'XC-REG', released: false, whole: true, openedBy: [] }
    const said = (openedBy: readonly string[]) => {
      const coding = { ...doc.coding, code: 'limited', evidence: [digest] }
      const answer = matter.attempt('code', evaluator, '2026-07-20 09:00', coding, [
        { ...file, openedBy },
      ])
      return answer.ok ? 'coded' : answer.refusal.name
    }
    expect(said([evaluator.id])).toBe('coded')
    expect(said(['NET-EVAL/another'])).toBe('evidence-unseen')
    expect(said([])).toBe('evidence-unseen')
  })

  it('CM-03 turns red by itself when its plan has run out, and nobody decides it', () => {
    const matter = until(carried(commitments[2]!), '2026-07-02 00:00', 'XV-CA')
    expect(matter.state?.states.report).toBe('RED')
    expect(matter.events.at(-1)).toMatchObject({ type: 'commitment.late', actor: 'XV-CA/clock' })
  })

  it('CM-05 and CM-06 are in progress on 30 September 2026', () => {
    for (const line of commitments.slice(4)) {
      const matter = until(carried(line), '2026-09-30 09:00', line[1])
      expect(matter.main).toBe('ADOPTED')
      expect(status(matter, 'plan-end', '2026-09-30 09:00')).toBe('running')
    }
  })

  it('an assessment is published after the reply, or after 21 days', () => {
    const matter = until(carried(commitments[0]!), '2026-07-20 09:00', 'XC-REG')
    matter.play('code', evaluator, '2026-07-20 09:00', { ...doc.coding, evidence: [digest] })
    until(matter, '2026-08-09 08:59', 'XC-REG')
    const early = matter.attempt(
      'publish',
      evaluator,
      '2026-08-09 09:00',
      doc['assessment-publication'],
    )
    expect(!early.ok && early.refusal.name).toBe('reply-right-open')
    matter
      .play('reply', by('XC-REG', 'delegate'), '2026-08-09 09:00', {
        statement: 'four in two hundred',
      })
      .play('publish', evaluator, '2026-08-09 10:00', doc['assessment-publication'])
    expect(matter.main).toBe('PUBLISHED')
  })
})

describe('what civil society hands in', () => {
  const digestOf = (n: number) => `sha256:${String(n).repeat(64)}`
  const paper = (n: number) => ({ ...doc['civil-paper'], paper: digestOf(n) })
  const reviewOf = (country: string) =>
    new Matter('pv', 'NET-EVAL', 'P12').play(
      'open-review',
      by(country, 'delegate'),
      '2026-01-10 09:00',
      doc['review-opening'],
    )

  it('an organisation of the country under review hands it in itself', () => {
    const matter = reviewOf('XV-CA')
    matter.play('hand-in-paper', by('CSO-1', 'monitor'), '2026-02-01 09:00', paper(1))
    expect(matter.state?.tallies.papers).toEqual({ [digestOf(1)]: 'Dorvan Water Watch' })
    const ministry = matter.attempt(
      'hand-in-paper',
      by('XV-CA', 'delegate'),
      '2026-02-01 09:00',
      paper(2),
    )
    expect(ministry.ok).toBe(false)
  })

  it('the desk review ends with every paper named as published, and with no other number', () => {
    const matter = reviewOf('XS-PP')
      .play('draw-lot', evaluator, '2026-01-15 09:00', {
        ...doc['review-lot'],
        peers: ['XC', 'XV'],
      })
      .play('assess-self', by('XS-PP', 'delegate'), '2026-02-10 09:00', doc['self-assessment'])
      .play('record-paper', evaluator, '2026-02-20 09:00', paper(1))
      .play('record-paper', evaluator, '2026-02-21 09:00', paper(2))
    const said = (submissions: number, papers: readonly string[]) => {
      const { findings } = doc['desk-review']
      const named = papers.length === 0 ? {} : { papers: [...papers] }
      const desk = { findings, submissions, ...named }
      const answer = matter.attempt('review-desk', evaluator, '2026-03-10 09:00', desk)
      return answer.ok ? 'finished' : answer.refusal.name
    }
    expect(said(2, [])).toBe('submissions-miscounted')
    expect(said(1, [digestOf(1)])).toBe('submissions-miscounted')
    expect(said(3, [digestOf(1), digestOf(2)])).toBe('submissions-miscounted')
    expect(said(2, [digestOf(1), digestOf(2)])).toBe('finished')
  })
})

describe('the ladder', () => {
  const late = () => until(adopted(commitments[1]!), '2025-11-02 09:00', 'XS-PP')
  const noticed = () =>
    late().play('give-notice', committee, '2025-11-03 09:00', doc['ladder-notice'])

  it('goes by 30, 180 and 365 days from the notice', () => {
    const matter = noticed()
    const due = (id: string) =>
      clocks(matter.state!, at('2025-11-03 09:00'), shipped)
        .find((c) => c.id === id)
        ?.due.slice(0, 10)
    expect(due('ladder-plan')).toBe('2025-12-03')
    expect(due('ladder-statement')).toBe('2026-05-02')
    expect(due('ladder-restriction')).toBe('2026-11-03')
  })

  it('never cuts the rights of persons', () => {
    for (const right of ['dsr', 'claims', 'remedies', 'urgent-assistance']) {
      const cut = until(noticed(), '2026-11-04 09:00', 'XS-PP').attempt(
        'restrict',
        committee,
        '2026-11-04 09:00',
        { ...doc['ladder-restriction'], restrictions: [right] },
      )
      expect(!cut.ok && cut.refusal.name, right).toBe('rights-cut')
    }
  })

  it('is decided on appeal by somebody else', () => {
    const matter = until(noticed(), '2025-11-10 09:00', 'XS-PP').play(
      'appeal',
      by('XS-PP', 'delegate'),
      '2025-11-10 09:00',
      rightsSamples['complaint-appeal'],
    )
    const same = matter.attempt('dismiss-appeal', committee, '2025-11-20 09:00', {
      reasons: 'late',
    })
    expect(!same.ok && same.refusal.name).toBe('approver-is-author')
    matter.play('dismiss-appeal', by('NET-SEC', 'delegate', 2), '2025-11-20 09:00', {
      reasons: 'late',
    })
    expect(matter.state?.states.ladder).toBe('DISMISSED')
  })

  it('is not in the hands of those who assess', () => {
    const own = late().attempt(
      'give-notice',
      by('NET-EVAL', 'delegate'),
      '2025-11-03 09:00',
      doc['ladder-notice'],
    )
    expect(!own.ok && own.refusal.name).toBe('not-competent')
  })
})

describe('PV-01: Carrow is reviewed by two peers', () => {
  it('drawn by lot, and its summary is public after 181 days', () => {
    const carrow = by('XC-AG', 'delegate')
    const matter = new Matter('pv-01', 'NET-EVAL', 'P12')
      .play('open-review', carrow, '2026-01-10 09:00', doc['review-opening'])
      .play('draw-lot', evaluator, '2026-01-15 09:00', {
        ...doc['review-lot'],
        peers: ['XV', 'XN'],
      })
      .play('assess-self', carrow, '2026-02-16 09:00', doc['self-assessment'])
      .play('review-desk', evaluator, '2026-03-16 09:00', doc['desk-review'])
      .play('visit', evaluator, '2026-04-24 17:00', doc['review-visit'])
      .play('report-review', evaluator, '2026-06-20 09:00', doc['review-report'])
      .play('publish-summary', evaluator, '2026-07-15 09:00', doc['review-summary'])
      .play('answer-recommendations', carrow, '2026-08-01 09:00', {
        ...doc['recommendations-answer'],
        commitment: 'cm-05',
      })
    expect(days('2026-01-15 09:00', '2026-07-15 09:00')).toBe(181)
    expect(status(matter, 'whole-review', '2026-08-01 09:00')).toBe('met')
    expect(matter.state?.notes).toMatchObject({
      recommendations: 5,
      accepted: 4,
      peers: ['XV', 'XN'],
    })
    expect(matter.state?.links['answer-recommendations']).toBe('cm-05')
    const followUp = clocks(matter.state!, at('2026-08-01 09:00'), shipped).find(
      (c) => c.id === 'follow-up',
    )
    expect(followUp?.due.slice(0, 4)).toBe('2029')
  })
})

describe('typologies', () => {
  const editor = by('NET-SEC', 'editor')
  const reviewed = (id: string, cases: number, jurisdictions: number) =>
    new Matter(id, 'NET-SEC', 'P13')
      .play('submit', by('XN-FIU', 'analyst'), '2025-10-20 09:00', {
        ...doc.typology,
        reference: id.toUpperCase(),
      })
      .play('sanitise', editor, '2025-11-10 09:00', {
        ...doc['sanitised-text'],
        table: caseLines(cases, ['XV', 'XN', 'XC'].slice(0, jurisdictions)),
        cases,
        jurisdictions,
      })
      .play('test', by('NET-SEC', 'editor', 2), '2025-11-15 09:00', doc['re-identification-test'])
      .play('review', editor, '2025-12-01 09:00', doc['peer-review'])

  it('TY-01 rests on enough cases of three jurisdictions and is public, until its yearly review', () => {
    const matter = reviewed('ty-01', 5, 3).play('release', editor, '2025-12-15 09:00', doc.release)
    expect(matter.state?.notes.level).toBe('public')
    until(matter, '2026-12-16 09:00', 'NET-SEC')
    expect(matter.main).toBe('EXPIRED')
  })

  it('TY-02 has three cases: held back from the public, given to the partnership only', () => {
    const matter = reviewed('ty-02', 3, 2)
    const open = matter.attempt('release', editor, '2026-01-20 09:00', doc.release)
    expect(!open.ok && open.refusal).toMatchObject({
      name: 'too-few-cases',
      ground: 'cases: 3, at least 5 are needed',
    })
    matter
      .play('hold-back', editor, '2026-01-20 09:00', { reasons: 'three cases' })
      .play('release', editor, '2026-01-20 09:10', { ...doc.release, level: 'partnership' })
    expect(matter.events.map((e) => e.type)).toContain('publication.suppressed')
    expect(matter.state?.notes.level).toBe('partnership')
  })

  it('one jurisdiction is not enough, however many cases', () => {
    const one = reviewed('ty-03', 40, 1).attempt('release', editor, '2026-01-20 09:00', doc.release)
    expect(!one.ok && one.refusal.ground).toBe('jurisdictions: 1, at least 2 are needed')
  })

  it('the test is done by another person than the one who sanitised', () => {
    const matter = new Matter('ty', 'NET-SEC', 'P13')
      .play('submit', by('XN-FIU', 'analyst'), '2025-10-20 09:00', doc.typology)
      .play('sanitise', editor, '2025-11-10 09:00', doc['sanitised-text'])
    const same = matter.attempt('test', editor, '2025-11-15 09:00', doc['re-identification-test'])
    expect(!same.ok && same.refusal.name).toBe('approver-is-author')
  })

  it('hold cases by digest and nobody by name', () => {
    expect(fieldsOf('typology').some((f) => f.kind === 'persons' || f.kind === 'assets')).toBe(
      false,
    )
  })

  it('IP-01: an inspection that TY-02 set off ends in a plan of three points and ninety days', () => {
    const plan = adopted(
      [
        'ip-01',
        'XN-SUP',
        'delegate',
        '2025-11-18',
        [
          'F1 2025-12-31: 40 client accounts closed',
          'F2 2026-01-31: rules signed',
          'F3 2026-02-16: staff trained',
        ],
        '2026-02-16',
        [],
        undefined,
      ],
      'ty-02',
    )
    expect(plan.state?.links.adopt).toBe('ty-02')
    expect(days('2025-11-18 10:00', '2026-02-16 10:00')).toBe(90)
  })
})

describe('EX-01: SILENT HARBOUR', () => {
  const lead = by('NET-SEC', 'delegate')
  const played = () =>
    new Matter('ex-01', undefined, 'P14')
      .play('design', lead, '2026-04-01 09:00', doc['exercise-design'])
      .play('dry-run', lead, '2026-05-10 09:00', doc['dry-run'])
      .play('go-live', by('NET-SEC', 'delegate', 2), '2026-05-20 09:00', doc['exercise-start'])
      .play('observe', by('NET-SEC', 'monitor'), '2026-05-20 10:00', doc.observation)
      .play('end-play', lead, '2026-05-20 12:00', doc['exercise-end'])
      .play('hot-wash', lead, '2026-05-20 13:00', doc['hot-wash'])

  it('has nine lessons, each with an owner, and seven closed by 30 September', () => {
    const matter = played()
    const names = Array.from({ length: 9 }, (_, i) => `L${i + 1}`)
    for (const lesson of names)
      matter.play('add-lesson', lead, '2026-05-20 14:00', { ...doc.lesson, lesson })
    matter.play('report', lead, '2026-06-10 09:00', doc['exercise-report'])
    for (const lesson of names.slice(0, 7))
      matter.play('close-lesson', lead, '2026-09-30 09:00', { ...doc['lesson-proof'], lesson })
    expect(Object.keys(matter.state!.tallies.lessons!)).toHaveLength(9)
    expect(Object.keys(matter.state!.tallies.closed!)).toHaveLength(7)
    expect(matter.state?.notes.spread).toBe(41)
    const early = matter.attempt('close-exercise', lead, '2026-09-30 10:00', doc['exercise-close'])
    expect(!early.ok && early.refusal.ground).toBe('lessons still open: L8, L9')
    until(matter, '2026-12-08 09:00', 'NET-SEC').play(
      'close-exercise',
      lead,
      '2026-12-08 09:00',
      doc['exercise-close'],
    )
    expect(matter.main).toBe('CLOSED')
  })

  it('shows EXERCISE on every screen', () => {
    expect(fieldsOf('exercise-start').find((f) => f.name === 'watermark')?.required).toBe(true)
  })
})

describe('PR-01: one statement of four prosecutions', () => {
  const author = by('XV-SACP', 'prosecutor')
  const signers = [
    author,
    by('XN-EPP', 'prosecutor'),
    by('XC-AG', 'prosecutor'),
    by('XS-PP', 'prosecutor'),
  ]
  const proposed = () =>
    new Matter('pr-01', 'XN-EPP', 'P18').play(
      'propose',
      author,
      '2026-02-16 09:00',
      doc['joint-statement'],
    )
  const release = (matter: Matter, at: string) => {
    const tried = matter.attempt('release-statement', author, at, doc['statement-release'])
    return tried.ok ? 'released' : `${tried.refusal.name}: ${tried.refusal.ground}`
  }

  it('leaves when the last of four has signed, the victims knew a day before, and not before six', () => {
    const matter = proposed()
    expect(release(matter, '2026-02-21 09:00')).toContain(
      'signature-missing: not signed yet: XV-SACP, XN-EPP, XC-AG, XS-PP',
    )
    for (const [i, signer] of signers.slice(0, 3).entries())
      matter.play('sign', signer, `2026-02-17 1${i}:00`, doc['statement-signature'])
    expect(matter.main).toBe('PROPOSED')
    expect(release(matter, '2026-02-21 09:00')).toBe('signature-missing: not signed yet: XS-PP')
    matter.play('sign', signers[3]!, '2026-02-18 09:00', doc['statement-signature'])
    expect(matter.main).toBe('SIGNED')
    expect(release(matter, '2026-02-20 18:00')).toContain('victims-not-first')
    matter.play('tell-victims', author, '2026-02-19 18:00', doc['victims-told'])
    expect(release(matter, '2026-02-20 17:59')).toContain('victims-not-first')
    expect(release(matter, '2026-02-20 18:00')).toBe('released')
  })

  it('is put forward under the digest of its own words, however an accent is written', () => {
    const propose = (change: object) => {
      const tried = new Matter('pr', 'XN-EPP', 'P18').attempt(
        'propose',
        author,
        '2026-02-16 09:00',
        {
          ...doc['joint-statement'],
          ...change,
        },
      )
      return tried.ok ? 'proposed' : tried.refusal.name
    }
    expect(propose({ text: 'other words' })).toBe('text-differs')
    expect(propose({ text: 'Fe\u0301vrier', digest: textDigest('F\u00e9vrier') })).toBe('proposed')
  })

  it('is one text: a signature under another, and a release of another, are refused', () => {
    const other = `sha256:${'00'.repeat(32)}`
    const signed = proposed().attempt('sign', signers[1]!, '2026-02-17 09:00', { digest: other })
    expect(!signed.ok && signed.refusal.name).toBe('text-differs')
    const matter = proposed()
    for (const signer of signers)
      matter.play('sign', signer, '2026-02-17 09:00', doc['statement-signature'])
    matter.play('tell-victims', author, '2026-02-18 09:00', doc['victims-told'])
    const released = matter.attempt('release-statement', author, '2026-02-20 18:00', {
      ...doc['statement-release'],
      digest: other,
    })
    expect(!released.ok && released.refusal.name).toBe('text-differs')
  })

  it('keeps what was wrong beside what is right', () => {
    const matter = proposed()
    for (const signer of signers)
      matter.play('sign', signer, '2026-02-17 09:00', doc['statement-signature'])
    matter
      .play('tell-victims', author, '2026-02-18 09:00', doc['victims-told'])
      .play('release-statement', author, '2026-02-20 18:00', doc['statement-release'])
      .play('correct-statement', author, '2026-02-22 09:00', doc['statement-correction'])
    expect(Object.values(matter.state!.tallies.corrections!)).toEqual(['ten clinics'])
    expect(matter.main).toBe('RELEASED')
  })
})

describe('AL-01: an alert to the partnership of banks', () => {
  const unit = by('XN-FIU', 'analyst')
  const banks = by('PPP-1', 'analyst')
  const issued = () =>
    new Matter('al-01', 'PPP-1', 'P19').play(
      'issue-alert',
      unit,
      '2025-01-10 09:00',
      doc['partnership-alert'],
    )
  const feedback = (matter: Matter) =>
    clocks(matter.state!, at('2025-01-20 09:00'), shipped).find((c) => c.id === 'alert-feedback')

  it('has its feedback within five days, and the sixth is late', () => {
    const kept = issued().play(
      'give-alert-feedback',
      banks,
      '2025-01-14 16:00',
      doc['alert-feedback'],
    )
    expect(feedback(kept)).toMatchObject({ status: 'met', due: at('2025-01-15 09:00') })
    const late = issued().play(
      'give-alert-feedback',
      banks,
      '2025-01-16 09:00',
      doc['alert-feedback'],
    )
    expect(feedback(late)?.status).toBe('breached-then-met')
  })

  it('goes to a partnership alone, and its tactical layer opens through a law', () => {
    const wrong = new Matter('al', 'XV-SACP', 'P19').attempt(
      'issue-alert',
      unit,
      '2025-01-10 09:00',
      doc['partnership-alert'],
    )
    expect(wrong.ok).toBe(false)
    const tactical = new Matter('al', 'PPP-1', 'P19').attempt(
      'issue-alert',
      unit,
      '2025-01-10 09:00',
      {
        ...doc['partnership-alert'],
        layer: 'tactical',
        named: ['A33'],
        gateway: 'Act on partnerships s. 4',
      },
    )
    expect(tactical.ok).toBe(true)
  })
})

describe('TR-01: the course on money that is mixed', () => {
  const machine = by('NET-SEC', 'node')
  const learner = (n: number, score: number) => {
    const matter = new Matter(`tr-01-${n}`, undefined, 'P14')
      .play('enrol', by('NET-SEC', 'analyst', n), '2025-09-01 09:00', doc.enrolment)
      .play('assess', machine, '2025-09-10 09:00', { ...doc.grade, score })
    return score >= 70
      ? matter.play('certify', machine, '2025-09-10 09:01')
      : matter.play('fail', machine, '2025-09-10 09:01', doc['grade-note'])
  }

  it('34 enrol and 29 pass', () => {
    const marks = Array.from({ length: 34 }, (_, i) => (i < 29 ? 70 + i : 11 + i))
    const ends = marks.map((score, i) => learner(i + 1, score).main)
    expect(ends.filter((s) => s === 'CREDENTIAL')).toHaveLength(29)
    expect(ends.filter((s) => s === 'FAILED')).toHaveLength(5)
  })

  it('a credential expires after two years by itself, can be renewed before, and is suspended with an appeal', () => {
    const left = until(learner(1, 84), '2027-09-11 09:00', 'NET-SEC')
    expect(left.main).toBe('EXPIRED')
    const renewed = learner(2, 84).play('renew', machine, '2027-09-01 09:00', doc.grade)
    expect(until(renewed, '2027-09-11 09:00', 'NET-SEC').main).toBe('CREDENTIAL')
    const suspended = learner(3, 84).play(
      'suspend',
      by('NET-SEC', 'inspector'),
      '2026-01-01 09:00',
      doc['credential-suspension'],
    )
    expect(suspended.main).toBe('SUSPENDED')
  })
})

describe('OA-01: forty releases are looked at', () => {
  it('two findings on the wording of purposes lead to CM-04', () => {
    const inspector = by('XN-DPA', 'inspector')
    const matter = new Matter('oa-01', 'XN-CA', 'P11')
      .play('detect', inspector, '2025-11-10 09:00', {
        rule: 'sample of 40 releases drawn at random',
        facts: '38 as the law asks, 2 with a purpose that is too wide',
        digest,
      })
      .play('triage', inspector, '2025-11-10 10:00', rightsSamples['complaint-triage'])
      .play('investigate', inspector, '2025-11-11 09:00', {
        ...rightsSamples.investigation,
        hearUntil: '2025-11-21',
      })
      .play('state-view', by('XN-CA', 'registrar'), '2025-11-20 09:00', rightsSamples.statement)
      .play('uphold', inspector, '2025-11-25 09:00', {
        ...rightsSamples['complaint-finding'],
        systemic: true,
        due: '2026-02-08',
      })
      .play('remedy', by('XN-CA', 'registrar'), '2025-12-01 09:00', {
        correction: 'guidance on the wording of purposes',
        commitment: 'cm-04',
      })
    expect(matter.state?.links.remedy).toBe('cm-04')
  })
})
