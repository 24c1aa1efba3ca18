import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { get } from '../api/http.ts'
import type { AccountRow, Tracing } from '../api/types.ts'
import { Digest } from '../parts/bits.tsx'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { addAmounts, bytes, count, money } from '../text/amount.ts'
import { day, paid } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'
import type { ViewProps } from './Desk.tsx'
import { findingName } from './findings.ts'
import { fileRoles } from './roles.ts'

const ClaimsDialog = lazy(() =>
  import('./ClaimsDialog.tsx').then((m) => ({ default: m.ClaimsDialog })),
)

/** What was understood, what stands in the way, whose money is followed. */
export function Overview({ tracing, go }: ViewProps) {
  const [choosing, setChoosing] = useState(false)
  const claims = tracing.claims ?? []
  return (
    <>
      <Tiles tracing={tracing} />
      <div className="columns two-columns">
        <section className="card" aria-labelledby="claims">
          <div className="card-head">
            <h2 id="claims">Claims</h2>
            <button type="button" className="button button-small" onClick={() => setChoosing(true)}>
              {claims.length === 0 ? 'Choose claims' : 'Choose others'}
            </button>
          </div>
          {claims.length === 0 ? (
            <p>
              The ledger names no claims. Say whose money is followed, for example every payment out
              of one account, before a rule is run.
            </p>
          ) : (
            <ul className="claims">
              {claims.map((claim, at) => (
                <li key={claim.claim}>
                  <span className="swatch" data-claim={(at % 6) + 1} aria-hidden="true" />
                  <span className="strong">{claim.claim}</span>
                  <ul className="flat">
                    {claim.introduced.map((part) => (
                      <li key={part.currency}>
                        {money(part.amount, part.currency)}{' '}
                        <span className="quiet">
                          by {count(part.payments)} {plural(part.payments, 'payment')}
                        </span>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          )}
          {claims.length > 0 && (tracing.runs ?? []).length === 0 && (
            <div className="row">
              <button
                type="button"
                className="button button-main"
                onClick={() => go({ view: 'rules' })}
              >
                Choose a rule
              </button>
            </div>
          )}
        </section>
        <section className="card" aria-labelledby="findings">
          <h2 id="findings">What to know before tracing</h2>
          <Findings tracing={tracing} />
        </section>
      </div>
      <Accounts tracing={tracing} onFollow={(account) => go({ view: 'path', account })} />
      <Files tracing={tracing} />
      {choosing && (
        <Suspense>
          <ClaimsDialog tracing={tracing} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </>
  )
}

function Tiles({ tracing }: { tracing: Tracing }) {
  const { counts, period, currencies } = tracing
  if (!counts) return null
  return (
    <dl className="tiles">
      <div>
        <dt>payments</dt>
        <dd>{count(counts.payments)}</dd>
      </div>
      <div>
        <dt>accounts</dt>
        <dd>{count(counts.accounts)}</dd>
      </div>
      <div>
        <dt>claims</dt>
        <dd>{count(counts.claims)}</dd>
      </div>
      <div>
        <dt>currencies</dt>
        <dd className="smaller">
          {currencies?.map((c) => c.code).join(', ') ?? counts.currencies}
        </dd>
      </div>
      {period && (
        <div>
          <dt>period</dt>
          <dd className="smaller">
            {day(period.from)} to {day(period.to)}
          </dd>
        </div>
      )}
    </dl>
  )
}

function Findings({ tracing }: { tracing: Tracing }) {
  const findings = tracing.findings ?? []
  const [all, setAll] = useState(false)
  const left = leftOutText(tracing.leftOut)
  if (findings.length === 0 && left === null) {
    return <p>Nothing was found that would put a figure in doubt before tracing.</p>
  }
  const shown = all ? findings : findings.slice(0, 6)
  return (
    <>
      {left && (
        <Note tone="amber" title="Rows left out">
          {left}
        </Note>
      )}
      <ul className="findings">
        {shown.map((finding, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one account may have two findings of one kind
          <li key={at}>
            <span className="strong">{findingName(finding.code)}</span>
            {finding.count !== undefined && finding.count > 1 && (
              <span className="quiet"> {count(finding.count)} times</span>
            )}
            <div>{sentence(finding.text)}.</div>
            {(finding.account || finding.at || finding.figure) && (
              <div className="under">
                {[
                  finding.account,
                  finding.figure && money(finding.figure),
                  finding.at && paid(finding.at),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            )}
          </li>
        ))}
      </ul>
      {findings.length > shown.length && (
        <button type="button" className="button button-small" onClick={() => setAll(true)}>
          Show all {count(findings.length)}
        </button>
      )}
    </>
  )
}

function leftOutText(leftOut: unknown): string | null {
  if (typeof leftOut !== 'object' || leftOut === null) return null
  const rows =
    (leftOut as { rows?: unknown; count?: unknown }).rows ?? (leftOut as { count?: unknown }).count
  const n = Array.isArray(rows) ? rows.length : typeof rows === 'number' ? rows : 0
  return n === 0
    ? null
    : `${count(n)} ${plural(n, 'row')} could not be read and ${n === 1 ? 'is' : 'are'} not part of any figure.`
}

function Accounts({ tracing, onFollow }: { tracing: Tracing; onFollow: (a: string) => void }) {
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: ['accounts', tracing.id, q],
    queryFn: () =>
      get<AccountRow[]>(`/api/tracings/${tracing.id}/accounts?${new URLSearchParams({ q })}`),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const rows = q === '' ? (tracing.accounts ?? []) : (found.data ?? [])
  const total = tracing.counts?.accounts ?? rows.length
  return (
    <section className="card card-flush long" aria-labelledby="accounts">
      <div className="card-head">
        <h2 id="accounts">
          Accounts{' '}
          <span className="quiet">
            {q === '' && rows.length < total
              ? `the ${count(rows.length)} busiest of ${count(total)}`
              : ''}
          </span>
        </h2>
        <SearchBox
          id="account-search"
          label="Search accounts"
          hint="Account"
          value={q}
          onText={setQ}
        />
      </div>
      {found.error ? (
        <ErrorNote error={found.error} />
      ) : (
        <Scroll label="Accounts of the ledger" className="scroll scroll-tall">
          <table className="table">
            <caption className="only-spoken">Accounts by turnover</caption>
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col">Currency</th>
                <th scope="col" className="num">
                  Opening
                </th>
                <th scope="col" className="num">
                  Credits
                </th>
                <th scope="col" className="num">
                  Debits
                </th>
                <th scope="col" className="num">
                  Closing
                </th>
                <th scope="col" className="num">
                  Payments
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.account} ${row.currency}`}>
                  <td>
                    {(tracing.runs ?? []).length > 0 ? (
                      <button type="button" className="link" onClick={() => onFollow(row.account)}>
                        {row.account}
                      </button>
                    ) : (
                      row.account
                    )}
                  </td>
                  <td>{row.currency}</td>
                  <td className="num">
                    {row.opened ? money(opening(row)) : <span className="quiet">not stated</span>}
                  </td>
                  <td className="num">{money(row.credits)}</td>
                  <td className="num">{money(row.debits)}</td>
                  <td className={row.closing.startsWith('-') ? 'num negative' : 'num'}>
                    {money(row.closing)}
                  </td>
                  <td className="num">{count(row.payments)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}

/** What must have been there at the start: closing less credits plus debits, exact. */
function opening(row: AccountRow): string {
  return addAmounts([row.closing, `-${row.credits}`, row.debits])
}

function Files({ tracing }: { tracing: Tracing }) {
  if (tracing.files.length === 0) return null
  return (
    <section className="card" aria-labelledby="files">
      <h2 id="files">Sources</h2>
      <ul className="flat">
        {tracing.files.map((file) => (
          <li key={file.role} className="row">
            <span className="quiet">{fileRoles.find((r) => r.role === file.role)?.name}</span>
            <span className="strong wrap-any">{file.name}</span>
            <span className="quiet">{bytes(file.bytes)}</span>
            <Digest value={file.digest} label={`digest of ${file.name}`} />
          </li>
        ))}
      </ul>
    </section>
  )
}
