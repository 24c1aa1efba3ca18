import type { Refusal, RefusalKind } from '#base'

/** One status per kind of refusal (RFC 9110); nothing else in the program knows HTTP status codes. */
export const statusOf = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  'too-large': 413,
  unlawful: 422,
  'too-early': 425,
  'too-many': 429,
} as const satisfies Record<RefusalKind, number>

const titles = {
  malformed: 'the request cannot be read',
  unauthenticated: 'not signed in',
  forbidden: 'not allowed',
  unknown: 'not found',
  conflict: 'somebody was first',
  'too-large': 'too large',
  unlawful: 'no legal ground',
  'too-early': 'too early',
  'too-many': 'too many requests',
} as const satisfies Record<RefusalKind, string>

/** A refusal as problem details (RFC 9457), with ground, citation and remedy kept apart. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly name: string
  readonly kind: RefusalKind | 'fault'
  readonly detail: string
  readonly citation?: string
  readonly remedy: string
  readonly where?: Refusal['where']
  readonly problems?: readonly unknown[]
}

export const problemType = 'application/problem+json'

export function asProblem(refusal: Refusal & { readonly problems?: readonly unknown[] }): Problem {
  const { kind, name, ground, citation, remedy, where, problems } = refusal
  return {
    type: 'about:blank',
    title: titles[kind],
    status: statusOf[kind],
    name,
    kind,
    detail: ground,
    ...(citation === undefined ? {} : { citation }),
    remedy,
    ...(where === undefined ? {} : { where }),
    ...(problems === undefined ? {} : { problems }),
  }
}

/** A bug or a fault: the reader learns that it was not their doing, and nothing about the inside. */
export const faultProblem: Problem = {
  type: 'about:blank',
  title: 'fault',
  status: 500,
  name: 'fault',
  kind: 'fault',
  detail: 'the node met a fault while it worked on this; nothing was half-written',
  remedy: 'try again; if it stays, tell the operator of the node the time of the call',
}

/** The disk or the database failed. Nothing more is written until somebody has looked. */
export const storeProblem: Problem = {
  ...faultProblem,
  title: 'the node has stopped writing',
  status: 503,
  name: 'store-stopped',
  detail:
    'the disk or the database of the node failed; nothing that was answered is lost, and whether this act was kept is seen after the next start',
  remedy:
    'tell the operator: free or repair the disk, start the node again, then look whether the act is there',
}
