import { shipped } from '#law'
import { dueEvents } from './due-events.ts'
import type { Document } from './read-form.ts'
import type { Gallery } from './refusals.ts'
import { caseLines, learningSamples as doc } from './samples-learning.ts'
import { at, Matter, officer } from './testing.ts'

const owner = officer('XS-PP', 'delegate')
const evaluator = officer('NET-EVAL', 'inspector')
const committee = officer('NET-SEC', 'delegate')
const author = officer('XN-FIU', 'analyst')
const editor = officer('NET-SEC', 'editor')
const second = officer('NET-SEC', 'editor', 2)
const lead = officer('NET-SEC', 'delegate')
const other = officer('NET-SEC', 'delegate', 2)
const machine = officer('NET-SEC', 'node')

/** The commitment of Port Sable on a desk by day and night, written together with civil society. */
function coCreated(reviewer = 'NET-EVAL', by = owner): Matter {
  return new Matter('cm', reviewer, 'P12')
    .play('propose', by, '2025-04-01 09:00', doc.commitment)
    .play('co-create', by, '2025-04-20 09:00', doc['consultation-record'])
}

function adopted(): Matter {
  return coCreated().play('adopt', owner, '2025-05-01 09:00', doc.commitment)
}

function red(): Matter {
  const matter = adopted()
  for (const event of dueEvents(matter.state!, at('2025-11-02 09:00'), 'XS-PP', shipped))
    matter.apply(event)
  return matter
}

function reported(): Matter {
  return new Matter('pv', 'NET-EVAL', 'P12')
    .play('open-review', owner, '2026-01-10 09:00', doc['review-opening'])
    .play('draw-lot', evaluator, '2026-01-15 09:00', { ...doc['review-lot'], peers: ['XC', 'XV'] })
    .play('assess-self', owner, '2026-02-16 09:00', doc['self-assessment'])
    .play('review-desk', evaluator, '2026-03-16 09:00', doc['desk-review'])
    .play('visit', evaluator, '2026-04-24 17:00', doc['review-visit'])
    .play('report-review', evaluator, '2026-06-20 09:00', doc['review-report'])
    .play('publish-summary', evaluator, '2026-07-15 09:00', doc['review-summary'])
}

function sanitised(changes: Document) {
  return new Matter('ty', 'NET-SEC', 'P13')
    .play('submit', author, '2025-11-01 09:00', doc.typology)
    .attempt('sanitise', editor, '2025-11-10 09:00', { ...doc['sanitised-text'], ...changes })
}

function tested(changes: Document = {}, result = 'nobody'): Matter {
  return new Matter('ty', 'NET-SEC', 'P13')
    .play('submit', author, '2025-11-01 09:00', doc.typology)
    .play('sanitise', editor, '2025-11-10 09:00', { ...doc['sanitised-text'], ...changes })
    .play('test', second, '2025-11-12 09:00', { ...doc['re-identification-test'], result })
}

function washed(): Matter {
  return new Matter('ex', undefined, 'P14')
    .play('design', lead, '2026-04-01 09:00', doc['exercise-design'])
    .play('dry-run', lead, '2026-05-10 09:00', doc['dry-run'])
    .play('go-live', other, '2026-05-20 09:00', doc['exercise-start'])
    .play('end-play', lead, '2026-05-20 12:00', doc['exercise-end'])
    .play('hot-wash', lead, '2026-05-20 13:00', doc['hot-wash'])
}

function lessons(): Matter {
  return washed()
    .play('add-lesson', lead, '2026-05-20 13:30', doc.lesson)
    .play('report', lead, '2026-06-10 09:00', doc['exercise-report'])
}

/** One situation for every refusal of the family. */
const drafts = officer('XV-SACP', 'prosecutor')
const joins = officer('XN-EPP', 'prosecutor')

/** PR-01, put forward to one other prosecution. */
function statement(change: object = {}): Matter {
  const { others: _, ...text } = doc['joint-statement']
  return new Matter('pr', 'XN-EPP', 'P18').play('propose', drafts, '2026-02-16 09:00', {
    ...text,
    ...change,
  })
}

