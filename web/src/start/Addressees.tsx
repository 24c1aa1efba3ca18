import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import type { StartForm } from '../api/law-types.ts'
import { Tile } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'

/** To whom it may be put, and for everybody else why not. */
export function Addressees({ procedure }: { procedure: string }) {
  const form = useQuery({
    queryKey: ['form', procedure, ''],
    queryFn: () => get<StartForm>(`/api/forms/${encodeURIComponent(procedure)}`),
    retry: false,
  })
  if (form.error) return <ErrorNote error={form.error} />
  if (!form.data) return <Waiting what="Reading the directory" />
  const { addressees, closed = [] } = form.data
  return (
    <>
      <section className="card" aria-labelledby="to-whom">
        <h2 id="to-whom">To which authority</h2>
        {addressees.length === 0 ? (
          <Empty title="Nobody can be asked">
            <p>
              The directory and the law name no authority to which this can be put. Below stands why
              not.
            </p>
          </Empty>
        ) : (
          <ul className="peer-choice plain-list">
            {addressees.map((peer) => (
              <li key={peer.id}>
                <Link
                  className="choice-box peer"
                  to="/requests/new"
                  search={(old) => ({ ...old, to: peer.id })}
                >
                  <Tile country={peer.country ?? peer.id.slice(0, 2)} small />
                  <span>
                    {peer.name}
                    <span className="under">{peer.id}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      {closed.length > 0 && (
        <details className="card">
          <summary>
            {closed.length} {closed.length === 1 ? 'authority' : 'authorities'} to whom this cannot
            be put, and why
          </summary>
          <ul className="closed-acts">
            {closed.map((peer) => (
              <li key={peer.id}>
                <span className="strong">{peer.name}</span> <span className="quiet">{peer.id}</span>
                <div>{sentence(peer.why)}.</div>
                <div>What to do: {peer.remedy}.</div>
                {peer.citation && <div className="under">{peer.citation}</div>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
