import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { Digest, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { sentence } from '../text/words.ts'
import { Glasses } from './Glasses.tsx'
import { Passkeys } from './Passkeys.tsx'
import type { Policies } from './types.ts'

/** Who may do what here: the officer's passkeys, broken glasses, and the rows that decide. */
export function AccessPage() {
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Access</Title>
          <p className="lead">
            Your passkeys, glasses that were broken, and the rows by which this node says yes or no.
          </p>
        </div>
      </div>
      <Passkeys />
      <Glasses />
      <Rows />
    </div>
  )
}

function Rows() {
  const policies = useQuery({
    queryKey: ['policies'],
    queryFn: () => get<Policies>('/api/access/policies'),
    staleTime: 600_000,
  })
  if (policies.error) return <ErrorNote error={policies.error} />
  if (!policies.data) return <Waiting />
  const { digest, policies: rows } = policies.data
  return (
    <section className="card card-flush" aria-labelledby="rows">
      <div className="card-head">
        <h2 id="rows">Who may do what</h2>
        <span className="quiet">
          version <Digest value={digest} label="digest of the policies" />
        </span>
      </div>
      <details>
        <summary className="card-inside">All {rows.length} rows</summary>
        <Scroll label="Policies">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">What it says</th>
                <th scope="col">Written in</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <span className={row.effect === 'forbid' ? 'chip chip-red' : 'chip chip-green'}>
                      {row.effect === 'forbid' ? 'forbids' : 'permits'}
                    </span>
                    <div>
                      <code>{row.id}</code>
                    </div>
                    {row.floor && <div className="quiet">cannot be dropped</div>}
                  </td>
                  <td>
                    {sentence(row.sentence)}.
                    <details>
                      <summary>As the engine reads it</summary>
                      <pre className="mono wrap-any">{row.text}</pre>
                    </details>
                  </td>
                  <td>{row.citation}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </section>
  )
}
