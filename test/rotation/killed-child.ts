import { systemClock } from '#base'
import { openNode } from '#node'
import type { Backend } from '../../src/store/backend.ts'
import { storeOn } from '../../src/store/open.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

/** Opens the node in a folder, and kills itself (SIGKILL) when so many transactions of the opening are on the disk. */
const [dir, after] = process.argv.slice(2) as [string, string]
let left = Number(after)

function killed(backend: Backend): Backend {
  const dieAt = () => {
    if (left-- === 0) process.kill(process.pid, 'SIGKILL')
  }
  return {
    ...backend,
    async apply(change) {
      dieAt()
      await backend.apply(change)
    },
    async putMark(mark) {
      dieAt()
      await backend.putMark(mark)
    },
  }
}

const node = await openNode({
  dir,
  clock: systemClock,
  storage: async (options) => storeOn(killed(await openSqlite({ dir, durable: true })), options),
})
await node.close()
