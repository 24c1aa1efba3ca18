import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Empty, ErrorNote, Note } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { eventName } from '../request/names.ts'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { Announce } from './Announce.tsx'
import { SayWhy } from './SayWhy.tsx'
import type { Console, Sample, SampleItem } from './types.ts'

const states = {
  announced: 'announced, not drawn',
  drawn: 'drawn, being judged',
  heard: 'those concerned can reply',
  final: 'final',
} as const

/** Releases drawn by lot and judged one by one. */
export function Samples({ console }: { console: Console }) {
  return (
    <div className="stack">
      {console.oversees && <Announce />}
      {console.samples.length === 0 && (
        <Empty title="No sample yet">
          <p>
            A sample over several nodes stands at the node of the overseer who announced it; its
            result is in the report of its year.
          </p>
        </Empty>
      )}
      {console.samples.map((sample) => (
        <One key={sample.id} sample={sample} console={console} />
      ))}
    </div>
  )
}

function One({ sample, console }: { sample: Sample; console: Console }) {
  const { act, error, busy } = useAct('oversight')
  const { result } = sample
  const path = `/api/oversight/samples/${encodeURIComponent(sample.id)}`
  const judged = sample.items.filter((i) => i.finding !== '').length
  const waits = sample.concerned.filter((node) => !sample.replied.includes(node))
  return (
    <section className="card stack-s" aria-label={`Sample ${sample.name}`}>
      <div className="card-head">
        <h2>{sample.name}</h2>
        <span className={sample.state === 'final' ? 'chip chip-green' : 'chip chip-amber'}>
          {states[sample.state]}
        </span>
      </div>
      <p className="quiet">
        {sample.count} of {sample.pots.reduce((n, p) => n + p.releases, 0)} releases between{' '}
        {sample.from} and {sample.to}:{' '}
        {sample.pots.map((p) => `${p.releases} of ${p.node}`).join(', ')}. Announced by {sample.by},{' '}
        {when(sample.at)}.
      </p>
      {result.sampled > 0 && (
        <Note tone="blue" title={`${result.compliant} of ${result.sampled} as the law asks`}>
          {result.low !== null &&
            result.high !== null &&
            `${((100 * result.compliant) / result.sampled).toFixed(1)} %; the interval of Wilson at 95 % is ${(100 * result.low).toFixed(1)} to ${(100 * result.high).toFixed(1)} %. `}
          {Object.entries(result.findings)
            .map(
              ([id, n]) =>
                `${n} × ${console.criteria.find((c) => c.id === id)?.finding ?? id} (${id})`,
            )
            .join(', ')}
        </Note>
      )}
      {error !== null && <ErrorNote error={error} />}
      {sample.state === 'announced' && console.oversees && <Draw path={path} sample={sample} />}
      {sample.items.length > 0 && <Items sample={sample} console={console} path={path} />}
      {console.oversees && (
        <div className="row">
          {sample.state === 'drawn' && (
            <button
              type="button"
              className="button"
              disabled={busy || judged < sample.items.length}
              onClick={() => void act(() => call('POST', `${path}/tell`))}
            >
              Tell those concerned
            </button>
          )}
          {sample.state === 'heard' && (
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => void act(() => call('POST', `${path}/finish`))}
            >
              Close it: the result stands
            </button>
          )}
          {sample.state !== 'announced' && (
            <a className="button" href={`${path}/lot`} download>
              The lot, to draw it again
            </a>
          )}
        </div>
      )}
      {sample.state === 'heard' &&
        waits.map((node) => (
          <SayWhy
            key={node}
            label={`Reply of ${node}, until ${when(sample.replyBy)}`}
            choices={[{ label: 'Put the reply down', path: `${path}/reply`, body: { node } }]}
          />
        ))}
    </section>
  )
}

function Draw({ path, sample }: { path: string; sample: Sample }) {
  const { act, error, busy } = useAct('oversight')
  const [secret, setSecret] = useState('')
  return (
    <div className="stack-s">
      <p>
        Each log has to reach its announced size first:{' '}
        {sample.pots.map((p) => `${p.node} ${p.seedSize} entries`).join(', ')}.
      </p>
      <label className="field">
        <span className="label">Your secret, as you wrote it down</span>
        <input
          className="input"
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        <button
          type="button"
          className="button button-main"
          disabled={busy || secret === ''}
          onClick={() => void act(() => call('POST', `${path}/draw`, { secret }))}
        >
          Reveal it and draw
        </button>
      </div>
    </div>
  )
}

function Items(props: { sample: Sample; console: Console; path: string }) {
  const { sample, console, path } = props
  const judges = console.oversees && sample.state === 'drawn'
  return (
    <Scroll label="Releases of the sample">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Release</th>
            <th scope="col">Finding</th>
            {judges && <th scope="col">Judge it</th>}
          </tr>
        </thead>
        <tbody>
          {sample.items.map((item) => (
            <tr key={item.ticket}>
              <td>
                <Place item={item} />
              </td>
              <td>
                {item.finding === ''
                  ? '–'
                  : item.finding === 'compliant'
                    ? 'as the law asks'
                    : (console.criteria.find((c) => c.id === item.finding)?.finding ??
                      item.finding)}
                {item.withdrawn && <div className="quiet">taken back after the reply</div>}
              </td>
              {judges && (
                <td>
                  <Judge item={item} console={console} path={path} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Place({ item: { node, ticket, place } }: { item: SampleItem }) {
  if (place === null)
    return (
      <>
        {node} <div className="quiet mono">{ticket.slice(ticket.indexOf(' ') + 1, 40)}…</div>
      </>
    )
  return (
    <>
      <Link to="/requests/$id" params={{ id: place.matter }}>
        {eventName(place.type, sentence(place.type.replaceAll(/[._]/g, ' ')))}
      </Link>
      <div className="quiet">
        {node}, entry {place.index}, {when(place.at)}
      </div>
    </>
  )
}

function Judge(props: { item: SampleItem; console: Console; path: string }) {
  const { item, console, path } = props
  const { act, error, busy } = useAct('oversight')
  const [finding, setFinding] = useState('compliant')
  const [words, setWords] = useState('')
  return (
    <div className="stack-s">
      <select
        className="input"
        aria-label="Finding"
        value={finding}
        onChange={(event) => setFinding(event.target.value)}
      >
        <option value="compliant">as the law asks</option>
        {console.criteria.map((c) => (
          <option key={c.id} value={c.id}>
            {c.finding} ({c.id})
          </option>
        ))}
      </select>
      {finding !== 'compliant' && (
        <input
          className="input"
          aria-label="Reasons"
          placeholder="reasons"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      {error !== null && <ErrorNote error={error} />}
      <div>
        <button
          type="button"
          className="button button-small"
          disabled={busy}
          onClick={() =>
            void act(() => call('POST', `${path}/judge`, { ticket: item.ticket, finding, words }))
          }
        >
          Judge
        </button>
      </div>
    </div>
  )
}
