import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/**
 * PGlite's folder on the host's file system, with the one call it leaves out: fsync. As shipped, neither its
 * start parameters nor its file system ever ask the disk to keep anything (electric-sql/pglite issue 1107),
 * so a power cut could take acknowledged commits. `count` says how often the disk was asked.
 */
export class FsyncFilesystem extends NodeFS {
  count = 0
  /** For tests of a failing disk: called in front of each fsync, may throw. */
  readonly before: () => void

  constructor(folder: string, before: () => void = () => {}) {
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
    NODEFS.stream_ops.fsync = (stream) => {
      try {
        this.before()
        if (stream.nfd !== undefined) fsyncSync(stream.nfd)
        this.count++
        return 0
      } catch {
        // 29 is EIO; PostgreSQL then panics rather than trust the page cache.
        throw new FS.ErrnoError(29)
      }
    }
  }
}

interface EmscriptenModule {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (stream: { readonly nfd?: number }) => number }
  }
  readonly FS: { readonly ErrnoError: new (errno: number) => Error }
}
