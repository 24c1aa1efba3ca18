import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Notices } from '../access/Notices.tsx'
import { get } from '../api/http.ts'
import type { InboxItem } from '../api/types.ts'
import { Title } from '../parts/bits.tsx'
import { DueChip, DueDate } from '../parts/Due.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { Segments } from '../parts/Segments.tsx'
import { useShortcuts } from '../parts/shortcuts.ts'
import { urgencyName } from '../request/names.ts'
import type { InboxSearch } from '../router.tsx'
import { useProcedures } from '../start/use-procedures.ts'
import { when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'

const shows = [
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
  { value: 'all', label: 'All' },
] as const

const turns = [
  { value: '', label: 'Anybody’s turn' },
  { value: 'me', label: 'My turn' },
  { value: 'us', label: 'Waiting for us' },
  { value: 'them', label: 'Waiting for them' },
] as const

const sides = [
  { value: '', label: 'Both directions' },
  { value: 'requested', label: 'Asked of us' },
  { value: 'requesting', label: 'Asked by us' },
] as const

export function Inbox() {
  const search = useSearch({ from: '/staff/inbox' })
  const navigate = useNavigate({ from: '/inbox' })
  const show = search.show ?? 'open'
  const [text, setText] = useState(search.q ?? '')
  const inbox = useQuery({
    queryKey: ['inbox', show, search.q ?? '', search.procedure ?? ''],
    queryFn: () =>
      get<{ items: InboxItem[] }>(
        `/api/inbox?${new URLSearchParams({
          show,
          ...(search.q ? { q: search.q } : {}),
          ...(search.procedure ? { procedure: search.procedure } : {}),
        })}`,
      ),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  })

  function go(change: Partial<Record<keyof InboxSearch, string | undefined>>) {
    void navigate({
      search: (old) => {
        const next = Object.entries({ ...old, ...change }).filter(
          ([, v]) => v !== undefined && v !== '',
        )
        return Object.fromEntries(next) as InboxSearch
      },
      replace: true,
    })
  }

  useEffect(() => {
    if (text === (search.q ?? '')) return
    const timer = setTimeout(() => go({ q: text === '' ? undefined : text }), 250)
    return () => clearTimeout(timer)
  })

  const items = useMemo(
    () =>
      (inbox.data?.items ?? []).filter(
        (item) => (!search.side || item.side === search.side) && isTurn(item, search.turn),
      ),
    [inbox.data, search.side, search.turn],
  )
  const procedures = useProcedures()
  const mayBegin = procedures.data?.some((item) => item.mayOpen) ?? true
  const overdue = items.filter((item) => item.dueStatus === 'overdue').length
  const ours = items.filter((item) => item.waitingFor === 'us').length

  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Inbox</Title>
          <p className="lead">
            {inbox.data
              ? `${items.length} ${plural(items.length, 'matter')}, ${ours} waiting for us, ${overdue} overdue. What is due first stands first.`
              : ' '}
          </p>
        </div>
        <Link className="button" to="/consents">
          Consents
        </Link>
        {mayBegin && (
          <Link className="button button-main" to="/requests/new" search={{}}>
            New matter
          </Link>
        )}
      </div>
      <Notices />
      <div className="row no-print">
        <SearchBox
          id="inbox-search"
          label="Search the inbox"
          hint="Reference, subject, party"
          value={text}
          onText={setText}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <Segments
          label="Which matters"
          options={shows}
          value={show}
          onChange={(value) => go({ show: value === 'open' ? undefined : value })}
        />
        <Filter
          label="Direction"
          options={sides}
          value={search.side ?? ''}
          onChange={(value) => go({ side: value })}
        />
        <Filter
          label="Turn"
          options={turns}
          value={search.turn ?? ''}
          onChange={(value) => go({ turn: value })}
        />
        <Filter
          label="Procedure"
          options={[
            { value: '', label: 'All procedures' },
            ...(procedures.data ?? []).map((item) => ({
              value: item.id,
              label: `${item.id} ${item.name}`,
            })),
          ]}
          value={search.procedure ?? ''}
          onChange={(value) => go({ procedure: value })}
        />
      </div>
      {inbox.error ? (
        <ErrorNote error={inbox.error} />
      ) : !inbox.data ? (
        <Waiting what="Reading the inbox" />
      ) : items.length === 0 ? (
        <EmptyInbox
          search={search}
          onClear={() => {
            setText('')
            void navigate({ search: {}, replace: true })
          }}
        />
      ) : (
        <Matters items={items} />
      )}
    </div>
  )
}

