import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Does something at the node, keeps its "no", and reads the lists of these names again. */
export function useAct(...keys: readonly string[]) {
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  /** @returns whether the node did it */
  async function act(work: () => Promise<unknown>): Promise<boolean> {
    setError(null)
    setBusy(true)
    try {
      await work()
      for (const key of keys) await queries.invalidateQueries({ queryKey: [key] })
      return true
    } catch (problem) {
      setError(problem)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { act, error, busy }
}
