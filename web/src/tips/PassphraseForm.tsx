import { useId, useState } from 'react'

/** A passphrase is typed, sent once, and forgotten by the page. */
export function PassphraseForm(props: {
  title: string
  text: string
  button: string
  /** It is chosen now, so it is asked for twice. */
  isNew?: boolean
  /** Reasons are asked for too. */
  withReasons?: boolean
  busy: boolean
  onSend: (passphrase: string, reasons: string) => Promise<unknown>
}) {
  const [first, setFirst] = useState('')
  const [again, setAgain] = useState('')
  const [reasons, setReasons] = useState('')
  const id = useId()
  const differs = props.isNew === true && again !== '' && first !== again
  return (
    <form
      className="form stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (props.isNew === true && first !== again) return
        void props.onSend(first, reasons)
        setFirst('')
        setAgain('')
      }}
    >
      <h3>{props.title}</h3>
      <p>{props.text}</p>
      {props.withReasons === true && (
        <div className="field">
          <label htmlFor={`${id}-reasons`}>Reasons</label>
          <textarea
            id={`${id}-reasons`}
            className="input"
            rows={3}
            required
            minLength={10}
            maxLength={4000}
            value={reasons}
            onChange={(event) => setReasons(event.target.value)}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-first`}>Passphrase</label>
        <input
          id={`${id}-first`}
          className="input"
          type="password"
          autoComplete="off"
          required
          minLength={16}
          maxLength={500}
          value={first}
          onChange={(event) => setFirst(event.target.value)}
        />
      </div>
      {props.isNew === true && (
        <div className="field">
          <label htmlFor={`${id}-again`}>The same again</label>
          <input
            id={`${id}-again`}
            className="input"
            type="password"
            autoComplete="off"
            required
            aria-invalid={differs}
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
          {differs && <p role="alert">The two are not the same.</p>}
        </div>
      )}
      <div className="row">
        <button type="submit" className="button button-main" disabled={props.busy || differs}>
          {props.button}
        </button>
      </div>
    </form>
  )
}
