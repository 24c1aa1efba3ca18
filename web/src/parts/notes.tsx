import type { ReactNode } from 'react'
import { problemOf } from '../api/http.ts'
import type { Problem } from '../api/types.ts'
import { fromCode, sentence } from '../text/words.ts'

/** A refusal as it must be shown: what happened, where it is written, what to do now. */
export function ProblemNote({ problem }: { problem: Problem }) {
  const place = where(problem)
  return (
    <div className="note note-red" role="alert">
      <div className="note-title">{fromCode(problem.name ?? problem.title)}</div>
      <div>{sentence(problem.detail)}.</div>
      <dl className="note-facts">
        {place && (
          <>
            <dt>Where</dt>
            <dd>{place}</dd>
          </>
        )}
        {problem.citation && (
          <>
            <dt>Written in</dt>
            <dd>{problem.citation}</dd>
          </>
        )}
        {problem.remedy && (
          <>
            <dt>What to do</dt>
            <dd>{sentence(problem.remedy)}.</dd>
          </>
        )}
      </dl>
    </div>
  )
}

function where(problem: Problem): string {
  const at = problem.where
  if (!at) return ''
  return [
    at.file,
    at.row === undefined ? undefined : `row ${at.row}`,
    at.column === undefined ? undefined : `column ${at.column}`,
    at.pointer,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

export function ErrorNote({ error }: { error: unknown }) {
  return <ProblemNote problem={problemOf(error)} />
}

export function Note(props: {
  tone?: 'amber' | 'green' | 'blue' | 'red'
  title?: string
  children: ReactNode
}) {
  return (
    <div className={props.tone ? `note note-${props.tone}` : 'note'}>
      {props.title && <div className="note-title">{props.title}</div>}
      <div>{props.children}</div>
    </div>
  )
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

export function Waiting({ what = 'Reading' }: { what?: string }) {
  return (
    <p className="quiet" role="status">
      {what}…
    </p>
  )
}

export function NotHere() {
  return (
    <main className="page page-narrow">
      <Empty title="There is no page at this address">
        <p>
          Go to the <a href="/inbox">inbox</a>, the <a href="/tracing">tracing desk</a> or the{' '}
          <a href="/public">public pages</a>.
        </p>
      </Empty>
    </main>
  )
}

export function Broken({ error }: { error: unknown }) {
  return (
    <main className="page page-narrow">
      <ErrorNote error={error} />
    </main>
  )
}
