import { type FormEvent, useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Copy } from '../parts/bits.tsx'
import { ErrorNote, Note } from '../parts/notes.tsx'
import type { Library, RuleCheck } from './types.ts'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** For editors: a table of cases held against the rule before a text of it is written. Nothing of it is kept. */
export function RuleTable({ rule }: { rule: Library['rule'] }) {
  const [told, setTold] = useState('pay-out, seller')
  const [table, setTable] = useState('')
  const [found, setFound] = useState<RuleCheck | null>(null)
  const { act, error, busy } = useAct()
  const traits = told
    .split(',')
    .map((t) => t.trim())
    .filter((t) => t !== '')
  const check = (event: FormEvent) => {
    event.preventDefault()
    setFound(null)
    void act(async () =>
      setFound(
        await call<RuleCheck>('POST', '/api/knowledge/rule', { told: traits, table: lines(table) }),
      ),
    )
  }
  return (
    <section className="card" aria-labelledby="rule">
      <div className="card-head">
        <h2 id="rule">May it be told?</h2>
        <span className="quiet">
          {rule.cases} cases of {rule.jurisdictions} countries, and nothing that points at one of
          them
        </span>
      </div>
      <form className="card-text library-rule" onSubmit={check}>
        <label>
          Traits that the text tells, with commas between them
          <input
            type="text"
            required
            maxLength={600}
            value={told}
            onChange={(event) => setTold(event.target.value)}
          />
        </label>
        <label>
          Cases, a line each: digest; country; a value for each trait
          <textarea
            rows={6}
            required
            spellCheck={false}
            placeholder={`sha256:…; XV; ${traits.map((t) => `${t}=…`).join('; ')}`}
            value={table}
            onChange={(event) => setTable(event.target.value)}
          />
        </label>
        <p className="quiet">
          The lines are looked at here and kept nowhere. The form of sanitising takes the same lines
          and is counted again by the procedure, so no other number can be typed.
        </p>
        <button type="submit" className="button button-main" disabled={busy}>
          Hold it against the rule
        </button>
        {error !== null && <ErrorNote error={error} />}
      </form>
      {found && (
        <div className="card-text" aria-live="polite">
          <Note
            tone={found.why === null ? 'green' : 'amber'}
            title={found.why === null ? 'It may be public' : 'It may not be public'}
          >
            {found.cases} cases, {found.jurisdictions} countries, {found.unique.length} combinations
            that one case alone has{found.why === null ? '' : `: ${found.why}`}.
          </Note>
          {found.unique.length > 0 && (
            <ul>
              {found.unique.map((u) => (
                <li key={JSON.stringify(u.traits)}>
                  {Object.entries(u.traits)
                    .map(([name, value]) => `${name}: ${value}`)
                    .join(', ')}
                </li>
              ))}
            </ul>
          )}
          <p>
            Lines for the form{' '}
            <Copy text={lines(table).join('\n')} label="the lines of the table" />
          </p>
        </div>
      )}
    </section>
  )
}
