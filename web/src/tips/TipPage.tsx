import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { day, when } from '../text/time.ts'
import { PassOn } from './PassOn.tsx'
import { PassphraseForm } from './PassphraseForm.tsx'
import { type TipInfo, type TipPiece, tipStates } from './types.ts'

const kinds = {
  tip: 'The tip',
  addition: 'From the source',
  retaliation: 'Report of retaliation',
  message: 'From us',
} as const

/** One tip, opened with the key of the unit: what was said on both sides, and what can be said now. */
export function TipPage() {
  const { id } = useParams({ from: '/staff/tip-desk/$id' })
  const tip = useQuery({
    queryKey: ['tips', id],
    queryFn: () => get<TipInfo>(`/api/tips/${id}`),
    retry: false,
  })
  return (
    <div className="page page-narrow">
      <div className="page-head">
        <div className="titles">
          <p className="crumbs">
            <Link to="/tip-desk">Tips</Link>
          </p>
          <Title>{tip.data ? `Tip of ${day(tip.data.at)}` : 'Tip'}</Title>
        </div>
      </div>
      {tip.error && (
        <>
          <ErrorNote error={tip.error} />
          <p>
            <Link to="/tip-desk">Open your key on the tip desk</Link>
          </p>
        </>
      )}
      {tip.isPending && <Waiting what="Opening what was sealed" />}
      {tip.data && <Opened tip={tip.data} />}
    </div>
  )
}

function Opened({ tip }: { tip: TipInfo }) {
  return (
    <>
      <div className="row">
        <span className="chip chip-blue">{tipStates[tip.state] ?? tip.state}</span>
        {tip.protection !== null && (
          <span className="chip chip-amber">{tipStates[tip.protection] ?? tip.protection}</span>
        )}
        {tip.due !== null && (
          <span className={tip.isOverdue ? 'chip chip-red' : 'chip chip-line'}>
            next limit {day(tip.due)}
          </span>
        )}
        <Link to="/requests/$id" params={{ id: tip.id }}>
          Sort, recuse yourself, order protection, close
        </Link>
      </div>
      {tip.pieces.map((piece) => (
        <Piece key={piece.number} id={tip.id} piece={piece} />
      ))}
      <Speak tip={tip} />
      {tip.passTo !== null && <PassOn tip={tip} to={tip.passTo} />}
      {tip.hasIdentity && tip.protection !== null && <Envelope tip={tip} />}
    </>
  )
}

function Piece({ id, piece }: { id: string; piece: TipPiece }) {
  return (
    <section className="card" aria-label={kinds[piece.kind]}>
      <h2>{kinds[piece.kind]}</h2>
      <p className="quiet">
        {piece.kind === 'message' ? when(piece.at) : `on record ${when(piece.at)}`}
      </p>
      {piece.text.split('\n').map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
        <p key={i} dir="auto">
          {line}
        </p>
      ))}
      {piece.happened !== null && <p dir="auto">When: {piece.happened}</p>}
      {piece.place !== null && <p dir="auto">Where: {piece.place}</p>}
      {piece.files.length > 0 && (
        <>
          <h3>Files</h3>
          <p className="quiet">
            Written anew by the box, without names, places, dates and devices. Open them where you
            open what strangers send.
          </p>
          <ul>
            {piece.files.map((file) => (
              <li key={file.name}>
                <a href={`/api/tips/${id}/files/${piece.number}/${file.name}`} download>
                  {file.name}
                </a>{' '}
                <span className="quiet">{Math.ceil(file.bytes / 1024)} KiB</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const steps = {
  SUBMITTED: [['acknowledge', 'Acknowledge', 'thanks the source and says what comes next']],
  ACKNOWLEDGED: [['ask-source', 'Ask the source', 'the source answers with the receipt']],
  TRIAGED: [
    ['give-feedback', 'Tell what was done', 'without harming a case or showing the source'],
    ['ask-source', 'Ask the source', 'the source answers with the receipt'],
  ],
} as const

function Speak({ tip }: { tip: TipInfo }) {
  const open: readonly (readonly [string, string, string])[] =
    steps[tip.state as keyof typeof steps] ?? []
  const [chosen, setChosen] = useState<string>()
  const [message, setMessage] = useState('')
  const [harmless, setHarmless] = useState(false)
  const { act, error, busy } = useAct('tips')
  const [step, name] = open.find(([id]) => id === chosen) ?? open[0] ?? []
  if (step === undefined) return null
  async function send() {
    const body = { step, message, ...(step === 'give-feedback' ? { harmless } : {}) }
    if (await act(() => call('POST', `/api/tips/${tip.id}/messages`, body))) setMessage('')
  }
  return (
    <section className="card" aria-labelledby="speak">
      <h2 id="speak">Write to the source</h2>
      <form
        className="form stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {open.length > 1 && (
          <fieldset className="choices">
            <legend>Step</legend>
            {open.map(([id, title, what]) => (
              <label key={id} className="choice">
                <input
                  type="radio"
                  name="step"
                  checked={step === id}
                  onChange={() => setChosen(id)}
                />{' '}
                {title}: {what}
              </label>
            ))}
          </fieldset>
        )}
        <div className="field">
          <label htmlFor="message">Words to the source</label>
          <textarea
            id="message"
            className="input"
            rows={5}
            required
            maxLength={20_000}
            dir="auto"
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
          <p className="quiet">Sealed to the receipt; nobody else reads it.</p>
        </div>
        {step === 'give-feedback' && (
          <label className="choice">
            <input
              type="checkbox"
              required
              checked={harmless}
              onChange={(event) => setHarmless(event.target.checked)}
            />{' '}
            Checked: the text harms no case and shows no source
          </label>
        )}
        <div className="row">
          <button type="submit" className="button button-main" disabled={busy}>
            {name}
          </button>
        </div>
      </form>
      {error !== null && <ErrorNote error={error} />}
    </section>
  )
}

function Envelope({ tip }: { tip: TipInfo }) {
  const { act, error, busy } = useAct('tips')
  const [words, setWords] = useState<string>()
  return (
    <section className="card" aria-labelledby="envelope">
      <h2 id="envelope">Sealed envelope</h2>
      {tip.firstKeyBy !== null && <p>First key turned by {tip.firstKeyBy}.</p>}
      {words !== undefined && (
        <Note tone="amber" title="Who the source is; shown once">
          <p dir="auto">{words}</p>
        </Note>
      )}
      {words === undefined && tip.mayFirst && tip.firstKeyBy === null && (
        <PassphraseForm
          title="Turn the first key"
          text="You do not see what is inside. Another officer of the unit turns the second key; both turns stand in the log."
          button="Turn the first key"
          withReasons
          busy={busy}
          onSend={(passphrase, reasons) =>
            act(() => call('POST', `/api/tips/${tip.id}/first-key`, { passphrase, reasons }))
          }
        />
      )}
      {words === undefined && tip.maySecond && (
        <PassphraseForm
          title="Turn the second key"
          text="That you opened it goes on record before you read a word. It is shown to you once and kept nowhere."
          button="Open the envelope"
          withReasons
          busy={busy}
          onSend={(passphrase, reasons) =>
            act(async () => {
              const path = `/api/tips/${tip.id}/second-key`
              const opened = await call<{ identity: string }>('POST', path, { passphrase, reasons })
              setWords(opened.identity)
            })
          }
        />
      )}
      {error !== null && <ErrorNote error={error} />}
    </section>
  )
}
