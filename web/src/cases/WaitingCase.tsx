import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Digest } from '../parts/bits.tsx'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { money } from '../text/amount.ts'
import { day, when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import type { CaseDesk } from './types.ts'

const stages: Readonly<Record<string, string>> = {
  'IN-13': 'identified',
  'IN-14': 'frozen',
  'IN-15': 'confiscated',
}

/** What would be published, as the second person looks at it before releasing exactly this. */
export function WaitingCase(props: {
  draft: CaseDesk['waiting'][number]
  preparer: string
  decides: boolean
  own: boolean
}) {
  const { draft, preparer, decides, own } = props
  const { document: page } = draft
  const { act, error, busy } = useAct('cases')
  const heading = `waits-${draft.id}`
  const euro = (cents: number | null) =>
    cents === null ? 'not on record' : money((cents / 100).toFixed(2), 'EUR')
  return (
    <section className="card" aria-labelledby={heading}>
      <div className="card-head">
        <h2 id={heading}>{page.title} waits for the second person</h2>
        <span className="quiet">
          version {draft.version}, prepared by {preparer}, {when(draft.at)}
        </span>
      </div>
      {draft.reason && <p>Because: {draft.reason}</p>}
      <p>{page.summary}</p>
      <dl className="facts">
        <dt>Judgment final</dt>
        <dd>{day(page.finalOn)}</dd>
        <dt>Victims told</dt>
        <dd>
          {day(page.notice.on)}
          {page.notice.closes && (
            <span className="under">claims until {day(page.notice.closes)}</span>
          )}
        </dd>
        <dt>Countries</dt>
        <dd>{page.countries.join(', ')}</dd>
        <dt>Claims</dt>
        <dd>
          {page.claims.lines} lines, {euro(page.claims.allowed)} allowed
          <span className="under">
            {page.claims.groups
              .map(({ claimant, lines }) => `${claimant}: ${lines ?? 'held back'}`)
              .join('; ')}
          </span>
        </dd>
        <dt>Digest</dt>
        <dd>
          <Digest value={draft.digest} label={`digest of the page of ${draft.id}`} />
        </dd>
      </dl>
      <Scroll label={`Amounts of ${draft.id}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">As anybody will read it</th>
              <th scope="col" className="num">
                Rounded amount
              </th>
            </tr>
          </thead>
          <tbody>
            {page.stages.map(({ indicator, line, cents }) => (
              <tr key={line ?? indicator}>
                <th scope="row">{sentence(line ?? stages[indicator] ?? indicator)}</th>
                <td className="num">{euro(cents)}</td>
              </tr>
            ))}
            {page.tranches.map(({ on, country, cents }) => (
              <tr key={`${on} ${country}`}>
                <th scope="row">
                  Paid by {country}, {day(on)}
                </th>
                <td className="num">{euro(cents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {draft.blocked && (
        <Note tone="red" title="It cannot be released today">
          {sentence(draft.blocked.ground)}. {sentence(draft.blocked.remedy)}.
        </Note>
      )}
      {own && decides && (
        <Note tone="amber">You prepared this page. A second person has to release it.</Note>
      )}
      {error !== null && <ErrorNote error={error} />}
      {decides && !own && (
        <div className="row row-end no-print">
          <button
            type="button"
            className="button button-main"
            disabled={busy || draft.blocked !== null}
            onClick={() =>
              void act(() =>
                call('POST', `/api/case-pages/${draft.id}/release`, { digest: draft.digest }),
              )
            }
          >
            Release exactly this
          </button>
        </div>
      )}
    </section>
  )
}