function signedStatement(change: object = {}): Matter {
  return statement(change)
    .play('sign', drafts, '2026-02-17 09:00', doc['statement-signature'])
    .play('sign', joins, '2026-02-18 09:00', doc['statement-signature'])
}

export const learningGallery = {
  'gateway-missing': {
    situation: 'an alert names an account to six banks, and no law that opens the way',
    example: () =>
      new Matter('al', 'PPP-1', 'P19').attempt('issue-alert', author, '2025-01-10 09:00', {
        ...doc['partnership-alert'],
        layer: 'tactical',
        named: ['A33'],
      }),
  },
  'strategic-names': {
    situation: 'a pattern for the whole partnership carries the name of a person',
    example: () =>
      new Matter('al', 'PPP-1', 'P19').attempt('issue-alert', author, '2025-01-10 09:00', {
        ...doc['partnership-alert'],
        named: ['Livia Maskov-Tenn'],
      }),
  },
  'signature-missing': {
    situation: 'one prosecution would speak for two, and the other has not signed',
    example: () =>
      statement()
        .play('sign', drafts, '2026-02-17 09:00', doc['statement-signature'])
        .attempt('release-statement', drafts, '2026-02-21 09:00', doc['statement-release']),
  },
  'court-restricts': {
    situation: 'a statement tells what a court has closed',
    example: () =>
      new Matter('pr', 'XN-EPP', 'P18').attempt('propose', drafts, '2026-02-16 09:00', {
        ...doc['joint-statement'],
        courts: 'restricted',
      }),
  },
  'victims-not-first': {
    situation: 'a statement is released, and the victims were told an hour before',
    example: () =>
      signedStatement()
        .play('tell-victims', drafts, '2026-02-20 17:00', doc['victims-told'])
        .attempt('release-statement', drafts, '2026-02-20 18:00', doc['statement-release']),
  },
  'embargo-holds': {
    situation: 'a statement is released before the hour that all agreed on',
    example: () =>
      signedStatement({ victims: 'none' }).attempt(
        'release-statement',
        drafts,
        '2026-02-20 17:59',
        doc['statement-release'],
      ),
  },
  'consultation-unrecorded': {
    situation: 'a commitment is adopted and nobody of civil society was heard',
    example: () =>
      new Matter('cm', 'NET-EVAL', 'P12')
        .play('propose', owner, '2025-04-01 09:00', doc.commitment)
        .attempt('adopt', owner, '2025-05-01 09:00', doc.commitment),
  },
  'wording-unverifiable': {
    situation: 'a government promises to strengthen its desk',
    example: () =>
      coCreated().attempt('adopt', owner, '2025-05-01 09:00', {
        ...doc.commitment,
        action: 'strengthen the desk for urgent orders',
      }),
  },
  'reviewer-not-independent': {
    situation: 'an association of the country itself assesses a commitment',
    example: () => {
      const ministry = officer('XV-CA', 'delegate')
      return coCreated('CSO-1', ministry)
        .play('adopt', ministry, '2025-05-01 09:00', doc.commitment)
        .attempt('code', officer('CSO-1', 'monitor'), '2025-10-01 09:00', doc.coding)
    },
  },
  'evidence-missing': {
    situation: 'a commitment is called complete with one milestone shown of three',
    example: () =>
      adopted()
        .play('report-milestone', owner, '2025-07-31 09:00', doc['milestone-report'])
        .attempt('code', evaluator, '2025-10-01 09:00', { ...doc.coding, code: 'complete' }),
  },
  'evidence-unknown': {
    situation: 'a commitment is called substantial on a paper that nobody handed in',
    example: () =>
      adopted()
        .play('report-milestone', owner, '2025-07-31 09:00', doc['milestone-report'])
        .attempt('code', evaluator, '2025-10-01 09:00', {
          ...doc.coding,
          evidence: [`sha256:${'0d'.repeat(32)}`],
        }),
  },
  'evidence-not-attached': {
    situation: 'a milestone is reported on a paper that nobody put to the matter',
    example: () =>
      adopted().attempt('report-milestone', owner, '2025-07-31 09:00', doc['milestone-report'], []),
  },
  'evidence-unseen': {
    situation: 'the panel codes on a file that it never opened',
    example: () =>
      adopted()
        .play('report-milestone', owner, '2025-07-31 09:00', doc['milestone-report'])
        .attempt('code', evaluator, '2025-10-01 09:00', { ...doc.coding, code: 'limited' }, [
          {
            digest: doc['milestone-report'].evidence,
            authority: 'XS-PP',
            released: false,
            whole: true,
            openedBy: ['NET-EVAL/monitor-2'],
          },
        ]),
  },
  'reply-right-open': {
    situation: 'an assessment is published before the owner could reply',
    example: () =>
      adopted()
        .play('report-milestone', owner, '2025-07-31 09:00', doc['milestone-report'])
        .play('code', evaluator, '2025-10-01 09:00', doc.coding)
        .attempt('publish', evaluator, '2025-10-05 09:00', doc['assessment-publication']),
  },
  'peers-not-drawn': {
    situation: 'the country under review is drawn as its own peer',
    example: () =>
      new Matter('pv', 'NET-EVAL', 'P12')
        .play('open-review', owner, '2026-01-10 09:00', doc['review-opening'])
        .attempt('draw-lot', evaluator, '2026-01-15 09:00', {
          ...doc['review-lot'],
          peers: ['XS', 'XN'],
        }),
  },
  'lot-head-other': {
    situation: 'the panel draws from a head that stood before the lot was announced',
    example: () =>
      new Matter('pv', 'NET-EVAL', 'P12')
        .play('open-review', owner, '2026-01-10 09:00', { ...doc['review-opening'], lotSize: 5000 })
        .attempt('draw-lot', evaluator, '2026-01-15 09:00', {
          ...doc['review-lot'],
          peers: ['XC', 'XV'],
        }),
  },
  'lot-pot-other': {
    situation: 'a country that would be an uncomfortable peer is left out of the pot',
    example: () =>
      new Matter('pv', 'NET-EVAL', 'P12')
        .play('open-review', owner, '2026-01-10 09:00', doc['review-opening'])
        .attempt('draw-lot', evaluator, '2026-01-15 09:00', {
          ...doc['review-lot'],
          pot: ['XC', 'XS', 'XV'],
          peers: ['XC', 'XV'],
        }),
  },
  'lot-not-followed': {
    situation: 'the lot draws Carrow and Vellmark, and a friendlier peer is named',
    example: () =>
      new Matter('pv', 'NET-EVAL', 'P12')
        .play('open-review', owner, '2026-01-10 09:00', doc['review-opening'])
        .attempt('draw-lot', evaluator, '2026-01-15 09:00', {
          ...doc['review-lot'],
          peers: ['XN', 'XV'],
        }),
  },
  'submissions-miscounted': {
    situation: 'three papers of civil society came, and one of them was published',
    example: () =>
      new Matter('pv', 'NET-EVAL', 'P12')
        .play('open-review', owner, '2026-01-10 09:00', doc['review-opening'])
        .play('draw-lot', evaluator, '2026-01-15 09:00', {
          ...doc['review-lot'],
          peers: ['XC', 'XV'],
        })
        .play('assess-self', owner, '2026-02-16 09:00', doc['self-assessment'])
        .attempt('review-desk', evaluator, '2026-03-16 09:00', {
          ...doc['desk-review'],
          submissions: 3,
          papers: [`sha256:${'31'.repeat(32)}`],
        }),
  },
  'recommendations-miscounted': {
    situation: 'six recommendations are accepted where five were made',
    example: () =>
      reported().attempt('answer-recommendations', owner, '2026-08-01 09:00', {
        ...doc['recommendations-answer'],
        accepted: 6,
      }),
  },
  'not-red': {
    situation: 'notice is given on a commitment that is on time',
    example: () =>
      adopted().attempt('give-notice', committee, '2025-06-01 09:00', doc['ladder-notice']),
  },
  'ladder-too-early': {
    situation: 'a public statement comes a month after the notice',
    example: () =>
      red()
        .play('give-notice', committee, '2025-11-03 09:00', doc['ladder-notice'])
        .attempt('state-publicly', committee, '2025-12-05 09:00', doc['ladder-statement']),
  },
  'rights-cut': {
    situation: 'a restriction would suspend the requests of persons',
    example: () =>
      red()
        .play('give-notice', committee, '2025-11-03 09:00', doc['ladder-notice'])
        .attempt('restrict', committee, '2026-11-10 09:00', {
          ...doc['ladder-restriction'],
          restrictions: ['vote', 'dsr'],
        }),
  },
  'too-few-cases': {
    situation: 'a pattern of three cases is released to the public',
    example: () =>
      tested({ table: caseLines(3, ['XV', 'XN']), cases: 3, jurisdictions: 2 })
        .play('review', editor, '2025-12-01 09:00', doc['peer-review'])
        .attempt('release', editor, '2026-01-20 09:00', doc.release),
  },
  'placement-too-long': {
    situation: 'an analyst is placed with a partner for two years',
    example: () =>
      new Matter('lo', undefined, 'P14').attempt('place', author, '2026-01-10 09:00', {
        ...doc.placement,
        until: '2028-01-12',
      }),
  },
  'table-unreadable': {
    situation: 'a line of the table has no country',
    example: () => sanitised({ table: [`sha256:${'0'.repeat(64)}; pay-out=gold`] }),
  },
  'cases-miscounted': {
    situation: 'an editor types five cases, and the table has four',
    example: () => sanitised({ table: caseLines(4, ['XV', 'XN']), cases: 5, jurisdictions: 2 }),
  },
  'combination-unique': {
    situation: 'one of six cases was paid out in yachts, and the text says so',
    example: () =>
      tested({
        table: caseLines(6, ['XV', 'XN']).map((l, i) => (i === 0 ? l.replace('gold', 'yacht') : l)),
        jurisdictions: 2,
        unique: 1,
      })
        .play('review', editor, '2025-12-01 09:00', doc['peer-review'])
        .attempt('release', editor, '2026-01-20 09:00', doc.release),
  },
  'somebody-recognised': {
    situation: 'the review goes on although the test found somebody',
    example: () =>
      tested({}, 'somebody').attempt('review', editor, '2025-12-01 09:00', doc['peer-review']),
  },
  'real-data': {
    situation: 'an exercise is designed on real files with other names',
    example: () =>
      new Matter('ex', undefined, 'P14').attempt('design', lead, '2026-04-01 09:00', {
        ...doc['exercise-design'],
        data: 'pseudonymised',
      }),
  },
  'keys-shared': {
    situation: 'an exercise begins on the keys of real work',
    example: () =>
      new Matter('ex', undefined, 'P14')
        .play('design', lead, '2026-04-01 09:00', doc['exercise-design'])
        .play('dry-run', lead, '2026-05-10 09:00', doc['dry-run'])
        .attempt('go-live', other, '2026-05-20 09:00', { watermark: true }),
  },
  'lesson-without-owner': {
    situation: 'a lesson is written that belongs to nobody',
    example: () =>
      washed().attempt('add-lesson', lead, '2026-05-20 13:30', {
        lesson: 'L1',
        text: doc.lesson.text,
      }),
  },
  'lesson-unknown': {
    situation: 'a lesson is closed that nobody wrote',
    example: () =>
      lessons().attempt('close-lesson', lead, '2026-07-01 09:00', {
        ...doc['lesson-proof'],
        lesson: 'L7',
      }),
  },
  'lesson-open': {
    situation: 'an exercise is closed while a lesson is open',
    example: () =>
      lessons().attempt('close-exercise', lead, '2026-07-01 09:00', doc['exercise-close']),
  },
  'mark-missed': {
    situation: 'a credential is issued for 61 marks of 70',
    example: () =>
      new Matter('tr', undefined, 'P14')
        .play('enrol', lead, '2025-09-01 09:00', doc.enrolment)
        .play('assess', machine, '2025-09-10 09:00', { ...doc.grade, score: 61 })
        .attempt('certify', machine, '2025-09-10 09:05'),
  },
} as const satisfies Gallery
