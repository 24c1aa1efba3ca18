import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day, when } from '../text/time.ts'
import { plural } from '../text/words.ts'
import { CallForm } from './CallForm.tsx'
import { Filing } from './Filing.tsx'
import { Marks } from './Marks.tsx'
import { askNames, type FilingRow, type NoticeDuty, type RightsDeskView } from './types.ts'

/** The desk of persons: what they handed in, what corrections ask for, and who must be told of a measure. */
export function Rights() {
  const [writing, setWriting] = useState(false)
  const [opened, setOpened] = useState<string>()
  const found = useQuery({
    queryKey: ['rights'],
    queryFn: () => get<RightsDeskView>('/api/rights'),
    refetchInterval: 20_000,
  })
  const view = found.data
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Rights of persons</Title>
          <p className="lead">
            What persons handed in, on the page, by telephone or on paper; what is to be looked at
            again since somebody put something right; and who must be told of a measure. Requests
            that were taken up stand in the inbox with their clocks.
          </p>
        </div>
        <div className="row no-print">
          {view?.doors.desk && (
            <button type="button" className="button button-main" onClick={() => setWriting(true)}>
              Write down a request
            </button>
          )}
          <Link className="button" to="/inbox" search={{ procedure: 'P10', show: 'all' }}>
            Requests taken up
          </Link>
        </div>
      </div>
      {found.error && <ErrorNote error={found.error} />}
      {found.isPending && <Waiting what="Reading the desk" />}
      {view && (
        <div className="stack">
          <Filings view={view} onOpen={setOpened} />
          <Marks marks={view.marks} />
          <Notices notices={view.notices} />
        </div>
      )}
      {writing && view && <CallForm doors={view.doors} onClose={() => setWriting(false)} />}
      {opened !== undefined && <Filing id={opened} onClose={() => setOpened(undefined)} />}
    </div>
  )
}

const states = {
  filed: 'waits for identity',
  'taken-up': 'taken up',
  returned: 'given back',
} as const

const ways = { page: 'on the page', phone: 'by telephone', paper: 'on paper' } as const

function Filings(props: { view: RightsDeskView; onOpen: (id: string) => void }) {
  const { doors, filings } = props.view
  const open = filings.filter((one) => one.state === 'filed').length
  return (
    <section className="card card-flush" aria-labelledby="handed-in">
      <div className="card-head">
        <h2 id="handed-in">Handed in</h2>
        <span className="quiet">
          {open} {plural(open, 'waits', 'wait')}
        </span>
      </div>
      {filings.length === 0 ? (
        <Empty title="Nothing for you here">
          {doors.desk === null
            ? 'No authority of this node takes in requests of persons.'
            : `Requests come to ${doors.desk.name}; its registrar and its inspector see them here.`}
        </Empty>
      ) : (
        <Scroll label="What persons handed in">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Handed in</th>
                <th scope="col">What</th>
                <th scope="col">Put to</th>
                <th scope="col">State</th>
                <th scope="col">Acknowledge</th>
                <th scope="col" className="no-print">
                  Open
                </th>
              </tr>
            </thead>
            <tbody>
              {filings.map((one) => (
                <FilingLine key={one.id} filing={one} onOpen={() => props.onOpen(one.id)} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}

function FilingLine({ filing, onOpen }: { filing: FilingRow; onOpen: () => void }) {
  return (
    <tr>
      <th scope="row" className="nowrap">
        {when(filing.filedAt)}
        <span className="under">{ways[filing.way]}</span>
      </th>
      <td>{askNames[filing.ask]}</td>
      <td>{filing.to}</td>
      <td>
        {filing.ask === 'complaint' && filing.state === 'filed'
          ? 'to be taken up'
          : states[filing.state]}
        {filing.wishes.check !== undefined && (
          <span className="under">asks for the check, {when(filing.wishes.check)}</span>
        )}
        {filing.wishes.withdraw !== undefined && (
          <span className="under">wants it back, {when(filing.wishes.withdraw)}</span>
        )}
        {filing.matter !== undefined && (
          <span className="under">
            <Link to="/requests/$id" params={{ id: filing.matter }}>
              the matter
            </Link>
          </span>
        )}
      </td>
      <td>{filing.state === 'filed' ? day(filing.acknowledgeBy) : ''}</td>
      <td className="no-print">
        <button type="button" className="button button-small" onClick={onOpen}>
          Open
        </button>
      </td>
    </tr>
  )
}

const noticeStates = {
  due: 'to be told',
  late: 'late',
  told: 'told',
  postponed: 'put off',
  lapsed: 'put off, and the end has passed',
} as const

const tones = {
  due: 'chip-amber',
  late: 'chip-red',
  told: 'chip-green',
  postponed: 'chip-blue',
  lapsed: 'chip-red',
} as const

function Notices({ notices }: { notices: readonly NoticeDuty[] }) {
  const told = notices.filter((one) => one.state === 'told')
  const inTime = told.filter((one) => one.postponed !== null || (one.toldAt ?? '') <= one.due)
  return (
    <section className="card card-flush" aria-labelledby="notices">
      <div className="card-head">
        <h2 id="notices">Notices to persons affected</h2>
        <span className="quiet">
          {inTime.length} of {told.length} told in time or put off by a judge
        </span>
      </div>
      {notices.length === 0 ? (
        <Empty title="Nobody has to be told of anything">
          Freezes, suspensions and confiscations appear here with the last day of their notice.
        </Empty>
      ) : (
        <Scroll label="Register of notices">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Took effect</th>
                <th scope="col">Last day</th>
                <th scope="col">State</th>
                <th scope="col">Put off</th>
              </tr>
            </thead>
            <tbody>
              {notices.map((one) => (
                <NoticeLine key={one.matter} duty={one} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}

function NoticeLine({ duty }: { duty: NoticeDuty }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/requests/$id" params={{ id: duty.matter }}>
          {duty.reference || duty.procedureName}
        </Link>
        <span className="under">{duty.owedBy.name}</span>
      </th>
      <td className="nowrap">{when(duty.from)}</td>
      <td>
        {day(duty.due)}
        <span className="under">{duty.citation}</span>
      </td>
      <td>
        <span className={`chip ${tones[duty.state]}`}>{noticeStates[duty.state]}</span>
        {duty.toldAt !== null && (
          <span className="under">
            {when(duty.toldAt)}, after {duty.hours} {plural(duty.hours, 'hour')}
          </span>
        )}
      </td>
      <td>
        {duty.postponed !== null && (
          <>
            until {day(duty.postponed.until)}
            <span className="under">
              {duty.postponed.by}
              {duty.postponed.role === '' ? '' : `, ${duty.postponed.role}`}
            </span>
          </>
        )}
      </td>
    </tr>
  )
}
