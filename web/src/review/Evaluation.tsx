import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { get, save } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { shortDigest } from '../text/words.ts'
import type { EvaluationAnswer, Handover } from './evaluation-types.ts'
import { Opinions } from './Opinions.tsx'

const mayHandOver = ['auditor', 'head-of-desk', 'delegate', 'inspector']

/** Handing figures to an evaluator who stands outside, and what the evaluator said. */
export function Evaluation() {
  const session = useSession()
  const found = useQuery({
    queryKey: ['evaluation'],
    queryFn: () => get<EvaluationAnswer>('/api/evaluation'),
  })
  const may = mayHandOver.includes(session.data?.role ?? '')
  const { handovers = [], opinions = [] } = found.data ?? {}
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Evaluation</Title>
          <p className="lead">
            An evaluator gets the figures with all that counts them again, sealed to a key of their
            own, and works without this node. Each hand-over is on record before the file leaves;
            the documents never leave.
          </p>
        </div>
      </div>
      {found.error && <ErrorNote error={found.error} />}
      {found.isPending && <Waiting what="Reading what was handed over" />}
      {may && <HandOver />}
      {found.data && (
        <section className="card card-flush" aria-labelledby="handed">
          <div className="card-head">
            <h2 id="handed">Handed over</h2>
          </div>
          {handovers.length === 0 ? (
            <Empty title="Nothing was handed over yet">
              The evaluator makes a key with <code className="code">comity evaluate key FILE</code>{' '}
              and gives you the file that ends in <code className="code">.pub.json</code>.
            </Empty>
          ) : (
            <Handovers handovers={handovers} may={may} />
          )}
        </section>
      )}
      {found.data && <Opinions opinions={opinions} may={may} />}
    </div>
  )
}

/** The public key of an evaluator, as its file says it; the node judges whether it is one. */
async function keyIn(form: FormData): Promise<unknown> {
  const file = form.get('key')
  if (!(file instanceof File)) return undefined
  try {
    return JSON.parse(await file.text()) as unknown
  } catch {
    return {}
  }
}

function HandOver() {
  const { act, error, busy } = useAct('evaluation')
  const [quarter, setQuarter] = useState('')
  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const to = await keyIn(new FormData(event.currentTarget))
    await act(async () => {
      const figures = { seenBy: 'public', quarter }
      await save('/api/evaluation/bundle', { figures, to }, `figures-${quarter}.sealed`)
    })
  }
  return (
    <section className="card" aria-labelledby="hand-over">
      <h2 id="hand-over">Hand figures over</h2>
      <form className="row" onSubmit={(event) => void send(event)}>
        <label className="pick">
          <span>Quarter, or quarters</span>
          <input
            className="input input-short"
            required
            pattern="\d{4}-Q[1-4](_\d{4}-Q[1-4])?"
            placeholder="2025-Q1"
            value={quarter}
            onChange={(event) => setQuarter(event.target.value)}
          />
        </label>
        <label className="pick">
          <span>Public key of the evaluator</span>
          <input
            className="input"
            type="file"
            name="key"
            accept=".json,application/json"
            required
          />
        </label>
        <button type="submit" className="button button-main" disabled={busy}>
          Seal and save
        </button>
      </form>
      {error !== null && <ErrorNote error={error} />}
    </section>
  )
}

function Handovers({ handovers, may }: { handovers: readonly Handover[]; may: boolean }) {
  return (
    <Scroll label="Table of what was handed over">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Figures</th>
            <th scope="col">File</th>
            <th scope="col">To the key</th>
            <th scope="col">Opened by lot</th>
            {may && (
              <th scope="col" className="no-print">
                Sample
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {handovers.map((h) => (
            <tr key={`${h.at} ${h.bundle}`}>
              <th scope="row" className="nowrap">
                {when(h.at)}
                <span className="under">{h.by}</span>
              </th>
              <td>
                {h.period.replace('_', ' to ').replace('/', ' to ')}
                <span className="under">
                  as {h.seenBy === 'public' ? 'published' : 'staff see them'}
                </span>
              </td>
              <td>
                <code className="code" title={h.bundle}>
                  {shortDigest(h.bundle)}
                </code>
                <span className="under">{h.entries} entries</span>
              </td>
              <td>
                <code className="code">{h.evaluator}</code>
              </td>
              <td>{h.sampled === 0 ? 'none yet' : h.sampled}</td>
              {may && (
                <td className="no-print">
                  <Sample bundle={h.bundle} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Entries that the file withheld, drawn by the head that the witnesses cosigned behind the hand-over. */
function Sample({ bundle }: { bundle: string }) {
  const { act, error, busy } = useAct('evaluation')
  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const to = await keyIn(new FormData(event.currentTarget))
    await act(async () => {
      const body = { bundle, count: 40, to }
      await save('/api/evaluation/sample', body, 'sample.sealed')
    })
  }
  return (
    <form className="row" onSubmit={(event) => void send(event)}>
      <label className="pick">
        <span>Key of the evaluator</span>
        <input className="input" type="file" name="key" accept=".json,application/json" required />
      </label>
      <button type="submit" className="button button-small" disabled={busy}>
        Open 40 by lot
      </button>
      {error !== null && <ErrorNote error={error} />}
    </form>
  )
}
