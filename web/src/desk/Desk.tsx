import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useState } from 'react'
import { get } from '../api/http.ts'
import type { RunSummary, Tracing } from '../api/types.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import type { DeskSearch, DeskView } from '../router.tsx'
import { count } from '../text/amount.ts'
import { day } from '../text/time.ts'
import { plural } from '../text/words.ts'
import { BehindPanel, type BehindQuestion } from './BehindPanel.tsx'
import { ImportPage } from './ImportPage.tsx'
import { Overview } from './Overview.tsx'
import { useRules } from './rules.ts'

const RulesView = lazy(() => import('./RulesView.tsx').then((m) => ({ default: m.RulesView })))
const FlowView = lazy(() => import('./FlowView.tsx').then((m) => ({ default: m.FlowView })))
const PathView = lazy(() => import('./PathView.tsx').then((m) => ({ default: m.PathView })))
const HoldingsView = lazy(() =>
  import('./HoldingsView.tsx').then((m) => ({ default: m.HoldingsView })),
)
const GapsView = lazy(() => import('./GapsView.tsx').then((m) => ({ default: m.GapsView })))
const ReachView = lazy(() => import('./ReachView.tsx').then((m) => ({ default: m.ReachView })))
const ExhibitView = lazy(() =>
  import('./ExhibitView.tsx').then((m) => ({ default: m.ExhibitView })),
)

/** What every view of the desk gets. */
export interface ViewProps {
  readonly tracing: Tracing
  readonly run: RunSummary | null
  readonly account: string | undefined
  readonly go: (change: Partial<DeskSearch>) => void
  /** Opens the payments behind a figure or a mark. */
  readonly behind: (question: BehindQuestion) => void
}

const views = [
  { view: 'overview', name: 'What came in', needsRun: false },
  { view: 'rules', name: 'Run a rule', needsRun: false },
  { view: 'flow', name: 'Flow', needsRun: true },
  { view: 'path', name: 'Step by step', needsRun: true },
  { view: 'holdings', name: 'Holdings by rule', needsRun: true },
  { view: 'gaps', name: 'Gaps', needsRun: true },
  { view: 'reach', name: 'Reach', needsRun: false },
  { view: 'exhibit', name: 'Exhibit', needsRun: true },
] as const satisfies readonly { view: DeskView; name: string; needsRun: boolean }[]

export function Desk() {
  const { id } = useParams({ from: '/staff/tracing/$id' })
  const tracing = useQuery({
    queryKey: ['tracing', id],
    queryFn: () => get<Tracing>(`/api/tracings/${encodeURIComponent(id)}`),
  })
  if (tracing.error) {
    return (
      <div className="page page-narrow">
        <ErrorNote error={tracing.error} />
        <p>
          <Link to="/tracing">Back to the list of tracings</Link>
        </p>
      </div>
    )
  }
  if (!tracing.data)
    return (
      <div className="page">
        <Waiting what="Opening the tracing" />
      </div>
    )
  return (
    <div className="page page-desk">
      <Head tracing={tracing.data} />
      {tracing.data.state === 'draft' ? (
        <ImportPage key={tracing.data.id} tracing={tracing.data} />
      ) : (
        <Views tracing={tracing.data} />
      )}
    </div>
  )
}

function Head({ tracing }: { tracing: Tracing }) {
  const counts = tracing.state === 'imported' ? tracing.counts : undefined
  return (
    <div className="desk-head">
      <Link className="no-print" to="/tracing">
        Tracing desk
      </Link>
      <span className="quiet no-print" aria-hidden="true">
        /
      </span>
      <Title>{tracing.name}</Title>
      {counts && (
        <p className="lead quiet">
          {count(counts.payments)} {plural(counts.payments, 'payment')} between{' '}
          {count(counts.accounts)} {plural(counts.accounts, 'account')}
          {tracing.period ? `, ${day(tracing.period.from)} to ${day(tracing.period.to)}` : ''}
        </p>
      )}
      <button type="button" className="button button-small no-print" onClick={() => window.print()}>
        Print
      </button>
    </div>
  )
}

