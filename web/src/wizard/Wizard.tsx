import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { call } from '../api/http.ts'
import type { Completeness, Field, MissingElement } from '../api/types.ts'
import { Fields, filled, goToField, type Values } from '../parts/Fields.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { plural, sentence } from '../text/words.ts'
import { inSections } from './sections.ts'

/** A long form with the score of what the law asks for beside it. The node counts; the page only asks. */
export function Wizard(props: {
  procedure: string
  /** The step whose form it is; absent for the one that opens the matter. */
  action?: string
  fields: readonly Field[]
  values: Values
  onChange: (values: Values) => void
  matter?: string
  /** The score as it was last told, until the first answer comes. */
  first?: Completeness
  error: unknown
  before?: ReactNode
  children: ReactNode
  onSubmit: () => void
}) {
  const { procedure, action, fields, values, matter } = props
  const sections = useMemo(() => inSections(fields), [fields])
  const settled = useSettled(values)
  const check = useQuery({
    queryKey: ['check', procedure, action ?? '', matter ?? '', settled],
    queryFn: () =>
      call<Completeness>('POST', '/api/forms/check', {
        procedure,
        ...(action ? { action } : {}),
        document: filled(settled),
        ...(matter ? { matter } : {}),
      }),
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
  })
  const score = check.data ?? props.first
  const missing = score?.missing.flatMap((element) => element.fields ?? [element.id])
  return (
    <form
      className="columns wizard-columns"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      <div className="stack">
        {props.before}
        {sections.map((section) => (
          <section
            key={section.id}
            className="card form"
            id={`section-${section.id}`}
            aria-label={section.id === '' ? 'Form' : `Section ${section.id}`}
          >
            {section.id !== '' && <h2>Section {section.id}</h2>}
            <Fields
              fields={section.fields}
              values={values}
              onChange={props.onChange}
              {...(missing ? { missing } : {})}
              {...(score?.prompts ? { prompts: score.prompts } : {})}
            />
          </section>
        ))}
        {props.error !== null && <ErrorNote error={props.error} />}
      </div>
      <aside className="stack wizard-side" aria-label="How complete it is">
        {score && score.of > 0 ? (
          <Score score={score} fields={fields} />
        ) : (
          <Plain fields={fields} />
        )}
        {sections.length > 1 && (
          <nav className="card" aria-label="Sections of the form">
            <h2>Sections</h2>
            <div className="section-links">
              {sections.map((section) => (
                <a key={section.id} href={`#section-${section.id}`}>
                  {section.id === '' ? 'General' : section.id}
                </a>
              ))}
            </div>
          </nav>
        )}
        <div className="card">{props.children}</div>
      </aside>
    </form>
  )
}

function Score({ score, fields }: { score: Completeness; fields: readonly Field[] }) {
  const whole = score.have === score.of
  return (
    <section className="card score" aria-labelledby="score">
      <div className="card-head">
        <h2 id="score">Required elements</h2>
        <span className={whole ? 'chip chip-green' : 'chip chip-amber'} role="status">
          {score.have} of {score.of} {plural(score.of, 'element')}
        </span>
      </div>
      <meter
        className="meter"
        min={0}
        max={score.of}
        value={score.have}
        aria-label={`${score.have} of ${score.of} required elements are there`}
      />
      {score.missing.length === 0 ? (
        <p>Nothing that the law asks for is missing.</p>
      ) : (
        <MissingList score={score} fields={fields} />
      )}
    </section>
  )
}

function MissingList({ score, fields }: { score: Completeness; fields: readonly Field[] }) {
  const elements = score.missing.slice(0, score.of - score.have)
  const others = score.missing.slice(elements.length)
  return (
    <>
      <Items missing={elements} fields={fields} />
      {others.length > 0 && (
        <>
          <h3>The form needs as well</h3>
          <Items missing={others} fields={fields} />
        </>
      )}
    </>
  )
}

function Items({
  missing,
  fields,
}: {
  missing: readonly MissingElement[]
  fields: readonly Field[]
}) {
  return (
    <ul className="missing-list">
      {missing.map((element) => {
        const on = element.fields?.find((name) => fields.some((field) => field.name === name))
        return (
          <li key={element.id}>
            {on === undefined ? (
              <span className="strong">{sentence(element.name)}</span>
            ) : (
              <button type="button" className="link" onClick={() => goToField(on)}>
                {sentence(element.name)}
              </button>
            )}
            {element.citation !== 'form of the procedure' && (
              <div className="under">{element.citation}</div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Plain({ fields }: { fields: readonly Field[] }) {
  const needed = fields.filter((field) => field.required).length
  return (
    <section className="card">
      <h2>This form</h2>
      <p>
        {fields.length} {plural(fields.length, 'field')}, {needed} of them required.
      </p>
    </section>
  )
}

/** The values once nobody has typed for a moment, so that the node is asked once a sentence, not once a letter. */
function useSettled(values: Values): Values {
  const [settled, setSettled] = useState(values)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(values), 400)
    return () => clearTimeout(timer)
  }, [values])
  return settled
}
