import { type ChangeEvent, useId } from 'react'
import { sentence } from '../../text/words.ts'
import { Needed, type OneProps } from '../Fields.tsx'

/** What a single control needs from the frame around it. */
export interface Common {
  readonly id: string
  readonly className: string
  readonly required: boolean
}

const currencies = ['EUR', 'USD', 'VLD', 'NHK', 'GBP', 'CHF'] as const

interface Sum {
  readonly amount?: string
  readonly currency?: string
}

/** Amount and currency; the amount stays a decimal string. */
export function SumInput(props: {
  label: string
  value: unknown
  required?: boolean
  onChange: (value: Sum) => void
}) {
  const list = useId()
  const sum = (typeof props.value === 'object' && props.value !== null ? props.value : {}) as Sum
  return (
    <div className="sum">
      <input
        className="input num"
        inputMode="decimal"
        pattern="[0-9]{1,18}([.][0-9]{1,6})?"
        title="an amount such as 1870000.00"
        aria-label={`${props.label}: amount`}
        placeholder="1870000.00"
        required={props.required}
        value={sum.amount ?? ''}
        onChange={(event) =>
          props.onChange({ ...sum, amount: event.target.value.replaceAll(/[\s\u00a0]/g, '') })
        }
      />
      <input
        className="input"
        list={list}
        maxLength={5}
        aria-label={`${props.label}: currency`}
        placeholder="EUR"
        required={props.required}
        value={sum.currency ?? ''}
        onChange={(event) => props.onChange({ ...sum, currency: event.target.value.toUpperCase() })}
      />
      <datalist id={list}>
        {currencies.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </div>
  )
}

export function Money({ field, value, onChange }: OneProps) {
  return (
    <fieldset className="field">
      <legend>
        {sentence(field.label)} <Needed field={field} />
      </legend>
      {field.help && <div className="help">{sentence(field.help)}</div>}
      {field.citation && <div className="under">{field.citation}</div>}
      <SumInput
        label={sentence(field.label)}
        value={value}
        required={field.required}
        onChange={onChange}
      />
    </fieldset>
  )
}

/** A whole number. What is no number stays as typed, and the node says what is wrong with it. */
export function NumberField({
  field,
  value,
  onChange,
  common,
}: Pick<OneProps, 'field' | 'value' | 'onChange'> & { common: Common }) {
  return (
    <input
      {...common}
      className="input input-number"
      inputMode="numeric"
      pattern="-?[0-9]+"
      title={bounds(field.least, field.most)}
      value={typeof value === 'number' || typeof value === 'string' ? String(value) : ''}
      onChange={(event) => onChange(whole(event.target.value))}
    />
  )
}

function whole(text: string): number | string {
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : text
}

function bounds(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return `a whole number from ${least} to ${most}`
  if (least !== undefined) return `a whole number, at least ${least}`
  return most === undefined ? 'a whole number' : `a whole number, at most ${most}`
}

/** Day and time in UTC, as every instant of the workbench is shown. */
export function Instant({
  value,
  onChange,
  common,
}: {
  value: string
  onChange: (value: unknown) => void
  common: Common
}) {
  return (
    <div className="row">
      <input
        {...common}
        className="input input-short"
        type="datetime-local"
        value={shown(value)}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          onChange(event.target.value === '' ? '' : `${event.target.value}:00Z`)
        }
      />
      <span className="quiet">UTC</span>
    </div>
  )
}

function shown(value: string): string {
  const date = new Date(value)
  return value === '' || Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 16)
}
