import { type Outcome, type Refusal, refuse } from '#base'
import type { Progress } from './desk-thread.ts'
import type { World } from './world.ts'

/** Work that takes longer than a call should: started, watched, cancelled. Jobs do not outlive the process. */
export interface JobView {
  readonly state: 'running' | 'done' | 'refused' | 'failed'
  readonly what: string
  readonly done: number
  readonly total: number
  readonly refusal?: Refusal
  readonly result?: { readonly id: string; readonly ids?: readonly string[] }
}

export interface Jobs {
  start(
    work: (
      onProgress: (p: Progress) => void,
      cancel: Int32Array,
    ) => Promise<Outcome<NonNullable<JobView['result']>>>,
  ): string
  view(id: string): JobView | undefined
  cancel(id: string): boolean
}

const keptJobs = 200

export function makeJobs(world: World): Jobs {
  const jobs = new Map<string, { view: JobView; cancel: Int32Array }>()
  return {
    start(work) {
      const id = world.ids.next()
      const cancel = new Int32Array(new SharedArrayBuffer(4))
      const job = {
        view: { state: 'running', what: 'waiting', done: 0, total: 0 } as JobView,
        cancel,
      }
      jobs.set(id, job)
      while (jobs.size > keptJobs) jobs.delete(jobs.keys().next().value as string)
      const set = (view: Partial<JobView>) => {
        job.view = { ...job.view, ...view }
      }
      work((p) => set(p), cancel)
        .then((outcome) =>
          set(
            outcome.ok
              ? { state: 'done', done: job.view.total, result: outcome.value }
              : { state: 'refused', refusal: outcome.refusal },
          ),
        )
        .catch((error: unknown) => {
          set({ state: 'failed' })
          world.observe({
            what: 'fault',
            in: 'desk',
            message: error instanceof Error ? (error.stack ?? error.message) : String(error),
          })
        })
        .finally(() => world.observe({ what: 'desk-job', job: id, state: job.view.state }))
      return id
    },
    view: (id) => jobs.get(id)?.view,
    cancel(id) {
      const job = jobs.get(id)
      if (job === undefined) return false
      Atomics.store(job.cancel, 0, 1)
      return true
    },
  }
}

export const unknownJob = refuse({
  kind: 'unknown',
  name: 'job-unknown',
  ground: 'there is no such job, or the node was started again since',
  remedy: 'start the work again',
})
