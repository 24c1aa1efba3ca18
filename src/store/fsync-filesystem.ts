import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/**
 * PGlite's folder on the host's file system, with the one call it leaves out: fsync. As shipped, neither its
 * start parameters nor its file system ever ask the disk to keep anything (electric-sql/pglite issue 1107),
 * so a power cut could take acknowledged commits. `count` says how often the disk was asked.
 */
export class FsyncFilesystem extends NodeFS {
  count = 0
  readonly #watch: DiskWatch

  constructor(folder: string, watch: DiskWatch) {
    super(folder)
    this.#watch = watch
  }

  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const prepared = await super.init(...args)
    const mount = prepared.emscriptenOpts.preRun ?? []
    const patch = (module: unknown) => this.#patch(module as EmscriptenModule)
    return {
      ...prepared,
      emscriptenOpts: {
        ...prepared.emscriptenOpts,
        preRun: [...(Array.isArray(mount) ? mount : [mount]), patch],
      },
    }
  }

  #patch({ NODEFS, FS }: EmscriptenModule): void {
    const watched = <T>(call: DiskCall, errno: number, work: () => T): T => {
      try {
        this.#watch.before(call)
        return work()
      } catch (error) {
        this.#watch.failed(call, error)
        throw error instanceof FS.ErrnoError ? error : new FS.ErrnoError(errno)
      }
    }
    const write = NODEFS.stream_ops.write
    NODEFS.stream_ops.write = (...args) => watched('write', enospc, () => write(...args))
    NODEFS.stream_ops.fsync = ({ nfd }) =>
      watched('fsync', eio, () => {
        if (nfd !== undefined) fsyncSync(nfd)
        this.count++
        return 0
      })
  }
}

export interface DiskWatch {
  /** In front of each call; tests of a failing disk throw here. */
  readonly before: (call: DiskCall) => void
  /** The disk refused. PostgreSQL may stop for good on it, and then never answers again. */
  readonly failed: (call: DiskCall, cause: unknown) => void
}

export type DiskCall = 'fsync' | 'write'

/** Error numbers as this build of the C library counts them. */
export const eio = 29
export const enospc = 51

interface EmscriptenModule {
  readonly NODEFS: {
    readonly stream_ops: {
      write: (...args: readonly unknown[]) => number
      fsync?: (stream: { readonly nfd?: number }) => number
    }
  }
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
}
