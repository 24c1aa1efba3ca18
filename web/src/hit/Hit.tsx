import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Title } from '../parts/bits.tsx'
import { Waiting } from '../parts/notes.tsx'
import { Segments } from '../parts/Segments.tsx'
import { AskForm } from './AskForm.tsx'
import { Closed } from './HitError.tsx'
import { Openings } from './Openings.tsx'
import { Owner } from './Owner.tsx'
import { Runs } from './Runs.tsx'
import { StandingList } from './StandingList.tsx'
import { useHitDesk } from './use-hit.ts'

/** "Do you know him?" without showing him: what we ask, and what we are asked. */
export function Hit() {
  const desk = useHitDesk()
  const { side = 'ask' } = useSearch({ from: '/staff/hit' })
  const navigate = useNavigate()
  const waits = desk.data?.asked.filter((one) => one.release?.state === 'waits').length ?? 0
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Do you know him?</Title>
          <p className="lead">
            Ask partners which of your subjects they know, without showing them any. A hit is a
            pointer and nothing more; what they know must be asked for by a{' '}
            <Link to="/requests/new" search={{ procedure: 'P1' }}>
              formal request
            </Link>
            .
          </p>
        </div>
        {!desk.error && (
          <Segments
            label="Side"
            value={side}
            onChange={(value) => void navigate({ to: '/hit', search: { side: value } })}
            options={[
              { value: 'ask', label: 'We ask' },
              {
                value: 'asked',
                label: waits > 0 ? `We are asked (${waits} wait)` : 'We are asked',
              },
            ]}
          />
        )}
      </div>
      {desk.error ? (
        <Closed error={desk.error} />
      ) : !desk.data ? (
        <Waiting what="Reading the desk" />
      ) : side === 'asked' ? (
        <Owner desk={desk.data} />
      ) : (
        <div className="stack">
          {desk.data.may.ask && <AskForm desk={desk.data} />}
          <Runs desk={desk.data} />
          <StandingList desk={desk.data} />
          <Openings desk={desk.data} />
        </div>
      )}
    </div>
  )
}
