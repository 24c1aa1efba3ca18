import { Link } from '@tanstack/react-router'
import { Scroll } from '../parts/Scroll.tsx'
import { day, when } from '../text/time.ts'
import { HitError } from './HitError.tsx'
import type { HitDesk, Standing } from './types.ts'
import { useHitCall } from './use-hit.ts'
import { counted } from './words.ts'

const tones = { asked: 'chip-amber', granted: 'chip-green', ended: 'chip-line' } as const

/** Questions that are put again by themselves: by whose authority, until when, with what result. */
export function StandingList({ desk }: { desk: HitDesk }) {
  const act = useHitCall()
  if (desk.standing.length === 0) return null
  const decide = (one: Standing, grant: boolean) =>
    act.mutate({ path: `standing/${one.id}`, body: { grant } })
  return (
    <section className="card" aria-labelledby="hit-standing">
      <h2 id="hit-standing">Standing questions</h2>
      {act.error !== null && <HitError error={act.error} />}
      <Scroll label="Authorities to ask again">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Case</th>
              <th scope="col">Partners</th>
              <th scope="col">Reason</th>
              <th scope="col">Until</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="only-spoken">Decide</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {desk.standing.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to="/hit/$id" params={{ id: one.run }}>
                    {one.case}
                  </Link>
                  <span className="under">{counted(one.identifiers, 'subject')}</span>
                </td>
                <td>{one.partners.join(', ')}</td>
                <td>
                  {one.reason}
                  <span className="under">asked for by {one.askedBy}</span>
                </td>
                <td className="nowrap">{day(one.until)}</td>
                <td>
                  <span className={`chip ${tones[one.state]}`}>
                    {one.state === 'asked' ? 'to be granted' : one.state}
                  </span>
                  {one.grantedBy !== null && <span className="under">by {one.grantedBy}</span>}
                  {one.lastAt !== null && (
                    <span className="under">
                      {counted(one.newHits, 'new hit')}, last on {when(one.lastAt)}
                    </span>
                  )}
                </td>
                <td>
                  {desk.may.grant && one.state !== 'ended' && (
                    <div className="row">
                      {one.state === 'asked' && (
                        <button
                          type="button"
                          className="button button-small"
                          onClick={() => decide(one, true)}
                        >
                          Grant
                        </button>
                      )}
                      <button
                        type="button"
                        className="button button-small"
                        onClick={() => decide(one, false)}
                      >
                        End
                      </button>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
