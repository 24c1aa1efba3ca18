import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/http.ts'
import { Progress } from '../parts/bits.tsx'
import { ErrorNote, Note, ProblemNote } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { runName, type ViewProps } from './Desk.tsx'
import { useJob } from './jobs.ts'
import { citationText, useRules } from './rules.ts'

const orders = [
  {
    value: 'given',
    label: 'As the ledger has it',
    what: 'Rows at the same time are taken in file order. The result calls this unproved unless the ledger proves it.',
  },
  {
    value: 'interval',
    label: 'Both extremes',
    what: 'Credits first and debits first inside each moment as well; every figure carries its low and high.',
  },
] as const

const arrivals = [
  {
    value: 'ordered',
    label: 'In order',
    what: 'A payment that draws on several lots brings them along one after the other.',
  },
  {
    value: 'blended',
    label: 'Blended',
    what: 'A payment arrives as one lot with the shares of what it drew on.',
  },
] as const

const arithmetics = [
  {
    value: 'exact',
    label: 'Exact',
    what: 'For exhibits. Integers, with the proven error bound stated in the result.',
  },
  {
    value: 'fast',
    label: 'Fast',
    what: 'For exploring very large ledgers. Floating point, with the residue stated.',
  },
] as const

/** One rule, named by the reader. The page proposes none, because the choice has legal effect. */
export function RulesView({ tracing, go }: ViewProps) {
  const queries = useQueryClient()
  const { rules, error: rulesError, nameOf } = useRules()
  const [rule, setRule] = useState('')
  const [order, setOrder] = useState('')
  const [arrival, setArrival] = useState('ordered')
  const [arithmetic, setArithmetic] = useState('exact')
  const [elected, setElected] = useState('')
  const job = useJob()
  const claims = tracing.claims ?? []
  const runs = tracing.runs ?? []

  async function run() {
    const ended = await job.start(() =>
      call('POST', `/api/tracings/${tracing.id}/runs`, {
        rule,
        order,
        arrival,
        arithmetic,
        ...(elected.trim() === ''
          ? {}
          : {
              elected: elected
                .split(/[\n,;]+/)
                .map((name) => name.trim())
                .filter(Boolean),
            }),
      }),
    )
    if (ended?.state !== 'done') return
    await queries.invalidateQueries({ queryKey: ['tracing', tracing.id] })
    void queries.invalidateQueries({ queryKey: ['compare', tracing.id] })
    void queries.invalidateQueries({ queryKey: ['tracings'] })
    const made = ended.result?.ids?.[0] ?? ended.result?.id
    go({ view: rule === 'all' ? 'holdings' : 'flow', ...(made ? { run: made } : {}) })
  }

  if (claims.length === 0) {
    return (
      <Note tone="blue" title="Choose claims first">
        A rule follows somebody’s money. Say whose on the page{' '}
        <button type="button" className="link" onClick={() => go({ view: 'overview' })}>
          What came in
        </button>
        .
      </Note>
    )
  }
  const ready = rule !== '' && order !== '' && !job.running
  return (
    <div className="columns rules-columns">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void run()
        }}
      >
        {rulesError && <ErrorNote error={rulesError} />}
        <fieldset className="field">
          <legend>Under which rule</legend>
          <div className="help">
            None is preset: which rule governs is for the forum. Every result names the one it was
            computed under.
          </div>
          <div className="choices rule-grid">
            {rules.map((r) => (
              <RuleChoice
                key={r.id}
                checked={rule === r.id}
                onChoose={() => setRule(r.id)}
                name={r.name}
                text={sentenceOf(r)}
                citations={(r.citations ?? []).map(citationText).filter(Boolean)}
              />
            ))}
            <RuleChoice
              checked={rule === 'all'}
              onChoose={() => setRule('all')}
              name="Every rule, side by side"
              text="Runs all of them and shows for every account the interval in which they differ."
              citations={[]}
            />
          </div>
        </fieldset>
        {(rule === 'cherry-pick' || rule === 'all') && (
          <div className="field">
            <label htmlFor="elected">
              Assets the claimant elects <span className="needed">(for cherry-picking)</span>
            </label>
            <input
              id="elected"
              className="input"
              placeholder="Account names, separated by commas"
              value={elected}
              onChange={(event) => setElected(event.target.value)}
            />
            <div className="help">
              Left empty, payments whose type says that an asset was bought count as elected.
            </div>
          </div>
        )}
        <div className="columns three-columns">
          <Options
            legend="Order at the same time"
            name="order"
            options={orders}
            value={order}
            onChange={setOrder}
          />
          <Options
            legend="Arrival"
            name="arrival"
            options={arrivals}
            value={arrival}
            onChange={setArrival}
          />
          <Options
            legend="Arithmetic"
            name="arithmetic"
            options={arithmetics}
            value={arithmetic}
            onChange={setArithmetic}
          />
        </div>
        {job.error !== null && <ErrorNote error={job.error} />}
        {job.problem && <ProblemNote problem={job.problem} />}
        <div className="run-bar">
          {job.running ? (
            <Progress
              what={job.job?.what ?? 'Tracing'}
              done={job.job?.done ?? 0}
              total={job.job?.total ?? 0}
              onCancel={job.cancel}
            />
          ) : (
            <>
              <button type="submit" className="button button-main" disabled={!ready}>
                {rule === 'all' ? 'Run every rule' : 'Run this rule'}
              </button>
              {!ready && (
                <span className="quiet">
                  {rule === ''
                    ? 'Choose a rule'
                    : 'Choose how payments at the same time are ordered'}
                </span>
              )}
            </>
          )}
        </div>
      </form>
      <section className="card" aria-labelledby="runs">
        <h2 id="runs">Runs so far</h2>
        {runs.length === 0 ? (
          <p className="quiet">None yet. Each run stays here with its settings.</p>
        ) : (
          <ol className="runs" reversed>
            {[...runs].reverse().map((r) => (
              <li key={r.id}>
                <button
                  type="button"
                  className="link"
                  onClick={() => go({ view: 'flow', run: r.id })}
                >
                  {nameOf(r.rule)}
                </button>
                <div className="under">
                  {runName(r, '').replace(/^ · /, '')} · {when(r.at)}
                </div>
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  )
}

function sentenceOf(rule: { text?: string; sentence?: string }): string {
  return rule.text ?? rule.sentence ?? ''
}

function RuleChoice(props: {
  checked: boolean
  onChoose: () => void
  name: string
  text: string
  citations: readonly string[]
}) {
  return (
    <label className="choice choice-box">
      <input type="radio" name="rule" checked={props.checked} onChange={props.onChoose} />
      <span className="strong">{props.name}</span>
      <span className="what">{props.text}</span>
      {props.citations.length > 0 && (
        <span className="what cite">{props.citations.join('; ')}</span>
      )}
    </label>
  )
}

function Options(props: {
  legend: string
  name: string
  options: readonly { value: string; label: string; what: string }[]
  value: string
  onChange: (value: string) => void
}) {
  return (
    <fieldset className="field">
      <legend>{props.legend}</legend>
      <div className="choices">
        {props.options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              name={props.name}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
            <span className="what">{option.what}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
