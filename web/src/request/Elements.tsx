import { Link } from '@tanstack/react-router'
import type { Action, MissingElement, RequestView } from '../api/types.ts'
import { sentence } from '../text/words.ts'
import { needsPage } from '../wizard/sections.ts'

/** What the law asks for and the document lacks, each with the step that can mend it. */
export function Elements({ request }: { request: RequestView }) {
  const { completeness } = request
  if (completeness === null || completeness.of === 0) return null
  const { have, of, missing } = completeness
  return (
    <section className="card" aria-labelledby="complete">
      <div className="card-head">
        <h2 id="complete">Required elements</h2>
        <span className={missing.length === 0 ? 'chip chip-green' : 'chip chip-amber'}>
          {have} of {of}
        </span>
      </div>
      <meter
        className="meter"
        min={0}
        max={of}
        value={have}
        aria-label={`${have} of ${of} required elements are there`}
      />
      {missing.length > 0 && (
        <ul className="flat">
          {missing.map((element) => (
            <li key={element.id}>
              <span className="strong">Missing: </span>
              <Mend request={request} element={element} />
              <div className="under">{element.citation}</div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The element as a link to its field, where an open step can fill it. */
function Mend({ request, element }: { request: RequestView; element: MissingElement }) {
  const fields = element.fields ?? [element.id]
  const step = request.actions.find((action) => mends(action, fields))
  const field = step?.form.find((one) => fields.includes(one.name))?.name
  if (step === undefined || field === undefined) return <>{sentence(element.name)}</>
  return (
    <Link
      to="/requests/$id/act/$action"
      params={{ id: request.id, action: step.id }}
      search={{ field }}
    >
      {sentence(element.name)}
    </Link>
  )
}

function mends(action: Action, fields: readonly string[]): boolean {
  return (
    action.open &&
    action.form.some((field) => fields.includes(field.name)) &&
    needsPage(action.form)
  )
}