function Views({ tracing }: { tracing: Tracing }) {
  const search = useSearch({ from: '/staff/tracing/$id' })
  const navigate = useNavigate({ from: '/tracing/$id' })
  const [question, setQuestion] = useState<BehindQuestion | null>(null)
  const runs = tracing.runs ?? []
  const run =
    runs.find((r) => r.id === search.run) ??
    runs.findLast((r) => r.rule !== 'poison') ??
    runs.at(-1) ??
    null
  const view = search.view ?? 'overview'
  const rules = useRules()

  const go = useCallback(
    (change: Partial<DeskSearch>) => {
      setQuestion(null)
      void navigate({ search: (old) => clean({ ...old, ...change }) })
    },
    [navigate],
  )
  const behind = useCallback((q: BehindQuestion) => setQuestion(q), [])
  const props: ViewProps = { tracing, run, account: search.account, go, behind }
  const current = views.find((v) => v.view === view)

  return (
    <>
      <div className="desk-nav">
        <nav className="tabs" aria-label="Views of this tracing">
          {views.map((v) => (
            <Link
              key={v.view}
              to="/tracing/$id"
              params={{ id: tracing.id }}
              search={(old) => clean({ ...old, view: v.view, account: undefined })}
              aria-current={v.view === view ? 'page' : undefined}
              onClick={() => setQuestion(null)}
            >
              {v.name}
              {v.view === 'rules' && runs.length > 0 && (
                <span className="tab-count">{runs.length}</span>
              )}
            </Link>
          ))}
        </nav>
        {runs.length > 0 && current?.needsRun && view !== 'holdings' && (
          <label className="run-choice">
            Rule
            <select
              className="input input-short"
              value={run?.id ?? ''}
              onChange={(event) => go({ run: event.target.value })}
            >
              {[...runs].reverse().map((r) => (
                <option key={r.id} value={r.id}>
                  {runName(r, rules.nameOf(r.rule))}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {run && current?.needsRun && view !== 'holdings' && (
        <p className="print-only">Rule: {runName(run, rules.nameOf(run.rule))}</p>
      )}
      <div className={question ? 'columns with-panel' : 'columns'}>
        <div className="stack">
          {current?.needsRun && run === null ? (
            <Note tone="blue" title="No rule has been run yet">
              Nothing is traced before a rule is named.{' '}
              <button type="button" className="link" onClick={() => go({ view: 'rules' })}>
                Choose a rule
              </button>
            </Note>
          ) : (
            <Suspense fallback={<Waiting />}>
              <View view={view} props={props} />
            </Suspense>
          )}
        </div>
        {question && (
          <BehindPanel
            key={JSON.stringify(question)}
            tracing={tracing}
            question={question}
            onClose={() => setQuestion(null)}
            onFollow={(account) => go({ view: 'path', account })}
          />
        )}
      </div>
    </>
  )
}

function View({ view, props }: { view: DeskView; props: ViewProps }) {
  switch (view) {
    case 'overview':
      return <Overview {...props} />
    case 'rules':
      return <RulesView {...props} />
    case 'flow':
      return <FlowView {...props} />
    case 'path':
      return <PathView {...props} />
    case 'holdings':
      return <HoldingsView {...props} />
    case 'gaps':
      return <GapsView {...props} />
    case 'reach':
      return <ReachView {...props} />
    case 'exhibit':
      return <ExhibitView {...props} />
  }
}

export function runName(run: RunSummary, rule: string): string {
  const order = run.order === 'interval' ? 'both orders' : 'order given'
  return `${rule} · ${order} · ${run.arrival} · ${run.arithmetic}`
}

function clean(search: Record<string, unknown>): DeskSearch {
  return Object.fromEntries(Object.entries(search).filter(([, v]) => v !== undefined)) as DeskSearch
}
