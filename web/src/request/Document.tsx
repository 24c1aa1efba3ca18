import type { Field } from '../api/types.ts'
import { money } from '../text/amount.ts'
import { when } from '../text/time.ts'
import { fromCode, sentence } from '../text/words.ts'
import { fieldNames, inOrder } from './names.ts'

/** A document's fields as they were signed: nothing left out, names made readable. */
export function Document(props: {
  value: Readonly<Record<string, unknown>>
  /** The form it was written on, for its labels. */
  form?: readonly Field[] | undefined
  /** Fields shown elsewhere on the page. */
  without?: readonly string[]
}) {
  const { value, form } = props
  const entries = (form ? asInForm(Object.keys(value), form) : inOrder(Object.keys(value)))
    .map((name) => [name, value[name]] as const)
    .filter(([name, v]) => !blank(v) && !props.without?.includes(name))
  if (entries.length === 0) return <p className="quiet">No fields.</p>
  return (
    <dl className="facts document">
      {entries.map(([name, v]) => (
        <div key={name} className="contents">
          <dt>{labelIn(form, name)}</dt>
          <dd>
            <Value value={v} field={form?.find((field) => field.name === name)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function asInForm(names: readonly string[], form: readonly Field[]): readonly string[] {
  const place = (name: string) => {
    const at = form.findIndex((field) => field.name === name)
    return at === -1 ? form.length : at
  }
  return [...names].sort((a, b) => place(a) - place(b))
}

function blank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}

function Value({ value, field }: { value: unknown; field?: Field | undefined }) {
  if (Array.isArray(value) && (field?.options || value.every(isCode))) {
    return <>{value.map((item) => chosen(item, field)).join(', ')}</>
  }
  if (Array.isArray(value)) {
    return (
      <ul className="flat">
        {value.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a signed list never changes its order
          <li key={at}>
            <Value value={item} field={field} />
          </li>
        ))}
      </ul>
    )
  }
  if (isSum(value)) return <>{money(value.amount, value.currency)}</>
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, v]) => v !== null && v !== undefined && v !== '')
      .sort(([a], [b]) => Number(leads(b)) - Number(leads(a)))
    return (
      <>
        {parts.map(([name, v], at) => (
          <span key={name}>
            {at > 0 ? ' · ' : ''}
            {leads(name) ? null : <span className="quiet">{label(name).toLowerCase()} </span>}
            {typeof v === 'object' ? <Value value={v} /> : text(v)}
          </span>
        ))}
      </>
    )
  }
  return <span className="as-written">{chosen(text(value), field)}</span>
}

/** What a person or a thing is called stands first, without a label. */
function leads(name: string): boolean {
  return name === 'name' || name === 'description'
}

function isSum(value: unknown): value is { readonly amount: string; readonly currency: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'amount' in value &&
    'currency' in value &&
    typeof value.amount === 'string' &&
    typeof value.currency === 'string'
  )
}

/** A word of a list, not a sentence somebody wrote. */
function isCode(item: unknown): boolean {
  return typeof item === 'string' && /^[\w:+-]+$/.test(item)
}

/** The label of a chosen option, else the words as they are. */
function chosen(value: string, field: Field | undefined): string {
  const option = field?.options?.find((o) => o.value === value)
  return option ? sentence(option.label) : value
}

function labelIn(form: readonly Field[] | undefined, name: string): string {
  const field = form?.find((f) => f.name === name)
  return field ? sentence(field.label) : (fieldNames[name] ?? label(name))
}

function text(value: unknown): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  const words = String(value)
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(words) ? when(words) : words
}

function label(name: string): string {
  return fromCode(name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`))
}
