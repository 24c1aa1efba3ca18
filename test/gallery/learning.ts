import { type AfterAction, adoptLessons, readAfterAction } from '#exercise'
import type { Gallery } from './gallery.ts'

const nothingLearnt: AfterAction = {
  format: 'comity-after-action/1',
  exercise: 'EX-01',
  name: 'SILENT HARBOUR',
  objectives: 'one freeze at one moment',
  begins: '2026-05-20T09:00:00.000Z',
  minutes: 180,
  seed: null,
  authorities: [],
  roles: [],
  score: 100,
  inTime: 12,
  late: 0,
  missing: 0,
  injects: [],
  pauses: [],
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
    example: () =>
      adoptLessons(nothingLearnt, 'XN-CA/delegate', () => {
        throw new Error('nothing is proposed')
      }),
  },
}
