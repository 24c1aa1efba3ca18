import { useId } from 'react'
import type { Field, Prompt } from '../api/types.ts'
import { sentence } from '../text/words.ts'
import { Assets } from './fields/Assets.tsx'
import { Authorities } from './fields/Authorities.tsx'
import { Instant, Money, NumberField } from './fields/Figures.tsx'
import { FileDigest, FilesToName } from './fields/FileDigest.tsx'
import { Matter } from './fields/Matter.tsx'
import { Persons } from './fields/Persons.tsx'

export type Values = Readonly<Record<string, unknown>>

/** A form out of the fields the procedure asks for. The procedure owns the list, the page only draws it. */
export function Fields(props: {
  fields: readonly Field[]
  values: Values
  onChange: (values: Values) => void
  /** Fields that a required element still lacks. */
  missing?: readonly string[]
  /** What to think of, beside the field it concerns. */
  prompts?: readonly Prompt[]
}) {
  const beside = props.fields.filter((field) => field.beside)
  const said = beside.some((field) => props.values[field.name] !== undefined)
  return (
    <>
      <Each {...props} fields={props.fields.filter((field) => !field.beside)} />
      {beside.length > 0 && (
        <details className="beside" open={said}>
          <summary>
            Further conditions, sources and proof ({beside.length} fields, none needed)
          </summary>
          <div className="form">
            <Each {...props} fields={beside} />
          </div>
        </details>
      )}
    </>
  )
}

function Each(props: Parameters<typeof Fields>[0]) {
  return (
    <>
      {props.fields.map((field) => (
        <div
          key={field.name}
          id={slotId(field.name)}
          className="slot-field"
          data-missing={props.missing?.includes(field.name)}
        >
          <OneField
            field={field}
            value={props.values[field.name]}
            onChange={(value) => props.onChange({ ...props.values, [field.name]: value })}
          />
          {props.prompts
            ?.filter((prompt) => prompt.field === field.name)
            .map((prompt) => (
              <p key={prompt.id} className="prompt">
                {sentence(prompt.text)} <span className="under">{prompt.citation}</span>
              </p>
            ))}
        </div>
      ))}
    </>
  )
}

function slotId(name: string): string {
  return `field-${name}`
}

/** Brings a field of the form on the page into view and puts the cursor there. */
export function goToField(name: string): void {
  const slot = document.getElementById(slotId(name))
  slot?.scrollIntoView({ block: 'center' })
  slot?.querySelector<HTMLElement>('input, textarea, select')?.focus({ preventScroll: true })
}

export interface OneProps {
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function OneField(props: OneProps) {
  const id = useId()
  const { field } = props
  if (field.kind === 'check') return <Check {...props} id={id} />
  if (field.kind === 'persons') return <Persons {...props} />
  if (field.kind === 'assets') return <Assets {...props} />
  if (field.kind === 'money') return <Money {...props} />
  if (field.kind === 'authorities') return <Authorities {...props} />
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
      {field.citation && <div className="under">{field.citation}</div>}
      <Control {...props} id={id} />
    </div>
  )
}

export function Needed({ field }: { field: Field }) {
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
  if (field.kind === 'number')
    return <NumberField field={field} value={value} onChange={onChange} common={common} />
  if (field.kind === 'instant') return <Instant value={text} onChange={onChange} common={common} />
  if (field.kind === 'matter') return <Matter value={text} onChange={onChange} common={common} />
  if (field.kind === 'digest')
    return <FileDigest value={text} onChange={onChange} common={common} />
  if (field.kind === 'long') {
    return <textarea {...common} value={text} onChange={(event) => onChange(event.target.value)} />
  }
  if (field.kind === 'list') {
    const lines = Array.isArray(value) ? value.join('\n') : text
    return (
      <>
        <textarea
          {...common}
          placeholder="one on each line"
          value={lines}
          onChange={(event) => onChange(event.target.value.split('\n'))}
        />
        {field.name === 'evidence' && <FilesToName lines={lines.split('\n')} onChange={onChange} />}
      </>
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
  if (Array.isArray(value)) {
    const items = value.map(keep).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .map(([name, part]) => [name, keep(part)] as const)
      .filter(([, part]) => part !== undefined)
    // A currency or a kind that was chosen beforehand is no answer by itself.
    const said = parts.filter(([name]) => name !== 'currency' && name !== 'kind')
    return said.length === 0 ? undefined : Object.fromEntries(parts)
  }
  return value
}
