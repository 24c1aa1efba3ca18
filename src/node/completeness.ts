import type { Day, Json } from '#base'
import type { Law } from '#law'
import { completeness } from '#procedure'
import type { Completeness } from './views.ts'

/** The live score of a document, as a view. */
export function completenessOf(
  form: string,
  document: Readonly<Record<string, Json>>,
  on: Day,
  law: Law,
): Completeness {
  const { have, of, missing, prompts } = completeness(form, document, { on, law })
  return {
    have,
    of,
    missing: missing.map((m) => ({ ...m, fields: [...m.fields] })),
    prompts: prompts.map((p) => ({ ...p })),
  }
}
