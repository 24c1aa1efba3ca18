import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import type { LawRule, Named, Reckoned } from '../api/law-types.ts'
import { useNode } from '../api/queries.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import type { DeadlineSearch } from '../router.tsx'
import { day, when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { Circumstances } from './Circumstances.tsx'

/** When a time limit falls due, with every step, so that it can be checked with a pencil. */
export function Deadlines() {
  const search = useSearch({ from: '/staff/law/deadlines' })
  const node = useNode()
  const [text, setText] = useState(search.rule ?? '')
  const rules = useQuery({
    queryKey: ['limits'],
    queryFn: () => get<{ rules: LawRule[]; calendars?: Named[] }>('/api/limits'),
    staleTime: 300_000,
  })
  const chosen = rules.data?.rules.find((rule) => hasTerm(rule, search.rule))
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Time limits</Title>
          <p className="lead">
            Choose a rule and the instant from which it runs. The reckoning counts in the calendar
            of the side that owes, and shows every step.
          </p>
        </div>
        {search.rule && (
          <button type="button" className="button no-print" onClick={() => window.print()}>
            Print
          </button>
        )}
      </div>
      {rules.error ? (
        <ErrorNote error={rules.error} />
      ) : !rules.data || !node.data ? (
        <Waiting what="Reading the rules" />
      ) : (
        <div className="columns deadline-columns">
          <RuleList rules={rules.data.rules} text={text} onText={setText} chosen={search.rule} />
          <div className="stack">
            {search.rule === undefined ? (
              <div className="card">
                <Empty title="Choose a rule">
                  <p>
                    Search by number, article or words, then choose the term you want to reckon.
                  </p>
                </Empty>
              </div>
            ) : (
              <>
                {chosen && <RuleNote rule={chosen} />}
                <Circumstances
                  key={search.rule}
                  first={search}
                  country={node.data.country}
                  now={node.data.now}
                  calendars={rules.data.calendars ?? []}
                  extendable={extensionsOf(chosen, search.rule)}
                />
                {search.start && <Result search={search} />}
              </>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

function hasTerm(rule: LawRule, id: string | undefined): boolean {
  return id !== undefined && (rule.id === id || rule.terms.some((term) => term.id === id))
}

/** How often the chosen limit may be extended. */
function extensionsOf(rule: LawRule | undefined, id: string | undefined): number {
  const term = rule?.terms.find((one) => one.id === id) ?? rule?.terms[0]
  return term?.extendable ?? 0
}

function RuleList(props: {
  rules: readonly LawRule[]
  text: string
  onText: (text: string) => void
  chosen: string | undefined
}) {
  const navigate = useNavigate()
  const words = props.text.toLowerCase()
  const shown = props.rules.filter((rule) =>
    `${rule.id} ${rule.citation} ${rule.text} ${rule.terms.map((t) => `${t.id} ${t.when} ${t.text}`).join(' ')}`
      .toLowerCase()
      .includes(words),
  )
  const choose = (id: string) =>
    void navigate({
      to: '/law/deadlines',
      search: (old: DeadlineSearch): DeadlineSearch => ({ ...old, rule: id }),
      replace: true,
    })
  return (
    <section className="card card-flush no-print" aria-labelledby="rules">
      <div className="card-head">
        <h2 id="rules">
          Rules ({shown.length} of {props.rules.length})
        </h2>
        <SearchBox
          id="rule-search"
          label="Search the rules"
          hint="DL-33, weekend, freezing"
          value={props.text}
          onText={props.onText}
          slash={false}
        />
      </div>
      <Scroll label="Rules" className="scroll rule-list">
        <ul className="flat">
          {shown.map((rule) => (
            <li key={rule.id} data-current={hasTerm(rule, props.chosen)}>
              <div>
                <span className="strong">{rule.id}</span>{' '}
                {rule.status === 'to-verify' && <span className="chip chip-amber">to verify</span>}
              </div>
              <div>{rule.text}</div>
              <div className="under">{rule.citation}</div>
              <div className="row">
                {rule.terms.map((term) => (
                  <button
                    key={term.id}
                    type="button"
                    className="button button-small"
                    aria-pressed={term.id === props.chosen}
                    aria-label={`Reckon ${term.id}: ${term.text}`}
                    title={term.when}
                    onClick={() => choose(term.id)}
                  >
                    {term.text || term.id}
                  </button>
                ))}
                {rule.terms.length === 0 && (
                  <button
                    type="button"
                    className="button button-small"
                    aria-label={`What it demands: ${rule.id}`}
                    onClick={() => choose(rule.id)}
                  >
                    What it demands
                  </button>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Scroll>
    </section>
  )
}

function RuleNote({ rule }: { rule: LawRule }) {
  return (
    <section className="card" aria-label="The rule">
      <h2>{rule.id}</h2>
      <p>{rule.text}</p>
      <dl className="facts">
        <dt>Written in</dt>
        <dd>{rule.citation}</dd>
        <dt>In force</dt>
        <dd>
          from {day(rule.from)}
          {rule.to ? ` to ${day(rule.to)}` : ''}
        </dd>
        <dt>Status</dt>
        <dd>{rule.status === 'verified' ? 'verified in the text' : 'to be verified'}</dd>
        <dt>Source</dt>
        <dd className="wrap-any">{rule.source}</dd>
      </dl>
    </section>
  )
}

function Result({ search }: { search: DeadlineSearch }) {
  const query = new URLSearchParams()
  for (const name of ['rule', 'start', 'calendar', 'extend'] as const) {
    const value = search[name]
    if (value) query.set(name, value)
  }
  if (search.pauses) query.set('pause', search.pauses)
  const due = useQuery({
    queryKey: ['due', query.toString()],
    queryFn: () => get<Reckoned>(`/api/due?${query}`),
    retry: false,
  })
  if (due.error) return <ErrorNote error={due.error} />
  if (!due.data) return <Waiting what="Reckoning" />
  const { data } = due
  return (
    <section className="card" aria-labelledby="due">
      <h2 id="due">
        <span aria-live="polite">Due {when(data.due)}</span>
      </h2>
      <ol className="steps">
        {data.steps.map((step) => {
          const text = typeof step === 'string' ? step : step.text
          return <li key={text}>{sentence(text)}</li>
        })}
      </ol>
      <p className="under">
        {data.rule}: {data.citation}
        {data.status === 'verified' ? '' : ' (to be verified)'}
      </p>
    </section>
  )
}
