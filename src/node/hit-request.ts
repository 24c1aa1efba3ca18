import type { Found } from './hit-runs.ts'
import type { RunRow } from './hit-shapes.ts'

/** Values of the form of a request, as far as a hit gives them. What has legal effect, and the use, an officer writes. */
export interface PreparedRequest {
  readonly procedure: 'P1'
  readonly to: string
  readonly document: Readonly<Record<string, string | string[]>>
}

/** A pointer becomes a question in the open: under which case, about whom, and how the other side finds it again. */
export function preparedRequest(run: RunRow, hit: Found): PreparedRequest {
  const { owner, token, epoch, root, purpose } = hit.pointer
  return {
    procedure: 'P1',
    to: owner,
    document: {
      reference: run.case,
      subject: `a subject that ${owner} knows too`,
      facts: `A blind question under case ${run.case} showed that ${owner} knows the subject. Pointer ${token}, purpose ${purpose}, epoch ${epoch}, index ${root}.`,
      reasons:
        hit.says === 'same'
          ? 'The identifier is the same on both sides.'
          : 'Name and birth are possibly the same; whether it is the same person is to be found out first.',
      link: `${owner} holds information on ${hit.identifier}.`,
      questions: [`What is known of the subject under pointer ${token}?`],
    },
  }
}
