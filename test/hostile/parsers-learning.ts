import { type AfterAction, afterActionJson, readAfterAction } from '#exercise'
import { readAnswers } from '#learning'
import { jsonOr } from './parsers-exchange.ts'
import { type Parser, said, utf8 } from './row.ts'

const report: AfterAction = {
  format: 'comity-after-action/1',
  exercise: 'EX-01',
  name: 'SILENT HARBOUR',
  objectives: 'one freeze at one moment',
  begins: '2026-05-20T09:00:00.000Z',
  minutes: 180,
  seed: null,
  people: [],
  authorities: [{ id: 'XS-PP', asked: 3, inTime: 2 }],
  roles: [{ role: 'executing desk', who: 'XS-PP', task: 'two legs' }],
  score: 50,
  inTime: 0,
  late: 1,
  missing: 0,
  injects: [
    {
      id: 'I06',
      at: '2026-05-20T10:20:00.000Z',
      to: ['XS-PP'],
      text: 'the officer on duty is on a ship',
      expected: 'the substitute votes',
      mark: 'late',
      seconds: 810,
      within: 600,
      found: 'XS-PP: freeze.leg_voted 2 of 2 after 810 s',
    },
  ],
  pauses: [{ minute: 96, seconds: 120, why: 'a fire alarm' }],
  notes: [{ at: '2026-05-20T09:12:00.000Z', inject: 'I01', text: 'the second officer was called' }],
  spread: {
    legs: 8,
    first: '2026-05-20T10:47:06.000Z',
    last: '2026-05-20T10:47:47.000Z',
    seconds: 41,
  },
  refused: [],
  lessons: [],
  heads: [{ node: 'XS-FIU', size: 112, root: 'vccVsUfRts8SNt0dD6XMcmSxouiGkO1FzpZ3ToNq7ps=' }],
  cards: [],
}

/** What comes from an exercise or from whoever sits a course. */
export const learningParsers: readonly Parser[] = [
  {
    name: 'the report of an exercise',
    covers: ['exercise/readAfterAction'],
    sample: afterActionJson(report).json,
    read: (bytes) => said(readAfterAction(bytes)),
    holds: 'any',
  },
  {
    name: 'answers to the tasks of a course',
    covers: ['learning/readAnswers'],
    sample: utf8('{"1":{"answer":"A"},"2":{"MIX":"1234.56"}}'),
    read: (bytes) => said(readAnswers(jsonOr(bytes))),
    holds: 'any',
  },
]
