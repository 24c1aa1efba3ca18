import { AskedList } from './AskedList.tsx'
import { Epochs } from './Epochs.tsx'
import { Lists } from './Lists.tsx'
import { Releases } from './Releases.tsx'
import type { HitDesk } from './types.ts'

/** The other side of the desk: who may ask us, over which index, and what they asked. */
export function Owner({ desk }: { desk: HitDesk }) {
  return (
    <div className="stack">
      <Releases desk={desk} />
      <AskedList desk={desk} />
      <Epochs desk={desk} />
      <Lists desk={desk} />
    </div>
  )
}
