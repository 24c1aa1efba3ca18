import { useId } from 'react'

/** One of several, none of them chosen beforehand. */
export function Choice({
  label,
  none,
  options,
  value,
  onChoose,
}: {
  label: string
  /** What stands there while nothing is chosen. */
  none: string
  options: readonly { readonly id: string; readonly text: string }[]
  value: string
  onChoose: (id: string) => void
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{none}</option>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.text}
          </option>
        ))}
      </select>
    </div>
  )
}
