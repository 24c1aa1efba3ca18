import { useId } from 'react'
import type { Field } from '../api/types.ts'
import { sentence } from '../text/words.ts'

export type Values = Readonly<Record<string, unknown>>

/** A form out of the fields the procedure asks for. The procedure owns the list, the page only draws it. */
export function Fields(props: {
  fields: readonly Field[]
  values: Values
  onChange: (values: Values) => void
}) {
  return (
    <>
      {props.fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={props.values[field.name]}
          onChange={(value) => props.onChange({ ...props.values, [field.name]: value })}
        />
      ))}
    </>
  )
}

interface OneProps {
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function OneField(props: OneProps) {
  const id = useId()
  const { field } = props
  if (field.kind === 'check') return <Check {...props} id={id} />
  if (field.kind === 'persons') return <Persons {...props} />
  if (field.kind === 'list' && field.options) return <Many {...props} />
  if (field.kind === 'choice' && (field.options?.length ?? 0) <= 7) return <One {...props} />
  return (
    <div className="field">
      <label htmlFor={id}>
        {sentence(field.label)} <Needed field={field} />
      </label>
      {field.help && (
        <div className="help" id={`${id}-help`}>
          {sentence(field.help)}
        </div>
      )}
      <Control {...props} id={id} />
    </div>
  )
}

function Needed({ field }: { field: Field }) {
  return field.required ? null : <span className="needed">(optional)</span>
}

function Control({ field, value, onChange, id }: OneProps & { id: string }) {
  const common = {
    id,
    className: 'input',
    required: field.required,
    ...(field.help ? { 'aria-describedby': `${id}-help` } : {}),
  }
  const text = typeof value === 'string' ? value : ''
  if (field.kind === 'long') {
    return <textarea {...common} value={text} onChange={(event) => onChange(event.target.value)} />
  }
  if (field.kind === 'list') {
    const lines = Array.isArray(value) ? value.join('\n') : text
    return (
      <textarea
        {...common}
        placeholder="one on each line"
        value={lines}
        onChange={(event) => onChange(event.target.value.split('\n'))}
      />
    )
  }
  if (field.kind === 'choice') {
    return (
      <select {...common} value={text} onChange={(event) => onChange(event.target.value)}>
        <option value="">Choose</option>
        {field.options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.citation ? `${option.label} (${option.citation})` : option.label}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      {...common}
      type={field.kind === 'day' ? 'date' : 'text'}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function Check({ field, value, onChange, id }: OneProps & { id: string }) {
  return (
    <label className="choice" htmlFor={id}>
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="strong">{sentence(field.label)}</span>
      {field.help && <span className="what">{sentence(field.help)}</span>}
    </label>
  )
}

function One({ field, value, onChange }: OneProps) {
  const name = useId()
  const plain = field.options?.every((option) => option.citation === undefined)
  return (
    <fieldset className="field">
      <legend>
        {sentence(field.label)} <Needed field={field} />
      </legend>
      {field.help && <div className="help">{sentence(field.help)}</div>}
      <div className={plain ? 'choices choices-row' : 'choices'}>
        {field.options?.map((option) => (
          <label key={option.value} className="choice choice-box">
            <input
              type="radio"
              name={name}
              required={field.required}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{sentence(option.label)}</span>
            {option.citation && <span className="what">{option.citation}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Many({ field, value, onChange }: OneProps) {
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <fieldset className="field">
      <legend>
        {sentence(field.label)} <Needed field={field} />
      </legend>
      {field.help && <div className="help">{sentence(field.help)}</div>}
      <div className="choices">
        {field.options?.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, option.value]
                    : chosen.filter((v) => v !== option.value),
                )
              }
            />
            <span>{sentence(option.label)}</span>
            {option.citation && <span className="what">{option.citation}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface Person {
  readonly name: string
  readonly kind?: string
  readonly born?: string
  readonly country?: string
  readonly identifier?: string
}

function Persons({ field, value, onChange }: OneProps) {
  const people: readonly Person[] =
    Array.isArray(value) && value.length > 0 ? (value as Person[]) : [{ name: '' }]
  const change = (at: number, part: Partial<Person>) =>
    onChange(people.map((person, i) => (i === at ? { ...person, ...part } : person)))
  return (
    <fieldset className="field">
      <legend>
        {sentence(field.label)} <Needed field={field} />
      </legend>
      {field.help && <div className="help">{sentence(field.help)}</div>}
      <div className="people">
        {people.map((person, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity before they are saved
          <div className="person" key={at}>
            <input
              className="input"
              aria-label={`Name of subject ${at + 1}`}
              placeholder="Name"
              required={field.required && at === 0}
              value={person.name}
              onChange={(event) => change(at, { name: event.target.value })}
            />
            <select
              className="input"
              aria-label={`Kind of subject ${at + 1}`}
              value={person.kind ?? ''}
              onChange={(event) => change(at, { kind: event.target.value })}
            >
              <option value="">kind</option>
              <option value="person">person</option>
              <option value="company">company</option>
            </select>
            <input
              className="input"
              aria-label={`Country code of subject ${at + 1}`}
              placeholder="Country"
              maxLength={2}
              value={person.country ?? ''}
              onChange={(event) => change(at, { country: event.target.value.toUpperCase() })}
            />
            <input
              className="input"
              aria-label={`Birth or founding day of subject ${at + 1}`}
              placeholder="Born or founded"
              pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}"
              title="a day as YYYY-MM-DD"
              value={person.born ?? ''}
              onChange={(event) => change(at, { born: event.target.value })}
            />
            <input
              className="input"
              aria-label={`Identifier of subject ${at + 1}`}
              placeholder="Passport, register number, account"
              value={person.identifier ?? ''}
              onChange={(event) => change(at, { identifier: event.target.value })}
            />
            <button
              type="button"
              className="button button-small button-bare"
              disabled={people.length === 1}
              onClick={() => onChange(people.filter((_, i) => i !== at))}
            >
              Remove
            </button>
          </div>
        ))}
      </div>
      <div>
        <button
          type="button"
          className="button button-small"
          onClick={() => onChange([...people, { name: '' }])}
        >
          Add a subject
        </button>
      </div>
    </fieldset>
  )
}

/** What is sent: no empty answers, no empty lines, no people without a name. */
export function filled(values: Values): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const kept = keep(value)
    if (kept !== undefined) out[name] = kept
  }
  return out
}

function keep(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (!Array.isArray(value)) return value
  const items = value.map(keepItem).filter((item) => item !== undefined)
  return items.length === 0 ? undefined : items
}

function keepItem(item: unknown): unknown {
  if (typeof item === 'string') return item.trim() === '' ? undefined : item.trim()
  if (typeof item === 'object' && item !== null) {
    const parts = Object.entries(item).filter(([, v]) => v !== '' && v !== undefined)
    return parts.length === 0 ? undefined : Object.fromEntries(parts)
  }
  return item
}
