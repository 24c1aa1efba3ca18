import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useNode, useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { Digest, Title } from '../parts/bits.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day, when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'
import { Choice } from './PeriodPicker.tsx'
import { Prepared, type PreparedItem } from './Prepared.tsx'
import { quartersUpTo, releaseName } from './period.ts'

interface Released {
  readonly id: string
  readonly period: string
  readonly from: string
  readonly to: string
  readonly version: number
  readonly digest: string
  readonly releasedAt: string
  readonly reason: string | null
  readonly state: 'current' | 'superseded' | 'withdrawn'
  readonly withdrawn: { readonly at: string; readonly reason: string } | null
  readonly byName: string
  readonly preparedByName: string
}

interface Desk {
  readonly releases: readonly Released[]
  readonly waiting: readonly PreparedItem[]
  readonly steps: readonly { readonly id: string; readonly name: string; readonly rule: string }[]
}

const states = {
  current: { text: 'stands', tone: 'chip-blue' },
  superseded: { text: 'followed by a later version', tone: 'chip-line' },
  withdrawn: { text: 'withdrawn', tone: 'chip-red' },
} as const

/** Where figures become public: one person prepares, a second one releases, and every version stays on the list. */
export function Releases() {
  const node = useNode()
  const session = useSession()
  const desk = useQuery({ queryKey: ['releases'], queryFn: () => get<Desk>('/api/releases') })
  const role = session.data?.role ?? ''
  const prepares = ['analyst', 'editor', 'head-of-desk'].includes(role)
  const decides = ['editor', 'head-of-desk'].includes(role)
  const me = session.data?.id ?? ''
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Releases</Title>
          <p className="lead">
            What anybody may read of the figures. One person prepares a period, a second one
            releases it. A version that is out is never changed: another one follows it, with the
            reason, or it is withdrawn and stays on this list.
          </p>
        </div>
      </div>
      {desk.error && <ErrorNote error={desk.error} />}
      {desk.isPending && <Waiting what="Reading the releases" />}
      {desk.data && node.data && prepares && (
        <Prepare today={node.data.now} releases={desk.data.releases} />
      )}
      {desk.data?.waiting.map((item) => (
        <Prepared
          key={item.period}
          item={item}
          steps={desk.data.steps}
          decides={decides}
          own={item.by === me}
        />
      ))}
      {desk.data && desk.data.releases.length === 0 && (
        <Empty title="Nothing is released">
          Until two persons have released a period, nobody outside is told its figures.
        </Empty>
      )}
      {desk.data && desk.data.releases.length > 0 && (
        <section className="card card-flush" aria-labelledby="out">
          <div className="card-head">
            <h2 id="out">Out</h2>
            <span className="quiet">
              {desk.data.releases.length} {plural(desk.data.releases.length, 'version')}
            </span>
          </div>
          <Out releases={desk.data.releases} decides={decides} />
        </section>
      )}
    </div>
  )
}

function Out({ releases, decides }: { releases: readonly Released[]; decides: boolean }) {
  return (
    <Scroll label="Versions that came out">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col">Released</th>
            <th scope="col">State</th>
            <th scope="col">Digest</th>
            <th scope="col" className="no-print">
              Files
            </th>
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => (
            <tr key={release.id}>
              <th scope="row">
                {release.period}, version {release.version}
                <span className="under">
                  {day(release.from)} to {day(release.to)}
                </span>
              </th>
              <td>
                {when(release.releasedAt)}
                <span className="under">
                  prepared by {release.preparedByName}, released by {release.byName}
                </span>
                {release.reason && <span className="under">because: {release.reason}</span>}
              </td>
              <td>
                <span className={`chip ${states[release.state].tone}`}>
                  {states[release.state].text}
                </span>
                {release.withdrawn && <span className="under">{release.withdrawn.reason}</span>}
              </td>
              <td>
                <Digest value={release.digest} label={`digest of ${release.id}`} />
              </td>
              <td className="no-print">
                {release.state !== 'withdrawn' && <Files release={release} decides={decides} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Files({ release, decides }: { release: Released; decides: boolean }) {
  const [asking, setAsking] = useState(false)
  const at = (name: string) => `/open/${release.period}/${release.version}/${name}`
  return (
    <>
      <span className="row">
        <a href={at('figures.csv')}>CSV</a>
        <a href={at('release.json')}>JSON</a>
        <a href={at('proof.json')}>Proof</a>
        {decides && release.state === 'current' && (
          <button type="button" className="button button-small" onClick={() => setAsking(true)}>
            Withdraw
          </button>
        )}
      </span>
      {asking && <Withdraw release={release} onClose={() => setAsking(false)} />}
    </>
  )
}

function Withdraw({ release, onClose }: { release: Released; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { act, error, busy } = useAct('releases')
  async function send() {
    const path = `/api/releases/${release.period}/${release.version}/withdraw`
    if (await act(() => call('POST', path, { reason }))) onClose()
  }
  return (
    <Dialog
      title={`Withdraw ${release.period}, version ${release.version}?`}
      small
      onClose={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p>Its files are handed out no more. It stays on the list, with what you write here.</p>
        <label className="pick">
          Why, in a sentence that anybody may read
          <textarea
            className="input"
            required
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button type="submit" className="button button-danger" disabled={busy}>
            Withdraw it
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** Quarters that are offered; the first one is not over. */
const offered = 13

/** A quarter, or whole quarters from one to another; where it was released before, also why there is another version. */
function Prepare({ today, releases }: { today: string; releases: readonly Released[] }) {
  const quarters = quartersUpTo(today, offered).filter((q) => q.to <= today.slice(0, 10))
  const [first, setFirst] = useState(quarters[0]?.id ?? '')
  const [last, setLast] = useState(first)
  const [reason, setReason] = useState('')
  const { act, error, busy } = useAct('releases')
  const [from, to] = [first, last].map((id) => quarters.find((q) => q.id === id))
  if (from === undefined || to === undefined) return null
  const period = releaseName(from, to)
  const again = releases.some((release) => release.period === period)
  async function send() {
    const body = { period, ...(again ? { reason } : {}) }
    if (await act(() => call('POST', '/api/releases', body))) setReason('')
  }
  return (
    <form
      className="card stack no-print"
      aria-labelledby="prepare"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h2 id="prepare">Prepare a period</h2>
      <div className="row">
        <Choice
          label="From"
          chosen={from.id}
          quarters={quarters}
          onChange={(q) => {
            setFirst(q.id)
            if (q.from > to.from) setLast(q.id)
          }}
        />
        <Choice
          label="to"
          chosen={to.id}
          quarters={quarters.filter((q) => q.from >= from.from)}
          onChange={(q) => setLast(q.id)}
        />
        <button type="submit" className="button button-main" disabled={busy}>
          {sentence(`prepare ${period}`)}
        </button>
      </div>
      {again && (
        <label className="pick">
          <span>Why there is another version of {period}, in a sentence that anybody may read</span>
          <input
            className="input"
            required
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      {error !== null && <ErrorNote error={error} />}
    </form>
  )
}
