import { sentence } from '../../text/words.ts'
import { Needed, type OneProps } from '../Fields.tsx'

interface Person {
  readonly name: string
  readonly kind?: string
  readonly born?: string
  readonly country?: string
  readonly identifier?: string
  readonly role?: string
  readonly occupation?: string
}

/** Callings that the law protects, by their unit group of ISCO-08: a request about them takes two signed reasons. */
const callings = [
  ['2642', 'journalist'],
  ['2611', 'lawyer'],
  ['2612', 'judge'],
  ['1111', 'member of parliament'],
] as const

export function Persons({ field, value, onChange }: OneProps) {
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
            <input
              className="input"
              aria-label={`Role of subject ${at + 1}`}
              placeholder="Role in the case"
              value={person.role ?? ''}
              onChange={(event) => change(at, { role: event.target.value })}
            />
            <select
              className="input"
              aria-label={`Protected calling of subject ${at + 1}`}
              value={person.occupation ?? ''}
              onChange={(event) => change(at, { occupation: event.target.value })}
            >
              <option value="">no protected calling</option>
              {callings.map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
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
