import { useCallback, useEffect, useRef, useState } from 'react'
import { call, get } from '../api/http.ts'
import type { Job, Problem } from '../api/types.ts'

export interface RunningJob {
  readonly job: Job | null
  readonly problem: Problem | null
  readonly error: unknown
  readonly running: boolean
  readonly start: (begin: () => Promise<{ job: string }>) => Promise<Job | null>
  readonly cancel: () => void
  readonly clear: () => void
}

/** Starts a long job on the node and follows it until it ends, is refused or is stopped. */
export function useJob(): RunningJob {
  const [job, setJob] = useState<Job | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [running, setRunning] = useState(false)
  const id = useRef<string | null>(null)
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])

  const start = useCallback(async (begin: () => Promise<{ job: string }>) => {
    setError(null)
    setJob(null)
    setRunning(true)
    try {
      id.current = (await begin()).job
      for (let pause = 120; ; pause = Math.min(800, pause * 1.4)) {
        const now = await get<Job>(`/api/jobs/${id.current}`)
        if (!alive.current) return null
        setJob(now)
        if (now.state !== 'running') return now
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    } catch (problem) {
      setError(problem)
      return null
    } finally {
      id.current = null
      setRunning(false)
    }
  }, [])

  const cancel = useCallback(() => {
    if (id.current) void call('DELETE', `/api/jobs/${id.current}`).catch(() => undefined)
  }, [])

  const clear = useCallback(() => {
    setJob(null)
    setError(null)
  }, [])

  const ended = job !== null && job.state !== 'running' && job.state !== 'done'
  return {
    job,
    problem: ended ? (job.problem ?? stopped) : null,
    error,
    running,
    start,
    cancel,
    clear,
  }
}

const stopped: Problem = {
  title: 'Stopped',
  status: 0,
  name: 'stopped',
  detail: 'the work was stopped before its end',
  remedy: 'start it again when you are ready; nothing half-done was kept',
}
