import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Does something at the node, keeps its "no", and reads the list again. */
export function useAct(key: string) {
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function act(work: () => Promise<unknown>) {
    setError(null)
    setBusy(true)
    try {
      await work()
      await queries.invalidateQueries({ queryKey: [key] })
    } catch (problem) {
      setError(problem)
    }
    setBusy(false)
  }
  return { act, error, busy }
}
