import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { Confirm, Dialog } from '../parts/Dialog.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { eventName } from '../request/names.ts'
import { day, when } from '../text/time.ts'
import { fromCode, plural, sentence } from '../text/words.ts'

interface Item {
  readonly item: string
  readonly what: 'record' | 'file'
  readonly matter: string
  readonly reference: string
  readonly title: string
  readonly from: string
  readonly last: string
  readonly evidence: string
  readonly state: 'running' | 'soon' | 'overdue' | 'held' | 'erased'
  readonly confirmed: readonly string[]
  readonly needsTwo: boolean
  readonly hold: { readonly by: string; readonly until: string; readonly reason: string } | null
  readonly erasedAt: string | null
}

const states = {
  overdue: { text: 'its last day is over', tone: 'chip-red' },
  soon: { text: 'ends within a month', tone: 'chip-amber' },
  held: { text: 'held', tone: 'chip-blue' },
  running: { text: 'kept until then', tone: 'chip-line' },
  erased: { text: 'erased', tone: 'chip-line' },
} as const

/** What other authorities gave with a last day: what ends when, what is held, what is gone. */
export function Retention() {
  const session = useSession()
  const list = useQuery({
    queryKey: ['retention'],
    queryFn: () => get<{ items: readonly Item[] }>('/api/retention'),
    refetchInterval: 15_000,
  })
  const items = list.data?.items ?? []
  const there = items.filter((item) => item.state !== 'erased')
  const gone = items.filter((item) => item.state === 'erased')
  const decides = session.data !== undefined && session.data?.role !== 'auditor'
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>What ends when</Title>
          <p className="lead">
            What other authorities gave with a last day. On the day after it is erased and its
            sender is told, unless a head of desk holds that one item with a reason. What may be
            used in evidence is erased only when two officers say so.
          </p>
        </div>
      </div>
      {list.error && <ErrorNote error={list.error} />}
      {list.isPending && <Waiting what="Reading the list" />}
      {list.data && there.length === 0 && (
        <Empty title="Nothing here has a last day">
          Documents and files that another authority sends with a last day appear here.
        </Empty>
      )}
      {there.length > 0 && (
        <section className="card card-flush" aria-labelledby="there">
          <div className="card-head">
            <h2 id="there">Held here</h2>
            <span className="quiet">
              {there.length} {plural(there.length, 'item')}
            </span>
          </div>
          <Table items={there} decides={decides} canHold={session.data?.role === 'head-of-desk'} />
        </section>
      )}
      {gone.length > 0 && (
        <section className="card card-flush" aria-labelledby="gone">
          <div className="card-head">
            <h2 id="gone">Erased</h2>
            <span className="quiet">
              {gone.length} {plural(gone.length, 'item')}
            </span>
          </div>
          <Table items={gone} decides={false} canHold={false} />
        </section>
      )}
    </div>
  )
}

function Table(props: { items: readonly Item[]; decides: boolean; canHold: boolean }) {
  return (
    <Scroll label="Items with a last day">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Last day</th>
            <th scope="col">Item</th>
            <th scope="col">From</th>
            <th scope="col">State</th>
            {props.decides && (
              <th scope="col" className="no-print">
                Decide
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.items.map((item) => (
            <Row key={item.item} item={item} decides={props.decides} canHold={props.canHold} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Row({ item, decides, canHold }: { item: Item; decides: boolean; canHold: boolean }) {
  const { text, tone } = states[item.state]
  return (
    <tr>
      <th scope="row" className="nowrap">
        {day(item.last)}
      </th>
      <td>
        {item.state === 'erased'
          ? `A ${item.what === 'file' ? 'file' : 'document'}`
          : item.what === 'file'
            ? sentence(item.title)
            : eventName(item.title, wordsOf(item.title))}
        <span className="under">
          <Link to="/requests/$id" params={{ id: item.matter }}>
            {item.reference || 'the matter'}
          </Link>
          {item.state !== 'erased' && `, as evidence: ${fromCode(item.evidence).toLowerCase()}`}
        </span>
      </td>
      <td>{item.from}</td>
      <td>
        <span className={`chip ${tone}`}>{text}</span>
        {item.hold && (
          <span className="under">
            until {day(item.hold.until)} by {item.hold.by}: {item.hold.reason}
          </span>
        )}
        {item.state !== 'erased' && item.confirmed.length > 0 && (
          <span className="under">
            can go, says {item.confirmed.join(', ')}; a second is needed
          </span>
        )}
        {item.erasedAt && <span className="under">{when(item.erasedAt)}</span>}
      </td>
      {decides && (
        <td className="no-print">
          <Decide item={item} canHold={canHold} />
        </td>
      )}
    </tr>
  )
}

/** `request.sent` as words. */
function wordsOf(type: string): string {
  return type.replaceAll(/[.-]/g, ' ')
}

function Decide({ item, canHold }: { item: Item; canHold: boolean }) {
  const [asking, setAsking] = useState<'confirm' | 'hold'>()
  const { act, error } = useAct('retention')
  async function send(step: 'confirm' | 'hold' | 'lift', body?: object) {
    await act(() => call('POST', `/api/retention/${item.item}/${step}`, body))
    setAsking(undefined)
  }
  return (
    <>
      <span className="row">
        {item.hold === null ? (
          <>
            <button
              type="button"
              className="button button-small"
              onClick={() => setAsking('confirm')}
            >
              Erase
            </button>
            {canHold && (
              <button
                type="button"
                className="button button-small"
                onClick={() => setAsking('hold')}
              >
                Hold
              </button>
            )}
          </>
        ) : (
          <button type="button" className="button button-small" onClick={() => void send('lift')}>
            End the hold
          </button>
        )}
      </span>
      {error !== null && <ErrorNote error={error} />}
      {asking === 'confirm' && (
        <Confirm
          title="Erase this item?"
          act={item.needsTwo && item.confirmed.length === 0 ? 'It can go' : 'Erase it'}
          onYes={() => void send('confirm')}
          onNo={() => setAsking(undefined)}
        >
          <p>
            Its key is destroyed, here and for every backup. The log keeps that it was there and
            that it went; {item.from} is told.
            {item.needsTwo &&
              item.confirmed.length === 0 &&
              ' It may be used in evidence, so a second officer must say so too.'}
          </p>
        </Confirm>
      )}
      {asking === 'hold' && (
        <HoldForm onHold={(body) => void send('hold', body)} onClose={() => setAsking(undefined)} />
      )}
    </>
  )
}

function HoldForm(props: {
  onHold: (hold: { until: string; reason: string }) => void
  onClose: () => void
}) {
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  return (
    <Dialog title="Hold this one item" small onClose={props.onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          props.onHold({ until, reason })
        }}
      >
        <p>
          It stays after its last day, for a reason that others can read, and for a year at most.
        </p>
        <label className="pick">
          Hold until
          <input
            className="input"
            type="date"
            required
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        </label>
        <label className="pick">
          Why this item must stay
          <textarea
            className="input"
            required
            rows={3}
            minLength={10}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className="row row-end">
          <button type="button" className="button" onClick={props.onClose}>
            Do not hold it
          </button>
          <button type="submit" className="button button-main">
            Hold it
          </button>
        </div>
      </form>
    </Dialog>
  )
}
