import type { Day, Json } from '#base'
import { type Element, type Law, requiredElements } from '#law'
import { fieldsOf, missingFields } from '#procedure'
import { promptsFor } from './prompts.ts'
import type { Completeness } from './views.ts'

/**
 * How much of what the law asks for a document has. Where the law counts the elements of a request, they are counted;
 * required fields that belong to no element are named among what is missing, and counted only where no element is.
 */
export function completenessOf(
  form: string,
  document: Readonly<Record<string, Json>>,
  on: Day,
  law: Law,
): Completeness {
  const required = fieldsOf(form).filter((f) => f.required)
  const gaps = new Set(missingFields(form, document))
  const elements = requiredElements(form, on, law)
  const ofElement = new Set(elements.flatMap(fieldsOfElement))
  const missingElements = elements.filter((e) =>
    fieldsOfElement(e).some((name) => isMissing(document[name])),
  )
  const others = required.filter((f) => gaps.has(f.name) && !ofElement.has(f.name))
  const counted = elements.length === 0 ? required.length : elements.length
  const lacking = elements.length === 0 ? others.length : missingElements.length
  return {
    have: counted - lacking,
    of: counted,
    missing: [
      ...missingElements.map((e) => ({
        id: e.id,
        name: e.label,
        citation: e.citation,
        fields: fieldsOfElement(e).filter((name) => isMissing(document[name])),
      })),
      ...others.map((f) => ({
        id: f.name,
        name: f.label,
        citation: f.citation ?? 'form of the procedure',
        fields: [f.name],
      })),
    ],
    prompts: promptsFor(form, document),
  }
}

/** Fields that together are one element. */
function fieldsOfElement(element: Element): readonly string[] {
  return (element as Element & { readonly fields?: readonly string[] }).fields ?? [element.field]
}

function isMissing(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true
  return (typeof value === 'string' || Array.isArray(value)) && value.length === 0
}
