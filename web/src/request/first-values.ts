import type { Action, RequestView } from '../api/types.ts'
import type { Values } from '../parts/Fields.tsx'

/**
 * What a form begins with: the text the node says may be changed; for a changed draft the draft. Every other step
 * starts empty.
 */
export function firstValues(action: Action, request: RequestView): Values {
  const text = action.document ?? (action.id === 'revise' ? request.document : undefined)
  if (text === undefined) return {}
  return Object.fromEntries(
    action.form
      .filter((field) => text[field.name] !== undefined)
      .map((field) => [field.name, text[field.name]]),
  )
}
