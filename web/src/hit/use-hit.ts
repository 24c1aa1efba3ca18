import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, get } from '../api/http.ts'
import type { HitDesk } from './types.ts'

/** The desk; read again every few seconds while a question is on its way. */
export function useHitDesk() {
  return useQuery({
    queryKey: ['hit'],
    queryFn: () => get<HitDesk>('/api/hit'),
    retry: false,
    refetchInterval: ({ state }) =>
      state.data?.runs.some((run) =>
        run.partners.some((p) => p.state === 'waiting' || p.state === 'asking'),
      )
        ? 1500
        : false,
  })
}

/** One change at the desk; what the page shows is read anew after it. */
export function useHitCall<T = unknown>() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: {
      readonly path: string
      readonly body?: unknown
      readonly method?: 'POST' | 'DELETE'
    }) => call<T>(act.method ?? 'POST', `/api/hit/${act.path}`, act.body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['hit'] }),
  })
}
