import { Empty } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { eventName } from '../request/names.ts'
import { when } from '../text/time.ts'
import type { Console } from './types.ts'

/** The ledger of what ended: erased, erased again after a restore, kept longer. Places in the log, no names. */
export function Erasures({ console: { erasures } }: { console: Console }) {
  if (erasures.length === 0)
    return (
      <Empty title="Nothing was erased or held here yet">
        <p>What reaches its last day is erased by itself and then stands here.</p>
      </Empty>
    )
  return (
    <section className="card card-flush" aria-label="Erasures">
      <Scroll label="Table of erasures">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">What</th>
              <th scope="col">Ground</th>
              <th scope="col">By</th>
              <th scope="col" className="num">
                Entry
              </th>
            </tr>
          </thead>
          <tbody>
            {erasures.map((e) => (
              <tr key={e.index}>
                <td className="nowrap">{when(e.at)}</td>
                <td>{eventName(e.type, e.type.replaceAll(/[.-]/g, ' '))}</td>
                <td>{e.what || '–'}</td>
                <td>{e.by}</td>
                <td className="num">{e.index}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
