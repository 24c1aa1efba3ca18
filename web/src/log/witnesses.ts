import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'

/** Where the log stands with its witnesses, as `/api/log/witnesses` tells it. */
export interface WitnessPage {
  readonly own: {
    readonly state: 'none' | 'current' | 'late' | 'stopped'
    readonly quorum: string
    readonly limits: { readonly bannerAfter: number; readonly stopAfter: number }
    readonly lag: number
    readonly behindSince: string | null
    readonly size: number
    readonly cosignedSize: number
    readonly witnesses: readonly {
      readonly name: string
      readonly key: string
      readonly algorithm: string
      readonly size: number
      readonly cosignedAt: string | null
      readonly failing: { readonly since: string; readonly why: string } | null
    }[]
    readonly refusal: {
      readonly name: string
      readonly ground: string
      readonly citation: string
      readonly remedy: string
    } | null
  }
  readonly cosigned: readonly {
    readonly origin: string
    readonly size: number
    readonly at: string
  }[]
  readonly forks: readonly {
    readonly id: string
    readonly origin: string
    readonly node: string
    readonly at: string
    readonly sizes: readonly number[]
  }[]
  readonly timestamps: readonly {
    readonly authority: string
    readonly size: number
    readonly time: string | null
    readonly askedAt: string
    readonly failing: string | null
  }[]
}

/** Asked often enough that a lag is on every page within the minute after it began. */
export function useWitnesses() {
  return useQuery({
    queryKey: ['witnesses'],
    queryFn: () => get<WitnessPage>('/api/log/witnesses'),
    refetchInterval: ({ state }) => (state.data?.own.state === 'stopped' ? 3_000 : 15_000),
  })
}
