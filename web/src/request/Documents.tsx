import { useState } from 'react'
import type { DocumentRow, RequestView } from '../api/types.ts'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { runsOf } from './runs.ts'

const languages = [
  { value: '', label: 'English alone' },
  { value: 'fr', label: 'English and French' },
] as const

type Address = (record: string, as: string) => string

/** Every document of the matter to read, print or check; one digest in all three shapes. */
export function Documents({ request }: { request: RequestView }) {
  const [second, setSecond] = useState('')
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  if (request.documents.length === 0) return null
  const address: Address = (record, as) =>
    `/api/requests/${encodeURIComponent(request.id)}/documents/${encodeURIComponent(record)}?${new URLSearchParams({ as, ...(second ? { second } : {}) })}`
  const runs = runsOf(request.documents.map((row) => ({ ...row, type: row.title })))
  return (
    <section className="card card-flush long" aria-labelledby="documents">
      <div className="card-head">
        <h2 id="documents">Documents</h2>
        <label className="pick no-print">
          Language
          <select
            className="input"
            value={second}
            onChange={(event) => setSecond(event.target.value)}
          >
            {languages.map((language) => (
              <option key={language.value} value={language.value}>
                {language.label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Scroll label="Documents of this matter">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Document</th>
              <th scope="col">Filed</th>
              <th scope="col">By</th>
              <th scope="col" className="no-print">
                Open
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.flatMap((run) => {
              const first = run[0]!
              if (run.length === 1 || unfolded.has(first.record))
                return run.map((row) => <Row key={row.record} row={row} address={address} />)
              return [
                <Folded
                  key={first.record}
                  rows={run}
                  onUnfold={() => setUnfolded(new Set([...unfolded, first.record]))}
                />,
              ]
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Row({ row, address }: { row: DocumentRow; address: Address }) {
  return (
    <tr>
      <th scope="row">
        {sentence(row.title)}
        <span className="under">{row.formName}</span>
      </th>
      <td className="nowrap">{when(row.at)}</td>
      <td>{row.by}</td>
      <td className="nowrap no-print">
        <span className="row">
          <a href={address(row.record, 'html')} target="_blank" rel="noreferrer">
            page
          </a>
          <a href={address(row.record, 'pdf')}>PDF</a>
          <a href={address(row.record, 'json')}>data</a>
        </span>
      </td>
    </tr>
  )
}

/** Many documents of one kind in a row, as one line until they are wanted. */
function Folded(props: { rows: readonly DocumentRow[]; onUnfold: () => void }) {
  const { rows } = props
  const first = rows[0]!
  const last = rows.at(-1)!
  return (
    <tr>
      <th scope="row">
        {sentence(first.title)}
        <span className="under">
          {rows.length} times: {first.formName}
        </span>
      </th>
      <td>
        {when(first.at)}
        {last.at !== first.at && <> to {when(last.at)}</>}
      </td>
      <td>{[...new Set(rows.map((row) => row.by))].join('; ')}</td>
      <td className="nowrap no-print">
        <button type="button" className="button button-small" onClick={props.onUnfold}>
          Show all {rows.length}
        </button>
      </td>
    </tr>
  )
}
