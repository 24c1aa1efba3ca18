import { problemOf } from '../api/http.ts'
import { Empty, ProblemNote } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'

/** A refusal of this desk; the page says already that it is about blind questions. */
export function HitError({ error }: { error: unknown }) {
  const problem = problemOf(error)
  return (
    <ProblemNote
      problem={{ ...problem, name: (problem.name ?? problem.title).replace(/^hit-/, '') }}
    />
  )
}

/** Whoever has no business at the desk reads who has, and what it is for. */
export function Closed({ error }: { error: unknown }) {
  const problem = problemOf(error)
  if (problem.name !== 'hit-served' && problem.name !== 'hit-role')
    return <HitError error={error} />
  return (
    <section className="card">
      <Empty title="This desk is not yours">
        <p>{sentence(problem.detail)}.</p>
        <p>What to do: {problem.remedy}.</p>
        {problem.citation && <p className="quiet">{problem.citation}</p>}
      </Empty>
    </section>
  )
}
