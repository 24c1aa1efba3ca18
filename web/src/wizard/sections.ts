import type { Field } from '../api/types.ts'

export interface Section {
  /** As the official form numbers it; empty for fields before or outside its sections. */
  readonly id: string
  readonly fields: readonly Field[]
}

/** Fields by section of the official form, each section once, in the order of its first field. */
export function inSections(fields: readonly Field[]): readonly Section[] {
  const found = new Map<string, Field[]>()
  for (const field of fields) {
    const id = field.section ?? ''
    const list = found.get(id)
    if (list === undefined) found.set(id, [field])
    else list.push(field)
  }
  return [...found].map(([id, list]) => ({ id, fields: list }))
}

/** Is the form long enough for a page of its own? */
export function needsPage(fields: readonly Field[]): boolean {
  return (
    fields.filter((field) => !field.beside).length > 13 ||
    fields.some((field) => field.section !== undefined)
  )
}
