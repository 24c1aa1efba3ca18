import { type Backend, type Blobs, keepStore, memoryBackend, memoryBlobs, StoreFault } from '#store'
import type { NodeOptions } from './open-node.ts'

/** The disks of a test federation, in memory, by folder: they outlive the nodes, and the power of each can be cut. */
export interface TestDisks {
  readonly storage: Exclude<NodeOptions['storage'], string | undefined>
  /** The machine goes off when so many more transactions are on its disk; 0: before the next one. */
  cutAfter(dir: string, transactions: number): void
  /** Is the machine off? */
  isOff(dir: string): boolean
  /** Power is back: what runs now, and what is opened next, has its disk again. */
  mend(dir: string): void
}

interface Disk {
  readonly tables: Backend
  readonly blobs: Blobs
  /** Transactions until the cut; undefined: no cut is coming. */
  left: number | undefined
}

export function testDisks(): TestDisks {
  const disks = new Map<string, Disk>()
  const diskOf = (dir: string): Disk => {
    const disk = disks.get(dir) ?? {
      tables: memoryBackend(),
      blobs: memoryBlobs(),
      left: undefined,
    }
    disks.set(dir, disk)
    return disk
  }
  return {
    storage: (options) => {
      const disk = diskOf(options.dir)
      return keepStore(behindPower(disk), disk.blobs, options)
    },
    cutAfter: (dir, transactions) => {
      diskOf(dir).left = transactions
    },
    isOff: (dir) => diskOf(dir).left === 0,
    mend: (dir) => {
      diskOf(dir).left = undefined
    },
  }
}

/** Nothing reaches a disk without power, and nobody hears of the last write that reached it. */
function behindPower(disk: Disk): Backend {
  return new Proxy(disk.tables, {
    get(tables, name, receiver) {
      const value: unknown = Reflect.get(tables, name, receiver)
      if (typeof value !== 'function' || name === 'close') return value
      const call = value as (...args: unknown[]) => unknown
      return async (...args: unknown[]) => {
        if (disk.left === 0) throw new StoreFault('the machine is off')
        const answer = await call.apply(tables, args)
        if (name !== 'apply' || disk.left === undefined) return answer
        disk.left--
        if (disk.left === 0) throw new StoreFault('the machine went off')
        return answer
      }
    },
  })
}
