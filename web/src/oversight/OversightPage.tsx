import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { Accounts } from './Accounts.tsx'
import { Alarms } from './Alarms.tsx'
import { Declaration } from './Declaration.tsx'
import { Detectors } from './Detectors.tsx'
import { Erasures } from './Erasures.tsx'
import { Lines } from './Lines.tsx'
import { Looks } from './Looks.tsx'
import { Report } from './Report.tsx'
import { Samples } from './Samples.tsx'
import type { Console } from './types.ts'

const oversightViews = [
  { value: 'alarms', label: 'Alarms' },
  { value: 'looks', label: 'Who looked' },
  { value: 'accounts', label: 'Accounts' },
  { value: 'samples', label: 'Samples' },
  { value: 'lines', label: 'Red lines' },
  { value: 'detectors', label: 'Detectors' },
  { value: 'erasures', label: 'Erasures' },
  { value: 'report', label: 'Report' },
  { value: 'declaration', label: 'My declaration' },
] as const
/** What a committee of parliament sees. */
const sums: readonly string[] = ['alarms', 'samples', 'report', 'declaration']
type OversightView = (typeof oversightViews)[number]['value']

/** Watching those who look: for overseers the whole node, for a head the own desk, for everybody the own declaration. */
export function OversightPage() {
  const { view } = useSearch({ from: '/staff/oversight' })
  const console_ = useQuery({
    queryKey: ['oversight'],
    queryFn: () => get<Console>('/api/oversight'),
    retry: false,
  })
  const watches = console_.data?.watches === true
  const sumsOnly = console_.data?.sumsOnly === true
  const views = oversightViews.filter(({ value }) => !sumsOnly || sums.includes(value))
  const first = sumsOnly ? 'report' : 'alarms'
  const asked = views.some(({ value }) => value === view) ? view : undefined
  const shown = watches ? (asked ?? first) : 'declaration'
  const open = console_.data?.alarms.filter((a) => a.settled === null).length ?? 0
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Oversight</Title>
          <p className="lead">
            {!watches
              ? 'Your yearly declaration of interests.'
              : sumsOnly
                ? 'How the watching works and what it found, in sums. No officer and no matter is shown.'
                : `${open} open ${open === 1 ? 'alarm' : 'alarms'}. What you look at here is on record too.`}
          </p>
        </div>
      </div>
      {watches && (
        <nav className="tabs no-print" aria-label="Oversight">
          {views.map(({ value, label }) => (
            <Link
              key={value}
              to="/oversight"
              search={{ view: value }}
              aria-current={value === shown ? 'page' : undefined}
            >
              {sumsOnly && value === 'alarms' ? 'Rows' : label}
            </Link>
          ))}
        </nav>
      )}
      {console_.isPending ? (
        <Waiting what="Opening the console" />
      ) : console_.error ? (
        <ErrorNote error={console_.error} />
      ) : (
        <View view={shown} console={console_.data} />
      )}
    </div>
  )
}

function View({ view, console }: { view: OversightView; console: Console | undefined }) {
  if (view === 'declaration' || console === undefined)
    return <Declaration mayOpenRound={console?.headsDesk === true} />
  switch (view) {
    case 'alarms':
      return <Alarms console={console} />
    case 'looks':
      return <Looks console={console} />
    case 'accounts':
      return <Accounts console={console} />
    case 'samples':
      return <Samples console={console} />
    case 'lines':
      return <Lines console={console} />
    case 'detectors':
      return <Detectors console={console} />
    case 'erasures':
      return <Erasures console={console} />
    case 'report':
      return <Report />
  }
}
