import type { Refusal, RefusalKind, Where } from '#base'
import type { ExitCode } from './command.ts'

/** Exit codes of the kinds of refusal: unusable input is 2, a legal or safety ground is 3. */
const codes = {
  malformed: 2,
  unknown: 2,
  'too-large': 2,
  unauthenticated: 3,
  forbidden: 3,
  conflict: 3,
  unlawful: 3,
  'too-early': 3,
  'too-many': 3,
} as const satisfies Record<RefusalKind, ExitCode>

export function exitCode(refusal: Refusal): ExitCode {
  return codes[refusal.kind]
}

/** A refusal as a person reads it: what happened and where, on what ground, what to do now. */
export function tell(refusal: Refusal): string {
  const place = where(refusal.where)
  return [
    `comity: ${place ? `${place}: ` : ''}${refusal.ground}`,
    ...(refusal.citation ? [`  source: ${refusal.citation}`] : []),
    `  what to do: ${refusal.remedy}`,
  ].join('\n')
}

function where(at: Where | undefined): string {
  if (!at) return ''
  return [
    at.file,
    at.row === undefined ? undefined : `row ${at.row}`,
    at.column === undefined ? undefined : `column ${at.column}`,
    at.pointer === undefined || at.pointer === '' ? undefined : `at ${at.pointer}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}
