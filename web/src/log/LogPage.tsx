import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import type { LogPageData, Verification } from '../api/types.ts'
import { Digest, Progress, Title } from '../parts/bits.tsx'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { count } from '../text/amount.ts'
import { when } from '../text/time.ts'
import { plural } from '../text/words.ts'
import { Settings } from './Settings.tsx'
import { Witnesses } from './Witnesses.tsx'

const size = 100

export function LogPage() {
  const [after, setAfter] = useState<number | null>(null)
  const log = useQuery({
    queryKey: ['log', after],
    queryFn: () =>
      get<LogPageData>(`/api/log?limit=${size}${after === null ? '' : `&after=${after}`}`),
    placeholderData: keepPreviousData,
  })
  const entries = log.data?.entries ?? []
  const head = log.data?.head
  const indices = entries.map((entry) => entry.index)
  const lowest = indices.length ? Math.min(...indices) : 0
  const highest = indices.length ? Math.max(...indices) : 0
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Log</Title>
          <p className="lead">
            Every act of this authority, signed by who did it, in one tree. Nothing can be changed
            or left out later without it being seen.
          </p>
        </div>
      </div>
      {log.error ? (
        <ErrorNote error={log.error} />
      ) : !head ? (
        <Waiting what="Reading the log" />
      ) : (
        <>
          <div className="columns log-columns">
            <section className="card" aria-labelledby="head">
              <h2 id="head">Signed head</h2>
              <dl className="facts">
                <dt>Entries</dt>
                <dd className="strong">{count(head.size)}</dd>
                <dt>Root</dt>
                <dd>
                  <Digest value={head.root} label="root" />
                </dd>
              </dl>
              <details>
                <summary>Checkpoint as it is signed</summary>
                <pre className="checkpoint">{head.checkpoint}</pre>
              </details>
              <p className="under">
                Anyone can follow it at <a href="/log/checkpoint">/log/checkpoint</a> (C2SP
                tlog-tiles), with the cosignatures of its witnesses.
              </p>
            </section>
            <Verify />
          </div>
          <Witnesses />
          <Settings />
          <section className="card card-flush long" aria-labelledby="entries">
            <div className="card-head">
              <h2 id="entries">
                Entries{' '}
                <span className="quiet">{entries.length ? `${lowest} to ${highest}` : ''}</span>
              </h2>
              <div className="row">
                <button
                  type="button"
                  className="button button-small"
                  disabled={lowest <= 0}
                  onClick={() => setAfter(Math.max(-1, lowest - size - 1))}
                >
                  Older
                </button>
                <button
                  type="button"
                  className="button button-small"
                  disabled={highest >= head.size - 1}
                  onClick={() => setAfter(highest)}
                >
                  Newer
                </button>
                <button
                  type="button"
                  className="button button-small"
                  disabled={after === null}
                  onClick={() => setAfter(null)}
                >
                  Newest
                </button>
              </div>
            </div>
            <Entries entries={entries} />
          </section>
        </>
      )}
    </div>
  )
}

function Entries({ entries }: { entries: LogPageData['entries'] }) {
  return (
    <Scroll label="Entries of the log">
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="num">
              Entry
            </th>
            <th scope="col">At</th>
            <th scope="col">What</th>
            <th scope="col">Signed by</th>
            <th scope="col">Matter</th>
            <th scope="col">Digest</th>
          </tr>
        </thead>
        <tbody>
          {[...entries]
            .sort((a, b) => b.index - a.index)
            .map((entry) => (
              <tr key={entry.index}>
                <td className="num">{entry.index}</td>
                <td className="nowrap">{when(entry.at)}</td>
                <td>
                  <code>{entry.type}</code>{' '}
                  {entry.foreign && <span className="chip chip-line">from abroad</span>}
                </td>
                <td>{entry.actor}</td>
                <td className="mono clip" title={entry.stream}>
                  {entry.stream}
                </td>
                <td>
                  {entry.digest && (
                    <Digest value={entry.digest} label={`digest of entry ${entry.index}`} />
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Verify() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [result, setResult] = useState<Verification | null>(null)

  async function verify() {
    setBusy(true)
    setError(null)
    setResult(null)
    try {
      setResult(await call<Verification>('POST', '/api/log/verify'))
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="card" aria-labelledby="verify">
      <h2 id="verify">Verify now</h2>
      <p>
        Reads every record again, recomputes every digest and the whole tree, checks every
        signature, and compares with the receipts of the other authorities.
      </p>
      <div className="row">
        <button
          type="button"
          className="button button-main"
          disabled={busy}
          onClick={() => void verify()}
        >
          Verify the log
        </button>
      </div>
      {busy && <Progress what="Checking every record" done={0} total={0} />}
      {error !== null && <ErrorNote error={error} />}
      {result && (
        <div role="status" className="stack">
          {result.ok ? (
            <Note tone="green" title="Everything holds">
              {count(result.checked.records)} {plural(result.checked.records, 'record')},{' '}
              {count(result.checked.bodies)} {plural(result.checked.bodies, 'body', 'bodies')} and{' '}
              {count(result.checked.signatures)} {plural(result.checked.signatures, 'signature')}{' '}
              were checked, up to entry {count(result.head.size)}.
            </Note>
          ) : (
            <Note
              tone="red"
              title={`${result.findings.length} ${plural(result.findings.length, 'finding')}`}
            >
              <ul className="flat">
                {result.findings.map((finding) => (
                  <li key={`${finding.where} ${finding.text}`}>
                    <span className="strong">{finding.where}</span>: {finding.text}
                  </li>
                ))}
              </ul>
              <p>Keep this node as it is and call its operator and the auditor.</p>
            </Note>
          )}
        </div>
      )}
    </section>
  )
}
