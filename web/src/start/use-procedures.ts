import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import type { ProcedureItem } from '../api/law-types.ts'

/** Every procedure that this node knows, with what this officer may open. */
export function useProcedures() {
  return useQuery({
    queryKey: ['procedures'],
    queryFn: async () => (await get<{ procedures: ProcedureItem[] }>('/api/procedures')).procedures,
    staleTime: 60_000,
  })
}
