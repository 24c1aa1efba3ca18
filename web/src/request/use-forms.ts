import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import type { ProcedureTable } from '../api/law-types.ts'
import type { Field, RequestView } from '../api/types.ts'

export interface Forms {
  /** The form on which a signed document was written. */
  readonly of: (record: string) => readonly Field[] | undefined
  /** The form that knows most of these fields. */
  readonly fitting: (document: Readonly<Record<string, unknown>>) => readonly Field[] | undefined
}

/** Labels for every document of a matter, from the forms of its procedure. */
export function useForms(request: RequestView): Forms {
  const table = useQuery({
    queryKey: ['procedure', request.procedure],
    queryFn: () => get<ProcedureTable>(`/api/procedures/${encodeURIComponent(request.procedure)}`),
    staleTime: 300_000,
    retry: false,
  })
  const forms = table.data?.forms ?? []
  return {
    of(record) {
      const id = request.documents.find((document) => document.record === record)?.form
      return forms.find((form) => form.id === id)?.fields
    },
    fitting(document) {
      const names = Object.keys(document)
      const known = (fields: readonly Field[]) =>
        fields.filter((field) => names.includes(field.name)).length
      const best = [...forms].sort((a, b) => known(b.fields) - known(a.fields))[0]
      return best?.fields
    },
  }
}
