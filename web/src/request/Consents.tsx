import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import type { ConsentRow } from '../api/item-types.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { ConsentList } from './ConsentList.tsx'

/** Every question for consent in the matters of this officer: those that wait for an answer stand first. */
export function Consents() {
  const found = useQuery({
    queryKey: ['consents'],
    queryFn: () => get<{ consents: readonly ConsentRow[] }>('/api/consents'),
    refetchInterval: 20_000,
  })
  const rows = found.data?.consents ?? []
  const groups = [
    ['Waiting for us', rows.filter((r) => r.state === 'asked' && r.ours)],
    ['Waiting for the other side', rows.filter((r) => r.state === 'asked' && !r.ours)],
    ['Answered', rows.filter((r) => r.state !== 'asked')],
  ] as const
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Consents</Title>
          <p className="lead">
            What was given on conditions is used otherwise only with consent of who gave it. Consent
            is denied on three grounds alone, and silence is not consent (Directive (EU) 2024/1640
            art. 34).
          </p>
        </div>
        <div className="row no-print">
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
        </div>
      </div>
      {found.error && <ErrorNote error={found.error} />}
      {!found.data && !found.error && <Waiting what="Reading the ledger" />}
      {found.data && rows.length === 0 && (
        <Empty title="Nobody has asked for consent yet">
          <p>
            Open a matter, look at “What was exchanged, and on which conditions”, and ask there for
            the use that you need.
          </p>
        </Empty>
      )}
      <div className="stack">
        {groups.map(([name, list]) =>
          list.length === 0 ? null : (
            <section key={name} className="card card-flush" aria-label={name}>
              <div className="card-head">
                <h2>{name}</h2>
                <span className="quiet">{list.length}</span>
              </div>
              <ConsentList consents={list} withMatter />
            </section>
          ),
        )}
      </div>
    </div>
  )
}
