import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { ErrorNote } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import { fromCode } from '../text/words.ts'

interface RosterData {
  readonly authority: string
  readonly gate: string
  readonly officers: readonly {
    readonly officer: string
    readonly name: string
    readonly role: string
    readonly ethics: 'none' | 'valid' | 'expired' | 'suspended'
    readonly courses: readonly {
      readonly course: string
      readonly state: 'none' | 'valid' | 'expired' | 'suspended'
      readonly until: string | null
      readonly runsOutSoon: boolean
    }[]
  }[]
}

/** Who may look at the credentials of a whole desk. */
export const heads: readonly string[] = [
  'head-of-desk',
  'delegate',
  'registrar',
  'auditor',
  'inspector',
]

const tones = { valid: 'chip-green', expired: 'chip-red', suspended: 'chip-red', none: '' } as const
const words = {
  valid: 'valid',
  expired: 'expired',
  suspended: 'suspended',
  none: 'enrolled',
} as const

/** Credentials of the desk: who has which, and whose runs out within sixty days. */
export function Roster() {
  const found = useQuery({
    queryKey: ['roster'],
    queryFn: () => get<RosterData>('/api/courses/roster'),
  })
  if (found.error) return <ErrorNote error={found.error} />
  if (!found.data) return null
  const { authority, gate, officers } = found.data
  const soon = officers.flatMap((o) => o.courses.filter((c) => c.runsOutSoon)).length
  const shut = officers.filter((o) => o.ethics === 'expired' || o.ethics === 'suspended').length
  return (
    <section className="card" aria-labelledby="roster">
      <div className="card-head">
        <h2 id="roster">Credentials of {authority}</h2>
        <span className="quiet">
          {soon} run out within sixty days, {shut} closed to approvals by {gate}
        </span>
      </div>
      <Scroll label="Credentials of the desk">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Officer</th>
              <th scope="col">Role</th>
              <th scope="col">Courses</th>
            </tr>
          </thead>
          <tbody>
            {officers.map((o) => (
              <tr key={o.officer}>
                <th scope="row">{o.name}</th>
                <td>{fromCode(o.role)}</td>
                <td>
                  {o.courses.length === 0 && <span className="quiet">none yet</span>}
                  {o.courses.map((c) => (
                    <div key={c.course}>
                      {c.course}{' '}
                      <span className={`chip ${c.runsOutSoon ? 'chip-amber' : tones[c.state]}`}>
                        {c.runsOutSoon ? 'runs out soon' : words[c.state]}
                      </span>{' '}
                      {c.until && <span className="quiet">until {day(c.until)}</span>}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
