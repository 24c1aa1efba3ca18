import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import type { RunDocument, Warning } from '../api/types.ts'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { count, errorBound, money } from '../text/amount.ts'
import { paid, when } from '../text/time.ts'
import { fromCode, sentence } from '../text/words.ts'
import type { ViewProps } from './Desk.tsx'
import { findingName } from './findings.ts'
import { useRules } from './rules.ts'

export function useRun(tracing: string, run: string | undefined) {
  return useQuery({
    queryKey: ['run', tracing, run],
    queryFn: () => get<RunDocument>(`/api/tracings/${tracing}/runs/${run}`),
    enabled: run !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What the run could not know, and where a claim ran out. The exhibit carries the same list. */
export function GapsView({ tracing, run, go }: ViewProps) {
  const { nameOf } = useRules()
  const result = useRun(tracing.id, run?.id)
  if (result.error) return <ErrorNote error={result.error} />
  if (!result.data) return <Waiting />
  const { warnings, exhausted, total, claims, base } = result.data
  const touching = warnings.filter((w) => w.touches_claims !== false)
  const lesser = warnings.filter((w) => w.touches_claims === false)
  return (
    <>
      <dl className="tiles">
        <div>
          <dt>claimed</dt>
          <dd>{money(total.claimed, base)}</dd>
        </div>
        <div>
          <dt>traced to a holding</dt>
          <dd>{money(total.traced, base)}</dd>
        </div>
        <div>
          <dt>cannot be traced further</dt>
          <dd>{money(total.untraceable, base)}</dd>
        </div>
        <div>
          <dt>largest error of any figure, in minor units</dt>
          <dd>{errorBound(result.data.error_bound)}</dd>
        </div>
      </dl>
      <div className="columns two-columns">
        <section className="card long" aria-labelledby="gaps">
          <h2 id="gaps">Gaps that touch a claim</h2>
          {touching.length === 0 ? (
            <Note tone="green">None. Every figure follows from the ledger and the rule.</Note>
          ) : (
            <Warnings warnings={touching} onFollow={(account) => go({ view: 'path', account })} />
          )}
          {lesser.length > 0 && (
            <details>
              <summary>{count(lesser.length)} more in accounts that no claim reaches</summary>
              <Warnings warnings={lesser} onFollow={(account) => go({ view: 'path', account })} />
            </details>
          )}
        </section>
        <section className="card long" aria-labelledby="exhausted">
          <h2 id="exhausted">Where a claim ran out</h2>
          {exhausted.length === 0 ? (
            <p>In no account did a claim run out.</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Account</th>
                  <th scope="col">Claim</th>
                  <th scope="col">At</th>
                </tr>
              </thead>
              <tbody>
                {exhausted.map((row) => (
                  <tr key={`${row.account} ${row.claim} ${row.at}`}>
                    <td>{row.account}</td>
                    <td>{row.claim}</td>
                    <td className="nowrap">{paid(row.at)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
      <section className="card" aria-labelledby="method">
        <h2 id="method">Method</h2>
        <dl className="facts">
          <dt>Rule</dt>
          <dd>{nameOf(result.data.rule)}</dd>
          <dt>Order at the same time</dt>
          <dd>{fromCode(result.data.order)}</dd>
          {result.data.arrival && (
            <>
              <dt>Arrival</dt>
              <dd>{fromCode(result.data.arrival)}</dd>
            </>
          )}
          {result.data.arithmetic && (
            <>
              <dt>Arithmetic</dt>
              <dd>{fromCode(result.data.arithmetic)}</dd>
            </>
          )}
          <dt>Claims</dt>
          <dd>{claims.map((c) => `${c.claim}: ${money(c.claimed, base)}`).join('; ')}</dd>
          <dt>Run</dt>
          <dd>
            {when(result.data.at)}
            {result.data.by ? `, ${result.data.by}` : ''}
          </dd>
        </dl>
      </section>
    </>
  )
}

function Warnings(props: { warnings: readonly Warning[]; onFollow: (account: string) => void }) {
  return (
    <ul className="findings">
      {props.warnings.slice(0, 100).map((warning, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one account may have two warnings of one kind
        <li key={at}>
          <span className="strong">{findingName(warning.code)}</span>{' '}
          {warning.account && (
            <button type="button" className="link" onClick={() => props.onFollow(warning.account!)}>
              {warning.account}
            </button>
          )}
          <div>{sentence(warning.text)}.</div>
          {warning.at && <div className="under">{paid(warning.at)}</div>}
        </li>
      ))}
    </ul>
  )
}
