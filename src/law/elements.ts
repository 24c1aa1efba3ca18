import type { Day } from '#base'
import { elements } from './data/elements.ts'
import { inForce, type Row } from './rows.ts'

/** Form of a procedure whose elements an instrument lists: `fiu-request`, `mla-request`, `freezing-certificate`. */
export type FormId = string

/** One thing that a request must say. A form without it is not sent. */
export interface Element extends Row {
  readonly form: FormId
  /** Field of the document. */
  readonly field: string
  readonly label: string
}

/** What the form must contain that day, in the order of the instrument. */
export function requiredElements(form: FormId, on: Day): readonly Element[] {
  return (elements as readonly Element[]).filter((e) => e.form === form && inForce(e, on))
}
