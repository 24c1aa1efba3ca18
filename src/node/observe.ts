import type { Instant } from '#base'

/**
 * Everything a node reports about itself. The code says what happened; whoever runs the node decides what to print
 * or count. No names of persons, no content, no keys: ids, counts and durations only.
 */
export type Observation =
  | { readonly what: 'node-opened'; readonly size: number; readonly durable: boolean }
  | { readonly what: 'node-closed' }
  | {
      readonly what: 'act'
      readonly type: string
      readonly stream: string
      readonly index: number
      readonly milliseconds: number
    }
  | { readonly what: 'refused'; readonly name: string; readonly kind: string; readonly in: string }
  | {
      readonly what: 'letter-received'
      readonly from: string
      readonly id: string
      readonly status: string
    }
  | {
      readonly what: 'letter-missing'
      readonly from: string
      readonly expected: number
      readonly got: number
    }
  | {
      readonly what: 'letter-alarm'
      readonly from: string
      readonly id: string
      readonly name: string
    }
  | {
      readonly what: 'letter-delivered'
      readonly to: string
      readonly id: string
      readonly attempt: number
      readonly status: string
    }
  | {
      readonly what: 'letter-failed'
      readonly to: string
      readonly id: string
      readonly attempt: number
      readonly reason: string
      readonly retryAt: Instant | null
    }
  | {
      readonly what: 'attachment-waits'
      readonly id: string
      readonly attempts: number
      readonly reason: string
    }
  | { readonly what: 'access-alarm'; readonly row: string; readonly officer: string }
  | { readonly what: 'erased'; readonly bodies: number; readonly files: number }
  | { readonly what: 'retention-over'; readonly item: string; readonly by: string }
  | { readonly what: 'attachment-settled'; readonly id: string; readonly state: string }
  | { readonly what: 'clock-overdue'; readonly stream: string; readonly rule: string }
  /** The machine's clock is before the node's own card: times told are that of the card until it has caught up. */
  | { readonly what: 'clock-behind'; readonly card: string }
  | { readonly what: 'maintained'; readonly milliseconds: number }
  | { readonly what: 'desk-job'; readonly job: string; readonly state: string }
  | { readonly what: 'law-changed'; readonly version: string }
  | { readonly what: 'witnesses'; readonly state: string; readonly seconds: number }
  | { readonly what: 'log-forked'; readonly origin: string; readonly sizes: readonly number[] }
  | {
      readonly what: 'timestamp'
      readonly authority: string
      readonly size: number
      readonly failing: string | null
    }
  | { readonly what: 'log-older'; readonly sentence: string }
  | { readonly what: 'settings-changed'; readonly files: readonly string[] }
  | {
      readonly what: 'head-not-compared'
      readonly origin: string
      readonly size: number
      readonly reason: string
    }
  | { readonly what: 'fault'; readonly in: string; readonly message: string }

export type Observe = (observation: Observation) => void

/** One line of JSON per observation, for a log collector. */
export function asLine(node: string, at: Instant, observation: Observation): string {
  return JSON.stringify({ at, node, ...observation })
}
