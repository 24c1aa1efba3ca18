import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/**
 * PGlite's folder on the host's file system, with the one call it leaves out: fsync. As shipped, neither its
 * start parameters nor its file system ever ask the disk to keep anything (electric-sql/pglite issue 1107),
 * so a power cut could take acknowledged commits. `count` says how often the disk was asked.
 */
export class FsyncFilesystem extends NodeFS {
  count = 0
  /** For tests of a failing disk: called in front of each call to it, may throw. */
  readonly before: (call: DiskCall) => void

  constructor(folder: string, before: (call: DiskCall) => void = () => {}) {
    super(folder)
    this.before = before
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
    const failing = (call: DiskCall, errno: number) => {
      try {
        this.before(call)
      } catch {
        throw new FS.ErrnoError(errno)
      }
    }
    const write = NODEFS.stream_ops.write
    NODEFS.stream_ops.write = (...args) => {
      failing('write', enospc)
      return write(...args)
    }
    NODEFS.stream_ops.fsync = (stream) => {
      failing('fsync', eio)
      try {
        if (stream.nfd !== undefined) fsyncSync(stream.nfd)
      } catch {
        // PostgreSQL then stops rather than trust what the system still holds in memory.
        throw new FS.ErrnoError(eio)
      }
      this.count++
      return 0
    }
  }
}

export type DiskCall = 'fsync' | 'write'

/** Error numbers as this build of the C library counts them. */
const eio = 29
const enospc = 51

interface EmscriptenModule {
  readonly NODEFS: {
    readonly stream_ops: {
      write: (...args: readonly unknown[]) => number
      fsync?: (stream: { readonly nfd?: number }) => number
    }
  }
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
}
