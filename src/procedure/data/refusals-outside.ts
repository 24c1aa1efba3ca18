import type { RefusalRow } from '../refuse.ts'

/** Every "no" of observations from outside and of documents in force. */
export const outsideRefusals = {
  'deed-missing': {
    kind: 'malformed',
    title: 'an answer says that something was done and does not say where it stands',
    citation: 'CP-OBSERVATION-ANSWER; OGP participation and co-creation standards',
    remedy: 'name the commitment, rule, course or matter, or say that nothing was done and why',
  },
  'opinion-missing': {
    kind: 'too-early',
    title: 'a question of ethics would be answered without the opinion of the committee',
    citation: 'UNCAC art. 8(2), 8(5)',
    remedy: 'ask the committee, and record its opinion and that of its minority first',
  },
  'document-differs': {
    kind: 'conflict',
    title: 'the text that would be put into force is not the one that was put forward',
    citation: 'Comity protocol, register of documents: one digest from draft to end',
    remedy: 'compare the two files; put the new text forward as a document of its own',
  },
  'validity-past': {
    kind: 'malformed',
    title: 'a document would be in force for no time, or for more than three years',
    citation: 'Comity protocol, register of documents: looked at again within three years',
    remedy: 'give a last day after the first and after today, at most three years ahead',
  },
  'policy-missing': {
    kind: 'unlawful',
    title: 'a joint operation has no valid policy on the use of force',
    citation: 'UN Basic Principles on the Use of Force and Firearms 1, 11; Comity protocol, teams',
    remedy:
      'every authority of the team links its policy, in force on the day of the operation, before it is put on record',
  },
} as const satisfies Readonly<Record<string, RefusalRow>>