function isTurn(item: InboxItem, turn: InboxSearch['turn']): boolean {
  if (turn === undefined) return true
  return turn === 'me' ? item.officersTurn : item.waitingFor === turn
}

function Filter(props: {
  label: string
  options: readonly { readonly value: string; readonly label: string }[]
  value: string
  onChange: (value: string) => void
}) {
  return (
    <select
      className="input input-short filter"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {props.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function EmptyInbox({ search, onClear }: { search: InboxSearch; onClear: () => void }) {
  const narrowed = Object.keys(search).some((name) => name !== 'show')
  return (
    <div className="card card-flush">
      {narrowed ? (
        <Empty title="Nothing fits this search">
          <p>Search looks at references, subjects and the names of authorities.</p>
          <button type="button" className="button" onClick={onClear}>
            Show everything that is open
          </button>
        </Empty>
      ) : (
        <Empty title="Nothing is open">
          <p>
            Requests from other authorities arrive here by themselves. To ask another authority for
            help, start a request; to look back, show what is closed.
          </p>
          <Link className="button" to="/requests/new" search={{}}>
            Start a request
          </Link>
        </Empty>
      )}
    </div>
  )
}

function Matters({ items }: { items: readonly InboxItem[] }) {
  const body = useRef<HTMLTableSectionElement>(null)
  const shortcuts = useMemo(() => {
    function move(step: number) {
      const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('a.matter') ?? [])]
      if (links.length === 0) return
      const at = links.indexOf(document.activeElement as HTMLAnchorElement)
      const next = at === -1 ? (step > 0 ? 0 : links.length - 1) : at + step
      links[Math.max(0, Math.min(links.length - 1, next))]?.focus()
    }
    const down = (event: KeyboardEvent) => {
      event.preventDefault()
      move(1)
    }
    const up = (event: KeyboardEvent) => {
      event.preventDefault()
      move(-1)
    }
    return { j: down, k: up, ArrowDown: down, ArrowUp: up }
  }, [])
  useShortcuts(shortcuts)
  return (
    <div className="card card-flush">
      <Scroll label="Matters">
        <table className="table inbox">
          <caption className="only-spoken">Matters, sorted by what is due</caption>
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">Reference</th>
              <th scope="col">Subject</th>
              <th scope="col">Counterpart</th>
              <th scope="col">State</th>
              <th scope="col">Waiting for</th>
              <th scope="col" className="wide-only">
                Last act
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {items.map((item) => (
              <tr key={item.id} className="openable">
                <td>
                  <DueChip status={item.dueStatus} seconds={item.remainingSeconds} />
                  {item.due !== null && (
                    <div className="under">
                      {item.dueName ? `${sentence(item.dueName)}: ` : ''}
                      <DueDate due={item.due} />
                    </div>
                  )}
                </td>
                <td className="nowrap">
                  <Link className="matter strong" to="/requests/$id" params={{ id: item.id }}>
                    {item.reference === '' ? 'no reference yet' : item.reference}
                  </Link>
                  <div className="under">{item.procedure.id}</div>
                </td>
                <td>
                  {hasSubject(item) && <div className="subject">{sentence(item.subject)}</div>}
                  <div className={hasSubject(item) ? 'under' : 'subject'}>
                    {sentence(item.procedure.name)}
                    {item.kind === 'request' && `, ${urgencyName(item.urgency).toLowerCase()}`}
                  </div>
                </td>
                <td>
                  {item.counterpart.name}
                  <div className="under">
                    {item.counterpart.id}, {item.side === 'requested' ? 'asks us' : 'asked by us'}
                  </div>
                </td>
                <td>{sentence(item.stateName)}</td>
                <td>
                  <Waits item={item} />
                </td>
                <td className="wide-only nowrap quiet">{when(item.updatedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Waits({ item }: { item: InboxItem }) {
  if (item.officersTurn) return <span className="chip chip-amber">you</span>
  if (item.waitingFor === 'us') return <span className="chip chip-amber">us</span>
  if (item.waitingFor === 'them')
    return <span className="chip chip-line">{item.counterpart.id}</span>
  return <span className="quiet">nobody</span>
}

/** A matter without words of its own is told by its procedure, once. */
function hasSubject({ subject, procedure }: InboxItem): boolean {
  return subject !== '' && subject !== procedure.name
}
