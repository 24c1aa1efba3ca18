import type { Values } from '../parts/Fields.tsx'
import type { Prepared } from './types.ts'

let waiting: Prepared | undefined

/** Hands what a hit gives over to the form of the request; it lives until the next hand-over or a reload. */
export function handOver(prepared: Prepared): void {
  waiting = prepared
}

/** The values that wait for this form, or none. */
export function preparedFor(procedure: string, to: string | undefined): Values {
  return waiting?.procedure === procedure && waiting.to === to ? { ...waiting.document } : {}
}
