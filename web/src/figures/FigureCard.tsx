import type { Indicator, IndicatorPart } from '../api/types.ts'
import { count } from '../text/amount.ts'
import { sentence } from '../text/words.ts'
import { percent } from './Pictures.tsx'

/** One figure with what it rests on; beside it, what anybody reads of the same period. */
export function FigureCard(props: { indicator: Indicator; released: Indicator | undefined }) {
  const { shown, text, n, cases, interval, note, parts, id, name, formula, unit } = props.indicator
  return (
    <section className="card figure-card" aria-labelledby={`figure-${id}`}>
      <h2 id={`figure-${id}`}>
        {sentence(name)} <span className="quiet">{id}</span>
      </h2>
      <div className={shown ? 'big-figure' : 'big-figure withheld'}>
        {text}
        {unit === 'eur' && <span className="unit"> €</span>}
      </div>
      <dl className="facts">
        <dt>Rests on</dt>
        <dd>{n === undefined ? `${cases ?? 'too few'} cases` : `n = ${count(n)}`}</dd>
        {interval && (
          <>
            <dt>95 % interval</dt>
            <dd>
              {percent(interval[0])} to {percent(interval[1])}
            </dd>
          </>
        )}
        {note && (
          <>
            <dt>{shown ? 'Note' : 'Withheld because'}</dt>
            <dd>{why(note)}</dd>
          </>
        )}
        {props.released && (
          <>
            <dt>Released as</dt>
            <dd>
              {props.released.text}
              {!props.released.shown && props.released.note && (
                <span className="quiet">: {why(props.released.note)}</span>
              )}
            </dd>
          </>
        )}
        <dt>Formula</dt>
        <dd>{formula}</dd>
      </dl>
      {parts && parts.length > 0 && <Parts parts={parts} />}
    </section>
  )
}

function Parts({ parts }: { parts: readonly IndicatorPart[] }) {
  const withheld = parts.filter((part) => part.shown === false)
  return (
    <details>
      <summary>
        By {[...new Set(parts.map((part) => lines[part.by] ?? part.by))].join(' and ')}
        {withheld.length > 0 ? `, ${withheld.length} of ${parts.length} withheld` : ''}
      </summary>
      <table className="table">
        <tbody>
          {parts.map((part) => (
            <tr key={`${part.by} ${part.key}`}>
              <th scope="row">{part.key.replace('→', ' → ')}</th>
              <td className={part.shown === false ? 'quiet' : ''}>{part.text}</td>
              <td className="quiet">{part.note ? why(part.note) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** Lines of the grid as one says them. */
const lines: Readonly<Record<string, string>> = {
  'asset-class': 'class of property',
  amended: 'what came of it',
  variant: 'further counts',
  code: 'code of the assessment',
  claimant: 'kind of claimant',
  measured: 'day of the measurement',
}

/** `step 1: a count from 1 to 4` without the number of the step, which only the rule's own page needs. */
function why(note: string): string {
  return note.replace(/^step \d+: /, '')
}
