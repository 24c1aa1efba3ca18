import type { Day } from '#base'
import type { Law } from './law.ts'
import { inForce, type Row } from './rows.ts'

/** Form of a procedure whose elements an instrument lists: `fiu-request`, `mla-request`, `freezing-certificate`. */
export type FormId = string

/** One thing that a request must say. A form without it is not sent. */
export interface Element extends Row {
  readonly form: FormId
  /** Field of the document that says it; the first one where it takes several. */
  readonly field: string
  /** All fields without which the element is missing, where one does not suffice. */
  readonly fields?: readonly string[]
  /** Letter of its section in the official form, `A` to `N`. */
  readonly section?: string
  readonly label: string
}

/** What the form must contain that day, in the order of the instrument. */
export function requiredElements(form: FormId, on: Day, law: Law): readonly Element[] {
  return law.elements.filter((e) => e.form === form && inForce(e, on))
}
