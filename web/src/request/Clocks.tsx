import type { Clock } from '../api/types.ts'
import { DueChip } from '../parts/Due.tsx'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'

/** Every clock of the request with the whole reckoning, so that a date can be argued with. */
export function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  if (clocks.length === 0) {
    return <p className="quiet">No clock runs. The first one starts when the request is sent.</p>
  }
  const running = [...clocks].sort((a, b) => order(a) - order(b))
  return (
    <ul className="clocks">
      {running.map((clock) => (
        <li key={clock.id}>
          <div className="row">
            <span className="strong">{sentence(clock.name)}</span>
            <DueChip status={clock.status} seconds={clock.remainingSeconds} />
          </div>
          <div>
            Due{' '}
            {clock.due === null ? (
              'when the clock runs again'
            ) : (
              <time dateTime={clock.due}>{when(clock.due)}</time>
            )}
          </div>
          <details>
            <summary>Why this date</summary>
            <ol className="steps">
              {clock.steps.map((step) => (
                <li key={step}>{sentence(step)}</li>
              ))}
            </ol>
            <p className="under">
              Rule {clock.rule}: {clock.citation}
            </p>
          </details>
        </li>
      ))}
    </ul>
  )
}

/** What runs stands before what is over. */
function order(clock: Clock): number {
  return clock.status === 'met' || clock.status === 'breached-then-met' ? 1 : 0
}
