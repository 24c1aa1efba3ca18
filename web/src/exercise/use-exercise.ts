import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import type { Exercise, Stage } from './types.ts'

/** The exercise of this node, looked at every two seconds: an inject shall not wait for a reload. */
export function useExercise(on: boolean) {
  return useQuery({
    queryKey: ['exercise'],
    queryFn: () => get<Exercise>('/api/exercise'),
    refetchInterval: 2_000,
    staleTime: 1_000,
    enabled: on,
    retry: false,
  })
}

/** 23:04 of the play. */
export function clockOf(second: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(second / 3600)
  const rest = `${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
  return hours === 0 ? rest : `${hours}:${rest}`
}

export const stageWords: Readonly<Record<Stage, string>> = {
  waiting: 'has not begun',
  running: 'runs',
  paused: 'stands still',
  played: 'was played',
  'talked-over': 'was talked over',
  reported: 'is reported',
}
