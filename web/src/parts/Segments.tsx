import { useId } from 'react'

/** A few exclusive choices side by side; arrow keys move between them as in any radio group. */
export function Segments<V extends string>(props: {
  label: string
  options: readonly { readonly value: V; readonly label: string }[]
  value: V
  onChange: (value: V) => void
}) {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className="only-spoken">{props.label}</legend>
      {props.options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
