import type { ChangeEvent } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import type { OpinionView } from './evaluation-types.ts'

const kinds = {
  unqualified: { text: 'in order', tone: 'chip-green' },
  qualified: { text: 'in order, with reservations', tone: 'chip-amber' },
  adverse: { text: 'not in order', tone: 'chip-red' },
  disclaimer: { text: 'cannot be said', tone: 'chip-line' },
} as const

/** What evaluators said of the figures, each beside its reservations; published as it is, whatever it says. */
export function Opinions({ opinions, may }: { opinions: readonly OpinionView[]; may: boolean }) {
  const { act, error } = useAct('evaluation')
  async function publish(event: ChangeEvent<HTMLInputElement>) {
    const input = event.currentTarget
    const file = await input.files?.[0]?.text()
    if (file === undefined) return
    await act(() => call('POST', '/api/evaluation/opinions/publish', { file }))
    input.value = ''
  }
  return (
    <section className="card" aria-labelledby="opinions">
      <div className="card-head">
        <h2 id="opinions">What evaluators said</h2>
        {may && (
          <label className="pick no-print">
            <span>Publish a signed opinion</span>
            <input
              className="input"
              type="file"
              accept=".json,application/json"
              onChange={(event) => void publish(event)}
            />
          </label>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
      {opinions.length === 0 && <p className="quiet">No opinion stands beside the figures yet.</p>}
      {opinions.map((o) => (
        <article key={o.id}>
          <h3>
            {day(o.from)} to {day(o.to)}{' '}
            <span className={`chip ${kinds[o.kind].tone}`}>{kinds[o.kind].text}</span>
          </h3>
          <p className="quiet">
            {o.evaluator}, {day(o.at)}. {o.recounted} figures counted again,{' '}
            {o.differing.length === 0
              ? 'all the same'
              : `${o.differing.length} otherwise: ${o.differing.join(', ')}`}
            ; {o.sampled} withheld entries opened by lot.
          </p>
          {o.reservations.length > 0 && (
            <ul>
              {o.reservations.map((r) => (
                <li key={`${r.figure} ${r.text}`}>
                  {r.figure === null ? '' : `${r.figure}: `}
                  {r.text}
                </li>
              ))}
            </ul>
          )}
        </article>
      ))}
    </section>
  )
}
