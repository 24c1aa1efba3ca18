import type { Action, RequestView } from '../api/types.ts'
import type { Values } from '../parts/Fields.tsx'

/**
 * What a form begins with: the text the node says may be changed; else, where the form is another version of the
 * document (more than half of its fields are the same; those beside the document, such as conditions and sources, do
 * not count), the document. Every other step starts empty.
 */
export function firstValues(action: Action, request: RequestView): Values {
  const text = action.document ?? (isVersion(action, request) ? request.document : undefined)
  if (text === undefined) return {}
  return Object.fromEntries(
    action.form
      .filter((field) => text[field.name] !== undefined)
      .map((field) => [field.name, text[field.name]]),
  )
}

function isVersion(action: Action, request: RequestView): boolean {
  if (request.side !== 'requesting') return false
  const own = action.form.filter((field) => !field.beside)
  const shared = own.filter((field) => request.document[field.name] !== undefined)
  return action.id === 'revise' || shared.length * 2 > own.length
}
