import { type ReactNode, useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { type SentenceId, sentences } from './sentences.ts'
import {
  type Ask,
  askNames,
  type Language,
  languageNames,
  type Receipt,
  type RightsDeskView,
} from './types.ts'

const empty: Readonly<Record<string, string>> = { ask: 'access', language: 'en' }

/** A guided form for whoever has a caller on the line, or a paper on the desk: a sentence to read aloud before each field. */
export function CallForm({
  doors,
  onClose,
}: {
  doors: RightsDeskView['doors']
  onClose: () => void
}) {
  const [way, setWay] = useState<'phone' | 'paper'>('phone')
  const [fields, setFields] = useState(empty)
  const [receipt, setReceipt] = useState<Receipt>()
  const { act, error, busy } = useAct('rights')
  const language = (fields.language ?? 'en') as Language
  const complaint = fields.ask === 'complaint'
  const set = (name: string) => (value: string) => setFields({ ...fields, [name]: value })
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  if (receipt !== undefined)
    return <Given language={language} receipt={receipt} onClose={onClose} />
  return (
    <Dialog title="Write down a request" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void act(async () => {
            setReceipt(await call<Receipt>('POST', '/api/rights/filings', { way, fields: filled }))
          })
        }}
      >
        <div className="row">
          <Choice
            label="It comes"
            value={way}
            onChange={(value) => setWay(value as typeof way)}
            options={[
              ['phone', 'by telephone'],
              ['paper', 'on paper'],
            ]}
          />
          <Choice
            label="Language of the person"
            value={language}
            onChange={set('language')}
            options={Object.entries(languageNames)}
          />
        </div>
        <Aloud language={language} id="begin" />
        <Step language={language} id="ask">
          <Choice
            label="What the person asks for"
            value={fields.ask ?? 'access'}
            onChange={set('ask')}
            options={doors.asks.map((ask) => [ask, askNames[ask as Ask]] as const)}
          />
        </Step>
        {complaint && (
          <Choice
            label="What it is about"
            value={fields.against ?? ''}
            onChange={set('against')}
            options={[
              ['', 'choose'],
              ['data', 'handling of data'],
              ['property', 'property or money held'],
              ['conduct', 'conduct of an officer'],
              ['delay', 'delay'],
              ['other', 'other'],
            ]}
          />
        )}
        <Step language={language} id="to">
          <Choice
            label="Authority"
            value={fields.to ?? ''}
            onChange={set('to')}
            options={[
              ['', 'choose'],
              ...doors.authorities.map(({ id, name }) => [id, `${name} (${id})`] as const),
            ]}
          />
        </Step>
        <Step language={language} id="name">
          <Line label="Name" value={fields.name} onChange={set('name')} needed={!complaint} />
        </Step>
        <Step language={language} id="born">
          <Line
            label="Day of birth"
            type="date"
            value={fields.born}
            onChange={set('born')}
            needed={!complaint}
          />
        </Step>
        <Step language={language} id="words">
          <label className="pick">
            In the words of the person
            <textarea
              className="input"
              dir="auto"
              required
              rows={4}
              maxLength={8000}
              value={fields.words ?? ''}
              onChange={(event) => set('words')(event.target.value)}
            />
          </label>
        </Step>
        {!complaint && (
          <Step language={language} id="paper">
            <Line
              label="Last four characters of the identity paper"
              value={fields.paperEnds}
              onChange={set('paperEnds')}
              needed={false}
            />
          </Step>
        )}
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Stop, keep nothing
          </button>
          <button type="submit" className="button button-main" disabled={busy}>
            Hand it in
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function Given(props: { language: Language; receipt: Receipt; onClose: () => void }) {
  return (
    <Dialog title="The receipt" onClose={props.onClose}>
      <div className="stack">
        <Aloud language={props.language} id="receipt" />
        <p className="receipt-number" dir="ltr">
          {props.receipt.grouped}
        </p>
        <blockquote className="read-aloud" lang={props.language} dir="auto">
          {props.receipt.spoken}
        </blockquote>
        <Aloud language={props.language} id="end" />
        <p className="quiet">
          It is shown this once and kept nowhere. Whoever has it reads where the request stands.
        </p>
        <div className="row row-end">
          <button type="button" className="button button-main" onClick={props.onClose}>
            The person has it
          </button>
        </div>
      </div>
    </Dialog>
  )
}

function Aloud({ language, id }: { language: Language; id: SentenceId }) {
  return (
    <blockquote className="read-aloud" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      {sentences[id][language]}
    </blockquote>
  )
}

function Step(props: { language: Language; id: SentenceId; children: ReactNode }) {
  return (
    <div className="stack stack-tight">
      <Aloud language={props.language} id={props.id} />
      {props.children}
    </div>
  )
}

function Choice(props: {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly (readonly [string, string])[]
}) {
  return (
    <label className="pick">
      {props.label}
      <select
        className="input"
        required
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Line(props: {
  label: string
  value: string | undefined
  onChange: (value: string) => void
  needed: boolean
  type?: string
}) {
  return (
    <label className="pick">
      {props.label}
      <input
        className="input"
        type={props.type ?? 'text'}
        dir="auto"
        autoComplete="off"
        required={props.needed}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  )
}
