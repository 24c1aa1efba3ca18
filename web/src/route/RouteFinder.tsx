import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import type { Named, RouteAnswer, RouteChoices } from '../api/law-types.ts'
import { useNode } from '../api/queries.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import type { RouteSearch } from '../router.tsx'
import { sentence } from '../text/words.ts'
import { DualCriminality } from './DualCriminality.tsx'
import { named, namedMeasure } from './names.ts'
import { RouteCard } from './RouteCard.tsx'

export function useRouteChoices() {
  return useQuery({
    queryKey: ['route-choices'],
    queryFn: () => get<RouteChoices>('/api/route/choices'),
    staleTime: 300_000,
  })
}

/** Which lawful way leads from here to there, and what it asks for. */
export function RouteFinder() {
  const search = useSearch({ from: '/staff/law/routes' })
  const choices = useRouteChoices()
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Route finder</Title>
          <p className="lead">
            Which instruments allow one country to ask another for a measure on a given day, through
            which channel, with which contents and limits. Where the rows say nothing, the answer is
            “unknown”, never “yes”.
          </p>
        </div>
      </div>
      {choices.error ? (
        <ErrorNote error={choices.error} />
      ) : !choices.data ? (
        <Waiting what="Reading the choices" />
      ) : (
        <Question key={JSON.stringify(search)} choices={choices.data} first={search} />
      )}
      {search.from && search.to && search.measure ? (
        <Answer search={search} choices={choices.data} />
      ) : (
        <div className="card">
          <Empty title="Put the question first">
            <p>Choose who asks, who is asked, and the measure. Offence and kinds are optional.</p>
          </Empty>
        </div>
      )}
    </div>
  )
}

function Question({ choices, first }: { choices: RouteChoices; first: RouteSearch }) {
  const navigate = useNavigate()
  const node = useNode()
  const [asked, setAsked] = useState<RouteSearch>(() => ({
    from: node.data?.country ?? '',
    on: (node.data?.now ?? '').slice(0, 10),
    ...first,
  }))
  const change = (name: keyof RouteSearch) => (value: string) =>
    setAsked((old) => ({ ...old, [name]: value }))
  return (
    <form
      className="card question"
      onSubmit={(event) => {
        event.preventDefault()
        const said = Object.entries(asked).filter(([, value]) => value !== '')
        void navigate({ to: '/law/routes', search: Object.fromEntries(said) as RouteSearch })
      }}
    >
      <Pick
        label="From"
        value={asked.from}
        options={choices.countries}
        needed
        onChange={change('from')}
      />
      <Pick
        label="To"
        value={asked.to}
        options={choices.countries}
        needed
        onChange={change('to')}
      />
      <Pick
        label="Measure"
        value={asked.measure}
        options={choices.measures.map(namedMeasure)}
        needed
        onChange={change('measure')}
      />
      <Pick
        label="Offence"
        value={asked.offence}
        options={choices.offences}
        onChange={change('offence')}
      />
      <div className="field">
        <label htmlFor="on">On the day</label>
        <input
          id="on"
          type="date"
          className="input"
          value={asked.on ?? ''}
          onChange={(event) => change('on')(event.target.value)}
        />
      </div>
      <Pick
        label="Kind of authority that asks"
        value={asked.fromKind}
        options={choices.kinds.map(named)}
        onChange={change('fromKind')}
      />
      <Pick
        label="Kind of authority asked"
        value={asked.toKind}
        options={choices.kinds.map(named)}
        onChange={change('toKind')}
      />
      <button type="submit" className="button button-main">
        Find the routes
      </button>
    </form>
  )
}

function Pick(props: {
  label: string
  value: string | undefined
  options: readonly Named[]
  needed?: boolean
  onChange: (value: string) => void
}) {
  const id = `pick-${props.label.replaceAll(' ', '-').toLowerCase()}`
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="input"
        required={props.needed}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">{props.needed ? 'Choose' : 'Any'}</option>
        {props.options.map((option) => (
          <option key={option.id} value={option.id}>
            {sentence(option.name)}
          </option>
        ))}
      </select>
    </div>
  )
}

function Answer({ search, choices }: { search: RouteSearch; choices: RouteChoices | undefined }) {
  const answer = useQuery({
    queryKey: ['route', search],
    queryFn: () =>
      get<RouteAnswer>(`/api/route?${new URLSearchParams(search as Record<string, string>)}`),
    retry: false,
  })
  if (answer.error) return <ErrorNote error={answer.error} />
  if (!answer.data) return <Waiting what="Looking through the rows" />
  const { data } = answer
  const country = (id: string | undefined) =>
    choices?.countries.find((one) => one.id === id)?.name ?? id ?? ''
  const { routes } = data
  const informal = routes.filter((route) => route.informal)
  return (
    <section className="stack" aria-labelledby="answer">
      <div className="page-head">
        <h2 id="answer">
          <span aria-live="polite">
            {data.answer === 'routes'
              ? `${routes.length} ${routes.length === 1 ? 'route' : 'routes'} from ${country(search.from)} to ${country(search.to)}`
              : data.answer === 'none'
                ? 'No lawful route'
                : 'Unknown'}
          </span>
        </h2>
        <button
          type="button"
          className="button button-small no-print"
          onClick={() => window.print()}
        >
          Print
        </button>
      </div>
      {data.answer !== 'routes' && (
        <Note
          tone={data.answer === 'none' ? 'red' : 'amber'}
          title={
            data.answer === 'none'
              ? 'The rows rule it out'
              : 'No row answers this, so the answer is not yes'
          }
        >
          {sentence(data.because)}.{' '}
          {data.answer === 'unknown' && (
            <>
              Ask the treaty desk to add a row, or look at the{' '}
              <Link to="/law/gaps">map of gaps</Link>.
            </>
          )}
        </Note>
      )}
      {data.answer === 'routes' && (
        <Note
          {...(informal.length > 0 ? { tone: 'blue' as const } : {})}
          title="Could this be informal?"
        >
          {informal.length > 0
            ? `Yes: ${informal.map((route) => route.name).join('; ')}. What is learned that way is intelligence, not evidence, until consent is given.`
            : 'No row names an informal way for this measure.'}
        </Note>
      )}
      {data.dualCriminality && search.offence && <DualCriminality answer={data.dualCriminality} />}
      <ol className="routes">
        {routes.map((route, at) => (
          <RouteCard
            key={`${route.instrument}/${route.citation}/${route.channel}`}
            route={route}
            place={at + 1}
            measure={search.measure ?? ''}
          />
        ))}
      </ol>
    </section>
  )
}
