import type { Verdict } from './verify.ts'
export function isProof(_b: Uint8Array): boolean {
  return false
}
export function verifyProof(_b: Uint8Array): Verdict {
  return { what: '', checked: {}, findings: [], unchecked: [] }
}
