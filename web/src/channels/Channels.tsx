import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Tile, Title } from '../parts/bits.tsx'
import { Confirm, Dialog } from '../parts/Dialog.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { counted } from '../request/delivery-words.ts'
import { day, when } from '../text/time.ts'
import { fromCode } from '../text/words.ts'
import { alarmWords, type Channel, type ChannelsView, type Lane, type Suspension } from './words.ts'

/** Every peer: where both directions stand, what waits, what was alarming, which new acts are held up. */
export function Channels() {
  const list = useQuery({
    queryKey: ['channels'],
    queryFn: () => get<ChannelsView>('/api/channels'),
    refetchInterval: 10_000,
  })
  const channels = list.data?.channels ?? []
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Channels</Title>
          <p className="lead">
            Letters to and from each node are numbered. What waits, what is missing and what was
            alarming stands here. Two officers together can hold up new acts of one kind; orders in
            force go on.
          </p>
        </div>
      </div>
      {list.error && <ErrorNote error={list.error} />}
      {list.isPending && <Waiting what="Reading the channels" />}
      {list.data && channels.length === 0 && (
        <Empty title="No other node is in the directory">
          Enrol the card of a partner, and the channel to it appears here.
        </Empty>
      )}
      {channels.map((channel) => (
        <ChannelCard key={channel.peer} channel={channel} view={list.data!} />
      ))}
    </div>
  )
}

