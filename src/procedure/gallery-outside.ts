import type { Gallery } from './refusals.ts'
import { outsideSamples as doc } from './samples-outside.ts'
import { Matter, officer } from './testing.ts'

const watcher = officer('CSO-1', 'monitor')
const ombuds = officer('XV-OMB', 'inspector')
const drafts = officer('XV-SACP', 'case-officer')
const head = officer('XV-SACP', 'prosecutor')

const observed = (change: object = {}) =>
  new Matter('ob', 'XV-OMB', 'P20').play('hand-in', watcher, '2025-03-10 09:00', {
    ...doc['outside-observation'],
    ...change,
  })
const drafted = () =>
  new Matter('rd', undefined, 'P21').play(
    'draft',
    drafts,
    '2025-01-02 09:00',
    doc['bound-document'],
  )

/** One situation for every refusal of the family; the joint operation stands with the teams. */
export const outsideGallery = {
  'deed-missing': {
    situation: 'an ombudsperson says that a rule was changed, and not which',
    example: () => {
      const { deed: _, ...answer } = doc['observation-answer']!
      return observed().attempt('answer', ombuds, '2025-04-02 09:00', answer)
    },
  },
  'opinion-missing': {
    situation: 'a question of ethics is answered before the committee has met',
    example: () =>
      observed({ kind: 'ethics' }).attempt(
        'answer',
        ombuds,
        '2025-04-02 09:00',
        doc['observation-answer'],
      ),
  },
  'document-differs': {
    situation: 'the head puts another version of the policy into force than was put forward',
    example: () =>
      drafted().attempt('put-into-force', head, '2025-01-03 09:00', {
        ...doc.validity,
        digest: `sha256:${'6'.repeat(64)}`,
      }),
  },
  'validity-past': {
    situation: 'a policy would be in force for ten years',
    example: () =>
      drafted().attempt('put-into-force', head, '2025-01-03 09:00', {
        ...doc.validity,
        until: '2035-01-01',
      }),
  },
} as const satisfies Gallery
