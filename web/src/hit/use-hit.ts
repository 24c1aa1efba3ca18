import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, get } from '../api/http.ts'
import type { HitDesk } from './types.ts'

/** The desk; read again every few seconds while a question is on its way. */
export function useHitDesk() {
  return useQuery({
    queryKey: ['hit'],
    queryFn: () => get<HitDesk>('/api/hit'),
    retry: false,
    refetchInterval: ({ state }) => (isBusy(state.data) ? 1500 : false),
  })
}

/** A question is on its way, or an index is being made. */
function isBusy(desk: HitDesk | undefined): boolean {
  const asking = desk?.runs.some((run) =>
    run.partners.some((p) => p.state === 'waiting' || p.state === 'asking'),
  )
  return asking === true || (desk?.building.length ?? 0) > 0
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
    // An index takes its time: what the node says of it is read while it is made.
    onMutate: ({ path }) => {
      if (path.startsWith('epochs'))
        setTimeout(() => void queries.invalidateQueries({ queryKey: ['hit'] }), 400)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['hit'] }),
  })
}