function ChannelCard({ channel, view }: { channel: Channel; view: ChannelsView }) {
  const [asking, setAsking] = useState(false)
  const used = channel.lanes.filter((l) => l.sent > 0 || l.received > 0)
  const waiting = channel.lanes.reduce((sum, l) => sum + l.waiting, 0)
  return (
    <section className="card card-flush" aria-labelledby={`peer-${channel.peer}`}>
      <div className="card-head">
        <h2 id={`peer-${channel.peer}`} className="row">
          <Tile country={channel.country} small /> {channel.name}
        </h2>
        <span className={waiting === 0 ? 'quiet' : 'chip chip-amber'}>
          {waiting === 0 ? 'nothing waits' : `${counted(waiting, 'letter')} without a final answer`}
        </span>
      </div>
      <Scroll label={`Letters to and from ${channel.name}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Lane</th>
              <th scope="col">Sent by us</th>
              <th scope="col">Answered up to</th>
              <th scope="col">Received from them</th>
            </tr>
          </thead>
          <tbody>
            {(used.length > 0 ? used : channel.lanes.slice(0, 1)).map((lane) => (
              <LaneRow key={lane.lane} lane={lane} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <div className="stack card-inside">
        <p className="quiet">{contactWords(channel)}</p>
        {channel.alarms.length > 0 && (
          <details>
            <summary>{counted(channel.alarms.length, 'event')} on this channel</summary>
            <ul className="flat">
              {channel.alarms.map((alarm) => (
                <li key={alarm.index}>
                  {alarmWords(alarm)}
                  <span className="under">
                    {when(alarm.at)}, entry {alarm.index} of the log
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
        {channel.suspensions.map((s) => (
          <SuspensionRow key={s.key} peer={channel.peer} suspension={s} view={view} />
        ))}
        {view.mayPropose && (
          <span className="row no-print">
            <button type="button" className="button button-small" onClick={() => setAsking(true)}>
              Hold up new acts
            </button>
          </span>
        )}
      </div>
      {asking && <Propose channel={channel} view={view} onClose={() => setAsking(false)} />}
    </section>
  )
}

function contactWords({ lastSent, lastAnswered, lastReceived }: Channel): string {
  const said = [
    ...(lastReceived === '' ? [] : [`last letter from them ${when(lastReceived)}`]),
    ...(lastSent === '' ? [] : [`last letter to them ${when(lastSent)}`]),
    ...(lastAnswered === '' ? [] : [`last final answer ${when(lastAnswered)}`]),
  ].join('; ')
  return said === ''
    ? 'No letter has gone either way yet.'
    : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

function LaneRow({ lane }: { lane: Lane }) {
  return (
    <tr>
      <th scope="row">{lane.lane}</th>
      <td>{lane.sent === 0 ? 'none' : `${lane.sent}`}</td>
      <td>
        {lane.sent === 0 ? 'none' : lane.answered === lane.sent ? 'all' : `no. ${lane.answered}`}
        {lane.waiting > 0 && (
          <span className="under">{counted(lane.waiting, 'letter')} waiting</span>
        )}
        {lane.restsUntil !== '' && (
          <span className="under">
            tried {counted(lane.failures, 'time')} without an answer, again at{' '}
            {when(lane.restsUntil)}
          </span>
        )}
      </td>
      <td>{lane.received === 0 ? 'none' : `up to no. ${lane.received}`}</td>
    </tr>
  )
}

function SuspensionRow(props: { peer: string; suspension: Suspension; view: ChannelsView }) {
  const { peer, suspension: s, view } = props
  const [asking, setAsking] = useState<'confirm' | 'end'>()
  const { act, error } = useAct('channels')
  async function send(step: 'confirm' | 'end') {
    setAsking(undefined)
    await act(() => call('POST', `/api/channels/${peer}/suspensions/${step}`, { key: s.key }))
  }
  const what = `${s.measure === 'any' ? 'all new acts' : `new acts of ${fromCode(s.measure)}`} under ${instrumentName(s.instrument, view)}`
  return (
    <div className="note">
      <p>
        <span className={`chip ${s.holds ? 'chip-red' : 'chip-amber'}`}>
          {s.holds ? 'held up' : 'proposed'}
        </span>{' '}
        {s.by} takes {s.holds ? 'no' : 'perhaps no longer'} {what} until {day(s.until)}: {s.ground}
      </p>
      {s.proposedBy !== '' && (
        <p className="quiet">
          Proposed by {s.proposedBy}
          {s.confirmedBy === ''
            ? '; a head of desk other than that officer must confirm it'
            : `, confirmed by ${s.confirmedBy}`}
        </p>
      )}
      {(s.mayConfirm || s.mayEnd) && (
        <span className="row no-print">
          {s.mayConfirm && (
            <button
              type="button"
              className="button button-small"
              onClick={() => setAsking('confirm')}
            >
              Confirm
            </button>
          )}
          {s.mayEnd && (
            <button type="button" className="button button-small" onClick={() => setAsking('end')}>
              {s.holds ? 'End it' : 'Reject it'}
            </button>
          )}
        </span>
      )}
      {error !== null && <ErrorNote error={error} />}
      {asking === 'confirm' && (
        <Confirm
          title="Hold up new acts?"
          act="Hold them up"
          onYes={() => void send('confirm')}
          onNo={() => setAsking(undefined)}
        >
          <p>
            From now on {what} are refused by name, here and from the other side, and {peer} is told
            with the reason. What has begun goes on: orders in force, their lifting, safeguards,
            corrections and receipts.
          </p>
        </Confirm>
      )}
      {asking === 'end' && (
        <Confirm
          title={s.holds ? 'Let new acts through again?' : 'Reject this proposal?'}
          act={s.holds ? 'Let them through' : 'Reject it'}
          onYes={() => void send('end')}
          onNo={() => setAsking(undefined)}
        >
          <p>
            {s.holds ? `New acts pass again at once, and ${peer} is told.` : 'It held nothing up.'}
          </p>
        </Confirm>
      )}
    </div>
  )
}

function instrumentName(id: string, view: ChannelsView): string {
  if (id === 'any') return 'any instrument'
  return view.instruments.find((i) => i.id === id)?.name ?? id
}

function Propose(props: { channel: Channel; view: ChannelsView; onClose: () => void }) {
  const { channel, view, onClose } = props
  const { act, error, busy } = useAct('channels')
  const [measure, setMeasure] = useState('any')
  const [instrument, setInstrument] = useState('any')
  const [until, setUntil] = useState('')
  const [ground, setGround] = useState('')
  async function send() {
    const body = { measure, instrument, until: `${until}T23:59:59.000Z`, ground }
    const proposed = await act(() =>
      call('POST', `/api/channels/${channel.peer}/suspensions`, body),
    )
    if (proposed) onClose()
  }
  return (
    <Dialog title={`Hold up new acts with ${channel.name}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p>
          This proposes it; a head of desk other than you confirms it. Rights of persons, money on
          its way back, complaints and disputes are never held up.
        </p>
        <label className="field">
          Which acts
          <select
            className="input"
            value={measure}
            onChange={(event) => setMeasure(event.target.value)}
          >
            <option value="any">all kinds</option>
            {view.measures.map((m) => (
              <option key={m} value={m}>
                {fromCode(m)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          Under which instrument
          <select
            className="input"
            value={instrument}
            onChange={(event) => setInstrument(event.target.value)}
          >
            <option value="any">any instrument</option>
            {view.instruments.map((i) => (
              <option key={i.id} value={i.id}>
                {i.name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          Until, {view.longestDays} days at most
          <input
            className="input"
            type="date"
            required
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        </label>
        <label className="field">
          Why; the other side reads it
          <textarea
            className="input"
            required
            rows={3}
            minLength={10}
            maxLength={2000}
            value={ground}
            onChange={(event) => setGround(event.target.value)}
          />
        </label>
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Hold nothing up
          </button>
          <button type="submit" className="button button-main" disabled={busy}>
            Propose it
          </button>
        </div>
      </form>
    </Dialog>
  )
}
