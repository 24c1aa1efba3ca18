import { sentence } from '../../text/words.ts'
import { Needed, type OneProps } from '../Fields.tsx'
import { SumInput } from './Figures.tsx'

const kinds = [
  ['account', 'account'],
  ['real-estate', 'real estate'],
  ['vehicle', 'vehicle'],
  ['vessel', 'vessel'],
  ['goods', 'goods'],
  ['securities', 'securities'],
  ['policy', 'insurance policy'],
  ['wallet', 'wallet'],
  ['company', 'company'],
  ['other', 'other'],
] as const

interface Asset {
  readonly reference?: string
  readonly description?: string
  readonly kind?: string
  readonly place?: string
  readonly holder?: string
  readonly value?: unknown
}

const parts = [
  ['reference', 'Reference', false],
  ['description', 'Description', true],
  ['place', 'Place', true],
  ['holder', 'Holder', false],
] as const

/** Property, a row for each thing. */
export function Assets({ field, value, onChange }: OneProps) {
  const rows: readonly Asset[] =
    Array.isArray(value) && value.length > 0 ? (value as Asset[]) : [{}]
  const change = (at: number, part: Asset) =>
    onChange(rows.map((row, i) => (i === at ? { ...row, ...part } : row)))
  return (
    <fieldset className="field">
      <legend>
        {sentence(field.label)} <Needed field={field} />
      </legend>
      {field.help && <div className="help">{sentence(field.help)}</div>}
      {field.citation && <div className="under">{field.citation}</div>}
      <div className="people">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity before they are saved
          <div className="asset" key={at}>
            <select
              className="input"
              aria-label={`Kind of asset ${at + 1}`}
              value={row.kind ?? ''}
              onChange={(event) => change(at, { kind: event.target.value })}
            >
              <option value="">kind</option>
              {kinds.map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            {parts.map(([name, label, needed]) => (
              <input
                key={name}
                className="input"
                aria-label={`${label} of asset ${at + 1}`}
                placeholder={needed ? label : `${label} (optional)`}
                required={field.required && needed && at === 0}
                value={row[name] ?? ''}
                onChange={(event) => change(at, { [name]: event.target.value })}
              />
            ))}
            <SumInput
              label={`Value of asset ${at + 1}`}
              value={row.value}
              onChange={(sum) => change(at, { value: sum })}
            />
            <button
              type="button"
              className="button button-small button-bare"
              disabled={rows.length === 1}
              onClick={() => onChange(rows.filter((_, i) => i !== at))}
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
          onClick={() => onChange([...rows, {}])}
        >
          Add an asset
        </button>
      </div>
    </fieldset>
  )
}
