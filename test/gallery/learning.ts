import { must, systemRandom } from '#base'
import {
  type AfterAction,
  adoptLessons,
  type Live,
  openLive,
  readAfterAction,
  scenarios,
} from '#exercise'
import { mayBePublic } from '#knowledge'
import { readAnswers } from '#learning'
import type { ExerciseAct } from '#node'
import { kFinding } from '#procedure'
import type { Gallery } from './gallery.ts'
import { shared } from './node.ts'

const nothingLearnt: AfterAction = {
  format: 'comity-after-action/1',
  exercise: 'EX-01',
  name: 'SILENT HARBOUR',
  objectives: 'one freeze at one moment',
  begins: '2026-05-20T09:00:00.000Z',
  minutes: 180,
  seed: null,
  people: [],
  authorities: [],
  roles: [],
  score: 100,
  inTime: 12,
  late: 0,
  missing: 0,
  injects: [],
  pauses: [],
  notes: [],
  spread: null,
  refused: [],
  lessons: [],
  heads: [],
  cards: [],
}

export const exercisesGallery: Gallery = {
  'after-action-malformed': {
    situation: 'a table of figures is given as the report of an exercise',
    example: () => readAfterAction(Buffer.from('{"IN-11": 41}')),
  },
  'no-lesson-open': {
    situation: 'an authority takes over its lessons from an exercise that left it none',
    example: () => adoptLessons(nothingLearnt, 'XN-CA/delegate', nothing),
  },
  'lessons-adopted': {
    situation: 'the report of an exercise is taken over a second time',
    example: () =>
      adoptLessons({ ...nothingLearnt, lessons: [lesson] }, 'XN-CA/delegate', {
        ...nothing,
        known: async () => true,
      }),
  },
  'not-a-controller': {
    situation: 'a player ends the exercise in which she plays',
    example: () => inPlay('XV-FIU/head', { do: 'end' }),
  },
  'inject-not-waiting': {
    situation: 'an inject is given that the scenario does not have',
    example: () => inPlay('NET-SEC/delegate', { do: 'give', inject: 'I99' }),
  },
  'inject-not-given': {
    situation: 'an observer writes a note on something that nobody was told yet',
    example: () => inPlay('NET-SEC/head-of-desk', { do: 'note', inject: 'I12', text: 'calm' }),
  },
  'seat-unknown': {
    situation: 'somebody sits down at the desk of an authority that is not exercised',
    example: () => inPlay('NET-SEC/delegate', { do: 'seat', authority: 'XV-TAX', by: 'people' }),
  },
  'exercise-not-ended': {
    situation: 'the report is asked for while the play runs',
    example: async () => {
      const { desk, officer } = await exerciseDesk()
      return desk.report(officer('NET-SEC/delegate'), 'page')
    },
  },
}

let played: Promise<Live> | undefined

async function exerciseDesk() {
  played ??= openLive(scenarios.get('silent-harbour')!, {
    random: systemRandom,
    people: [],
    print: () => {
      throw new Error('nothing is printed')
    },
  })
  const { nodes } = await played
  const actors = nodes.flatMap((node) => node.actors())
  return { desk: nodes[0]!.exercise!, officer: (id: string) => actors.find((a) => a.id === id)! }
}

async function inPlay(officer: string, act: ExerciseAct) {
  const at = await exerciseDesk()
  return at.desk.run(at.officer(officer), act)
}

export async function closeExercise(): Promise<void> {
  await (await played)?.close()
}

const nothing = {
  known: async () => false,
  propose: () => {
    throw new Error('nothing is proposed')
  },
}
const lesson = {
  id: 'L1',
  inject: 'I01',
  text: 'the call list was old',
  owner: 'XN-CA',
  function: 'head of desk',
  due: '2026-09-30',
  state: 'open',
  closedOn: null,
  change: null,
  action: 'check the call list each month',
  milestones: ['M1 2026-09-30: twelve checks on record'],
  indicator: 'checks on record',
} as const

/** XV-FIU's analyst enrols in a course. */
async function enrolled(course: string): Promise<string> {
  const { xv } = await shared()
  const document = { course, passMark: 70, endsOn: '2025-12-31' }
  const open = { do: 'open', procedure: 'P14', step: 'enrol', document } as const
  return must(await xv.handle('XV-FIU/analyst', open)).id
}

export const coursesGallery: Gallery = {
  'answers-malformed': {
    situation: 'a picture is handed in as the answers to a course',
    example: () => readAnswers('data:image/png;base64,AAAA'),
  },
  'course-unknown': {
    situation: 'an officer asks for the tasks of a course that is not in the catalogue',
    example: async () =>
      (await shared()).xv.learning.module('XV-FIU/analyst', await enrolled('cooking')),
  },
  'roster-for-heads': {
    situation: 'an analyst asks whose credentials have run out',
    example: async () => (await shared()).xv.learning.roster('XV-FIU/analyst'),
  },
  'no-credential': {
    situation: 'a certificate is asked for before the course was passed',
    example: async () =>
      (await shared()).xv.learning.certificate(
        'XV-FIU/analyst',
        await enrolled('time limits and calendars'),
      ),
  },
  'not-the-learner': {
    situation: 'an officer sits the course of a colleague',
    example: async () =>
      (await shared()).xv.learning.module(
        'XV-FIU/head',
        await enrolled('tracing money that is mixed'),
      ),
  },
}

export const knowledgeGallery: Gallery = {
  'case-line-unreadable': {
    situation: 'an editor checks a table in which a case has no country',
    example: async () => (await shared()).xv.knowledge.ruleCheck(['sha256:0; gold'], ['payout']),
  },
  'too-few-cases': {
    situation: 'a pattern that rests on three cases is to be told to everybody',
    example: () => mayBePublic({ cases: 3, jurisdictions: 2, unique: [] }, kRule),
  },
  'combination-unique': {
    situation: 'one case alone was paid out in gold in a harbour, and the text tells both',
    example: () => mayBePublic(kFinding(inHarbour, ['place', 'payout']), kRule),
  },
}

const kRule = { cases: 5, jurisdictions: 2 }
const inHarbour = ['gold', 'cash', 'cash', 'cash', 'cash', 'cash'].map((payout, i) => ({
  digest: `sha256:${i}`,
  jurisdiction: i % 2 === 0 ? 'XV' : 'XN',
  traits: { place: 'harbour', payout },
}))
