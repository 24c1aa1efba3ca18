import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Named } from '../api/law-types.ts'
import type { DeadlineSearch } from '../router.tsx'

interface Pause {
  readonly from: string
  readonly to: string
}

/** Start, calendar, pauses and extension of one reckoning. Instants are in UTC. */
export function Circumstances(props: {
  first: DeadlineSearch
  country: string
  now: string
  calendars: readonly Named[]
  /** How often the limit may be extended; 0 where no row allows it. */
  extendable: number
}) {
  const navigate = useNavigate()
  const { first } = props
  const [start, setStart] = useState(minutes(first.start ?? props.now))
  const [calendar, setCalendar] = useState(first.calendar ?? props.country)
  const [pauses, setPauses] = useState<readonly Pause[]>(() => read(first.pauses))
  const [extend, setExtend] = useState(first.extend ?? '')
  const whole = pauses.filter((pause) => pause.from !== '' && pause.to !== '')
  return (
    <form
      className="card no-print"
      onSubmit={(event) => {
        event.preventDefault()
        void navigate({
          to: '/law/deadlines',
          search: {
            ...(first.rule ? { rule: first.rule } : {}),
            start: `${start}:00Z`,
            ...(calendar ? { calendar } : {}),
            ...(whole.length > 0
              ? { pauses: whole.map((p) => `${p.from}:00Z/${p.to}:00Z`).join(',') }
              : {}),
            ...(extend ? { extend } : {}),
          },
        })
      }}
    >
      <div className="row row-fields">
        <div className="field">
          <label htmlFor="due-start">Runs from (UTC)</label>
          <input
            id="due-start"
            type="datetime-local"
            className="input"
            required
            value={start}
            onChange={(event) => setStart(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="due-calendar">Calendar</label>
          {props.calendars.length > 0 ? (
            <select
              id="due-calendar"
              className="input"
              value={calendar}
              onChange={(event) => setCalendar(event.target.value)}
            >
              {props.calendars.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.id} {one.name === one.id ? '' : one.name}
                </option>
              ))}
            </select>
          ) : (
            <input
              id="due-calendar"
              className="input"
              maxLength={8}
              value={calendar}
              onChange={(event) => setCalendar(event.target.value.toUpperCase())}
            />
          )}
        </div>
        {props.extendable > 0 && (
          <div className="field">
            <label htmlFor="due-extend">Extensions</label>
            <select
              id="due-extend"
              className="input"
              value={extend}
              onChange={(event) => setExtend(event.target.value)}
            >
              {Array.from({ length: props.extendable + 1 }, (_, n) => (
                <option key={String(n)} value={n === 0 ? '' : String(n)}>
                  {n === 0 ? 'none' : String(n)}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      {pauses.map((pause, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pause has no identity of its own
        <div className="row row-fields" key={at}>
          {(['from', 'to'] as const).map((end) => (
            <div className="field" key={end}>
              <label htmlFor={`pause-${at}-${end}`}>
                Pause {at + 1} {end} (UTC)
              </label>
              <input
                id={`pause-${at}-${end}`}
                type="datetime-local"
                className="input"
                value={pause[end]}
                onChange={(event) =>
                  setPauses(
                    pauses.map((one, i) =>
                      i === at ? { ...one, [end]: event.target.value } : one,
                    ),
                  )
                }
              />
            </div>
          ))}
          <button
            type="button"
            className="button button-small button-bare"
            onClick={() => setPauses(pauses.filter((_, i) => i !== at))}
          >
            Remove
          </button>
        </div>
      ))}
      <div className="row">
        <button type="submit" className="button button-main">
          Reckon
        </button>
        <button
          type="button"
          className="button"
          onClick={() => setPauses([...pauses, { from: '', to: '' }])}
        >
          Add a pause
        </button>
      </div>
    </form>
  )
}

function minutes(instant: string): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 16)
}

function read(pauses: string | undefined): readonly Pause[] {
  return (pauses ?? '')
    .split(',')
    .filter((text) => text.includes('/'))
    .map((text) => {
      const [from = '', to = ''] = text.split('/')
      return { from: minutes(from), to: minutes(to) }
    })
}
