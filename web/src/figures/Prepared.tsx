import { Fragment } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Digest } from '../parts/bits.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'

export interface PreparedItem {
  readonly period: string
  readonly version: number
  readonly digest: string
  readonly at: string
  readonly by: string
  readonly byName: string
  readonly reason: string | null
  readonly suppressed: readonly { readonly rule: string; readonly cells: number }[]
  readonly tables: readonly {
    readonly id: string
    readonly name: string
    readonly text: string
    readonly shown: boolean
    readonly note: string
    readonly parts: number
    readonly partsShown: number
    readonly leftOut: readonly string[]
  }[]
}

/** What would be published, as the second person looks at it before releasing exactly this. */
export function Prepared(props: {
  item: PreparedItem
  steps: readonly { readonly id: string; readonly name: string; readonly rule: string }[]
  decides: boolean
  own: boolean
}) {
  const { item, steps, decides, own } = props
  const { act, error, busy } = useAct('releases')
  const path = `/api/releases/${item.period}`
  return (
    <section className="card" aria-labelledby={`waits-${item.period}`}>
      <div className="card-head">
        <h2 id={`waits-${item.period}`}>
          {item.period}, version {item.version}, waits for the second person
        </h2>
        <span className="quiet">
          prepared by {item.byName}, {when(item.at)}
        </span>
      </div>
      {item.reason && <p>Because: {item.reason}</p>}
      <dl className="facts">
        <dt>Digest</dt>
        <dd>
          <Digest value={item.digest} label="digest of what was prepared" />
        </dd>
        {item.suppressed.map(({ rule, cells }) => {
          const step = steps.find(({ id }) => id === rule)
          return (
            <Fragment key={rule}>
              <dt>
                {rule} {step?.name}
              </dt>
              <dd>
                {cells} {plural(cells, 'cell')} held back
                <span className="under">{step?.rule}</span>
              </dd>
            </Fragment>
          )
        })}
      </dl>
      <details>
        <summary>
          {counted(item, (table) => table.shown && table.text !== 'none')} figures shown,{' '}
          {counted(item, (table) => !table.shown)} held back or banded,{' '}
          {counted(item, (table) => table.text === 'none')} without cases
        </summary>
        <Scroll label={`Figures of ${item.period}`}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col">As anybody will read it</th>
                <th scope="col">Parts</th>
                <th scope="col">Note</th>
              </tr>
            </thead>
            <tbody>
              {item.tables.map((table) => (
                <tr key={table.id}>
                  <th scope="row">
                    {table.id}
                    <span className="under">{sentence(table.name)}</span>
                  </th>
                  <td className={table.shown ? '' : 'quiet'}>{table.text}</td>
                  <td className="nowrap">
                    {table.parts === 0 ? '' : `${table.partsShown} of ${table.parts}`}
                  </td>
                  <td className="quiet">
                    {table.note}
                    {table.leftOut.length > 0 && (
                      <span className="under">left out: by {table.leftOut.join(', ')}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
      {error !== null && <ErrorNote error={error} />}
      <div className="row row-end no-print">
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void act(() => call('DELETE', `${path}/prepared`))}
        >
          Take it back
        </button>
        {decides && !own && (
          <button
            type="button"
            className="button button-main"
            disabled={busy}
            onClick={() => void act(() => call('POST', `${path}/release`, { digest: item.digest }))}
          >
            Release it
          </button>
        )}
      </div>
      {own && <p className="under">You prepared it: a second person releases it.</p>}
    </section>
  )
}

type Table = PreparedItem['tables'][number]

function counted({ tables }: PreparedItem, which: (table: Table) => boolean): number {
  return tables.filter(which).length
}
