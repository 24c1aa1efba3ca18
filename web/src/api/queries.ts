import { QueryClient, useQuery } from '@tanstack/react-query'
import { get, Refused } from './http.ts'
import type { Actor, NodeInfo } from './types.ts'

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 2 && !(error instanceof Refused && error.problem.status > 0),
    },
  },
})

export function useNode() {
  return useQuery({
    queryKey: ['node'],
    queryFn: () => get<NodeInfo>('/api/node'),
    refetchInterval: 30_000,
  })
}

/** Who is signed in here, or null. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      try {
        return (await get<{ actor: Actor }>('/api/session')).actor
      } catch (error) {
        if (error instanceof Refused && error.problem.status === 401) return null
        throw error
      }
    },
    staleTime: 60_000,
  })
}
