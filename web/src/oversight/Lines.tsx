import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { SayWhy } from './SayWhy.tsx'
import type { Console, Line } from './types.ts'

/** Requests that were stopped because their words touch a red line, until two persons have said why they may go on. */
export function Lines({ console: { lines } }: { console: Console }) {
  if (lines.length === 0)
    return (
      <Empty title="No request is stopped at a red line">
        <p>
          A request about the press, a political opponent, a lawyer, a judge, the death penalty or
          torture is stopped before it leaves or is granted.
        </p>
      </Empty>
    )
  return (
    <div className="stack">
      {lines.map((line) => (
        <One key={line.matter} line={line} />
      ))}
    </div>
  )
}

const noticed = {
  mark: 'marked as',
  person: 'noticed by the calling of a person,',
  offence: 'noticed by the nature of the offence,',
  word: 'noticed by the word',
} as const

function One({ line }: { line: Line }) {
  return (
    <article className="card stack-s" aria-label={`Red line, ${line.reference}`}>
      <div className="row">
        <span className={line.passed ? 'chip chip-green' : 'chip chip-red'}>
          {line.passed ? 'let through by two' : 'stopped'}
        </span>
        <Link className="strong" to="/requests/$id" params={{ id: line.matter }}>
          {line.reference || 'the matter'}
        </Link>
        <span className="quiet">
          since {when(line.at)}, at a step of {line.stopped}
        </span>
      </div>
      <ul className="plain-list">
        {line.lines.map((l) => (
          <li key={l.id}>
            <span className="strong">{l.name}</span>: {noticed[l.by]} “{l.word}”. Refuse on{' '}
            {l.ground}. <span className="quiet">{l.citation}</span>
          </li>
        ))}
      </ul>
      {line.signed.length > 0 && (
        <p className="quiet">
          Signed by {line.signed.map((s) => `${s.by} (${when(s.at)})`).join(' and ')}.
        </p>
      )}
      {!line.passed && (
        <SayWhy
          label="Why it may go on; it takes two, and neither wrote it"
          choices={[
            {
              label: 'Sign that it may go on',
              path: `/api/oversight/lines/${encodeURIComponent(line.matter)}`,
              body: {},
              danger: true,
            },
          ]}
        />
      )}
    </article>
  )
}
