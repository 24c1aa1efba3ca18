import type { Found } from './hit-runs.ts'
import type { RunRow } from './hit-shapes.ts'

/** Values of the form of a request, as far as a hit gives them. What has legal effect, and the use, an officer writes. */
export interface PreparedRequest {
  readonly procedure: 'P1'
  readonly to: string
  readonly document: Readonly<Record<string, string | string[]>>
}

/**
 * Pointers become a question in the open: under which case, about whom, and how the other side finds each again. All of
 * one partner; several make one request.
 */
export function preparedRequest(run: RunRow, hits: readonly [Found, ...Found[]]): PreparedRequest {
  const { owner, epoch, root, purpose } = hits[0].pointer
  const tokens = hits.map((hit) => hit.pointer.token)
  const several = hits.length > 1
  const possible = hits.filter((hit) => hit.says === 'possible')
  return {
    procedure: 'P1',
    to: owner,
    document: {
      reference: run.case,
      subject: several
        ? `${hits.length} subjects that ${owner} knows too`
        : `a subject that ${owner} knows too`,
      facts: `A blind question under case ${run.case} showed that ${owner} knows ${several ? `${hits.length} subjects` : 'the subject'}. ${several ? 'Pointers' : 'Pointer'} ${tokens.join(', ')}, purpose ${purpose}, epoch ${epoch}, index ${root}.`,
      reasons: [
        ...(possible.length < hits.length ? ['The identifier is the same on both sides.'] : []),
        ...(possible.length > 0
          ? [
              `Name and birth are possibly the same${several ? ` for ${possible.map((hit) => hit.identifier).join(', ')}` : ''}; whether it is the same person is to be found out first.`,
            ]
          : []),
      ].join(' '),
      link: `${owner} holds information on ${hits.map((hit) => hit.identifier).join(', ')}.`,
      questions: tokens.map((token) => `What is known of the subject under pointer ${token}?`),
    },
  }
}
