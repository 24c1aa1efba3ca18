import type { Day, Instant } from '#base'
import { dueBy, examine, packGallery, permits, type Question, shipped } from '#law'
import type { Gallery } from './gallery.ts'

const start = '2025-01-20T09:00:00.000Z' as Instant
const question: Question = {
  from: { authority: 'XV-FIU', country: 'XV', kind: 'FIU' },
  to: { authority: 'XN-FIU', country: 'XN', kind: 'FIU' },
  measure: 'fiu-information',
  on: '2025-01-20' as Day,
}

/** Every "no" of the register. */
export const lawGallery: Gallery = {
  'rule-unknown': {
    situation: 'a time limit is asked for by an id that the register does not have',
    example: () => dueBy('DL-99', start, {}, shipped),
  },
  'limit-not-chosen': {
    situation: 'a rule sets several time limits and none of them is chosen',
    example: () => dueBy('DL-14', start, {}, shipped),
  },
  'calendar-missing': {
    situation: 'a rule counts working days and no country is named',
    example: () => dueBy('DL-09', start, {}, shipped),
  },
  'calendar-unknown': {
    situation: 'a country is named for which the register has no calendar',
    example: () => dueBy('DL-09', start, { calendar: 'QQ' }, shipped),
  },
  'rule-not-in-force': {
    situation: 'a clock starts before the rule came into force',
    example: () => dueBy('DL-03.held', start, { calendar: 'FI' }, shipped),
  },
  'pause-impossible': {
    situation: 'a pause ends before it begins',
    example: () =>
      dueBy(
        'DL-01',
        start,
        {
          pauses: [{ from: start, to: '2025-01-19T00:00:00.000Z' as Instant }],
        },
        shipped,
      ),
  },
  'extension-not-open': {
    situation: 'a limit is to be extended that the law does not extend',
    example: () =>
      dueBy(
        'DL-01',
        start,
        {
          extensions: [{ count: 1, unit: 'calendar-days', reason: 'many accounts' }],
        },
        shipped,
      ),
  },
  'demand-not-chosen': {
    situation: 'a rule demands several things and none of them is chosen',
    example: () => examine('DL-35', { points: [] }, shipped),
  },
  'nothing-to-examine': {
    situation: 'a rule that sets only a time limit is asked what it demands',
    example: () => examine('DL-01', { points: [] }, shipped),
  },
  'nothing-given': {
    situation: 'a rule demands certain elements and a number is held against it',
    example: () => examine('DL-04', { number: 5 }, shipped),
  },
  'basis-unknown': {
    situation: 'no instrument between two countries is in the register',
    example: () =>
      permits({ ...question, to: { authority: 'XZ-FIU', country: 'XZ', kind: 'FIU' } }, shipped),
  },
  'basis-not-in-force': {
    situation: 'a request is dated on the day before the treaty came into force',
    example: () => permits({ ...question, on: '2021-02-28' as Day }, shipped),
  },
  'authority-not-competent': {
    situation: 'a prosecutor asks a financial intelligence unit under a treaty between the units',
    example: () =>
      permits(
        { ...question, from: { authority: 'XV-SACP', country: 'XV', kind: 'prosecutor' } },
        shipped,
      ),
  },
}

/** Every "no" to a pack of law. */
export const packsGallery: Gallery = packGallery
