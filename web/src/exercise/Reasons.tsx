import { type FormEvent, useId, useState } from 'react'

/** A button that asks for a line of reasons before it does anything. */
export function Reasons(props: {
  label: string
  ask: string
  onSay: (reasons: string) => Promise<boolean>
}) {
  const [open, setOpen] = useState(false)
  const [reasons, setReasons] = useState('')
  const id = useId()
  if (!open)
    return (
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {props.label}
      </button>
    )
  const say = (event: FormEvent) => {
    event.preventDefault()
    void props.onSay(reasons).then((ok) => {
      if (!ok) return
      setReasons('')
      setOpen(false)
    })
  }
  return (
    <form className="exercise-line" onSubmit={say}>
      <label htmlFor={id}>{props.ask}</label>
      <input
        id={id}
        type="text"
        required
        maxLength={500}
        value={reasons}
        onChange={(event) => setReasons(event.target.value)}
      />
      <button type="submit" className="button button-main">
        {props.label}
      </button>
      <button type="button" className="button button-bare" onClick={() => setOpen(false)}>
        Cancel
      </button>
    </form>
  )
}
