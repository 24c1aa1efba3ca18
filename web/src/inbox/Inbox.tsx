import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { get } from '../api/http.ts'
import type { InboxItem } from '../api/types.ts'
import { Title } from '../parts/bits.tsx'
import { DueChip, DueDate } from '../parts/Due.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { Segments } from '../parts/Segments.tsx'
import { useShortcuts } from '../parts/shortcuts.ts'
import { urgencyName } from '../request/names.ts'
import type { InboxSearch } from '../router.tsx'
import { when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'

const shows = [
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
  { value: 'all', label: 'All' },
] as const

const sides = [
  { value: 'any', label: 'Both directions' },
  { value: 'requested', label: 'Asked of us' },
  { value: 'requesting', label: 'Asked by us' },
] as const

export function Inbox() {
  const search = useSearch({ from: '/staff/inbox' })
  const navigate = useNavigate({ from: '/inbox' })
  const show = search.show ?? 'open'
  const [text, setText] = useState(search.q ?? '')
  const inbox = useQuery({
    queryKey: ['inbox', show, search.q ?? ''],
    queryFn: () =>
      get<{ items: InboxItem[] }>(
        `/api/inbox?${new URLSearchParams({ show, ...(search.q ? { q: search.q } : {}) })}`,
      ),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  })

  function go(change: Partial<Record<keyof InboxSearch, string | undefined>>) {
    void navigate({
      search: (old) => {
        const next = Object.entries({ ...old, ...change }).filter(([, v]) => v !== undefined)
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
    () => (inbox.data?.items ?? []).filter((item) => !search.side || item.side === search.side),
    [inbox.data, search.side],
  )
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
        <Link className="button button-main" to="/requests/new" search={{}}>
          New request
        </Link>
      </div>
      <div className="row no-print">
        <div className="search">
          <label className="only-spoken" htmlFor="inbox-search">
            Search the inbox
          </label>
          <input
            id="inbox-search"
            type="search"
            className="input"
            placeholder="Reference, subject, authority"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur()
            }}
          />
          <kbd title="press / to search">/</kbd>
        </div>
        <Segments
          label="Which matters"
          options={shows}
          value={show}
          onChange={(value) => go({ show: value === 'open' ? undefined : value })}
        />
        <Segments
          label="Direction"
          options={sides}
          value={search.side ?? 'any'}
          onChange={(value) => go({ side: value === 'any' ? undefined : value })}
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
            go({ q: undefined, side: undefined, show: undefined })
          }}
        />
      ) : (
        <Matters items={items} />
      )}
    </div>
  )
}

function EmptyInbox({ search, onClear }: { search: InboxSearch; onClear: () => void }) {
  const narrowed = search.q !== undefined || search.side !== undefined
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
                  <div className="under">
                    {item.kind === 'spontaneous' ? 'Disclosure' : 'Request'}
                  </div>
                </td>
                <td>
                  <div className="subject">{sentence(item.subject)}</div>
                  {item.kind === 'request' && (
                    <div className="under">{urgencyName(item.urgency)}</div>
                  )}
                </td>
                <td>
                  {item.counterpart.name}
                  <div className="under">
                    {item.side === 'requested' ? 'asks us' : 'asked by us'}
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
  if (item.waitingFor === 'us') return <span className="chip chip-amber">us</span>
  if (item.waitingFor === 'them')
    return <span className="chip chip-line">{item.counterpart.id}</span>
  return <span className="quiet">nobody</span>
}
