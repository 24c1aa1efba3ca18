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
          {clock.owedBy && (
            <div className="under">
              owed by {owers[clock.owedBy] ?? clock.owedBy}
              {clock.consequence ? `; when it runs out: ${clock.consequence}` : ''}
            </div>
          )}
          {(clock.warnings?.length ?? 0) > 0 && live(clock) && (
            <div className="under">
              warns on {clock.warnings?.map((at) => when(at)).join(' and ')}
            </div>
          )}
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

const owers: Readonly<Record<string, string>> = {
  requesting: 'the side that asks',
  requested: 'the side that is asked',
  both: 'each side for itself',
}

function live(clock: Clock): boolean {
  return clock.status === 'running' || clock.status === 'soon' || clock.status === 'paused'
}

/** What runs stands before what is over. */
function order(clock: Clock): number {
  return clock.status === 'met' || clock.status === 'breached-then-met' ? 1 : 0
}
