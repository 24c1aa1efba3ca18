import type { Gallery } from './refusals.ts'
import { itemSamples as doc } from './samples-items.ts'
import { documents, Matter, officer, sentRequest } from './testing.ts'

const corrector = officer('XN-FIU', 'analyst')

/** A request that was answered, so that there is something to correct. */
function answered(): Matter {
  return sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-01-20 09:00')
    .play('acknowledge', corrector, '2025-01-20 10:00', documents.acknowledgement)
    .play('reply', corrector, '2025-01-24 09:00', documents['final-reply'])
}

/** One situation for every refusal of the family. */
export const itemGallery = {
  'corrected-already': {
    situation: 'a record is corrected twice, the second time without naming the first correction',
    example: () =>
      answered()
        .play('correct-item', corrector, '2025-02-03 09:00', doc['item-correction'])
        .attempt('correct-item', corrector, '2025-02-04 09:00', doc['item-correction']),
  },
  'rights-stopped': {
    situation: 'an answer is given while it is stopped because of the death penalty',
    example: () =>
      sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-01-20 09:00')
        .play('acknowledge', corrector, '2025-01-20 10:00', documents.acknowledgement)
        .play('stop-for-rights', corrector, '2025-01-20 11:00', doc['rights-stop'])
        .attempt('reply', corrector, '2025-01-20 12:00', documents['final-reply']),
  },
  'call-in-future': {
    situation: 'the note of a call gives a time that has not come',
    example: () =>
      new Matter('hn', 'XN-FIU', 'P17').attempt(
        'note-call',
        officer('XV-FIU', 'duty-officer'),
        '2025-01-20 07:00',
        doc['hotline-note'],
      ),
  },
} as const satisfies Gallery
