import type { Clock } from '../api/types.ts'
import { DueChip } from '../parts/Due.tsx'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'

/** Every clock of the request with the whole reckoning, so that a date can be argued with. */
export function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  if (clocks.length === 0) {
    return <p className="quiet">No clock runs. The first one starts when the request is sent.</p>
  }
  const over = clocks.filter(isOver)
  const live = clocks.filter((clock) => !isOver(clock))
  const late = over.filter((clock) => clock.status === 'breached-then-met').length
  // One that is over needs no fold of its own.
  const folded = over.length > 1 ? over : []
  const shown = folded.length > 0 ? live : [...live, ...over]
  return (
    <>
      {shown.length > 0 && (
        <ul className="clocks">
          {shown.map((clock) => (
            <Item key={clock.id} clock={clock} />
          ))}
        </ul>
      )}
      {folded.length > 0 && (
        <details className="clocks-over" open={late > 0 && live.length === 0}>
          <summary>
            {folded.length} clocks are over
            {late === 0 ? ', none of them late' : `, ${late} of them met late`}
          </summary>
          <ul className="clocks">
            {folded.map((clock) => (
              <Item key={clock.id} clock={clock} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Item({ clock }: { clock: Clock }) {
  return (
    <li>
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
      {(clock.warnings?.length ?? 0) > 0 && isLive(clock) && (
        <div className="under">warns on {clock.warnings?.map((at) => when(at)).join(' and ')}</div>
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
  )
}

const owers: Readonly<Record<string, string>> = {
  requesting: 'the side that asks',
  requested: 'the side that is asked',
  both: 'each side for itself',
}

function isLive(clock: Clock): boolean {
  return clock.status === 'running' || clock.status === 'soon' || clock.status === 'paused'
}

function isOver(clock: Clock): boolean {
  return ['met', 'breached-then-met', 'ended'].includes(clock.status)
}
