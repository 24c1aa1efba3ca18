import type { Verdict } from './verify.ts'
export async function verifyAddress(_d: string): Promise<Verdict> {
  return { what: '', checked: {}, findings: [], unchecked: [] }
}
