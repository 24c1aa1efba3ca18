/** How a file may be used where its officer says so for the file itself. */
export interface OwnConditions {
  readonly handling: string
  readonly purposes: string
  readonly evidence: string
  readonly onward: string
  readonly retainUntil: string
  readonly speciality: boolean
}

const strict: OwnConditions = {
  handling: 'TLP:AMBER',
  purposes: 'analysis',
  evidence: 'with-consent',
  onward: 'with-consent',
  retainUntil: '',
  speciality: false,
}

/** As the address of the upload carries them; nothing where the conditions of the matter hold. */
export function asQuery(own: OwnConditions | undefined): Record<string, string> {
  if (own === undefined) return {}
  const { retainUntil, speciality, ...rest } = own
  return {
    ...rest,
    ...(retainUntil === '' ? {} : { retainUntil }),
    ...(speciality ? { speciality: 'true' } : {}),
  }
}

const handling = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED']
const permits = [
  ['yes', 'yes'],
  ['with-consent', 'with prior consent'],
  ['no', 'no'],
] as const
const purposes = [
  ['analysis', 'analysis by the unit'],
  ['investigation', 'criminal investigation'],
  ['prosecution', 'prosecution'],
  ['tax', 'tax proceedings'],
] as const

interface Props {
  readonly own: OwnConditions | undefined
  readonly disabled: boolean
  onChange(own: OwnConditions | undefined): void
}

/** A file has the conditions of its matter unless it is given its own. */
export function FileConditions({ own, disabled, onChange }: Props) {
  const set = (change: Partial<OwnConditions>) => onChange({ ...(own ?? strict), ...change })
  return (
    <fieldset className="stack" disabled={disabled}>
      <label className="choice">
        <input
          type="checkbox"
          checked={own !== undefined}
          onChange={(event) => onChange(event.target.checked ? strict : undefined)}
        />
        This file has conditions of its own, not those of the matter
      </label>
      {own !== undefined && (
        <>
          <div className="row">
            <Choice
              label="Handling"
              value={own.handling}
              options={handling.map((mark) => [mark, mark] as const)}
              onChange={(value) => set({ handling: value })}
            />
            <Choice
              label="As evidence"
              value={own.evidence}
              options={permits}
              onChange={(value) => set({ evidence: value })}
            />
            <Choice
              label="Passing on"
              value={own.onward}
              options={permits}
              onChange={(value) => set({ onward: value })}
            />
            <label className="pick">
              May be held until
              <input
                className="input"
                type="date"
                value={own.retainUntil}
                onChange={(event) => set({ retainUntil: event.target.value })}
              />
            </label>
          </div>
          <fieldset>
            <legend>Allowed purposes</legend>
            {purposes.map(([code, words]) => (
              <label className="choice" key={code}>
                <input
                  type="checkbox"
                  checked={own.purposes.split(',').includes(code)}
                  onChange={(event) =>
                    set({ purposes: changed(own.purposes, code, event.target.checked) })
                  }
                />
                {words}
              </label>
            ))}
          </fieldset>
          <label className="choice">
            <input
              type="checkbox"
              checked={own.speciality}
              onChange={(event) => set({ speciality: event.target.checked })}
            />
            Only for the proceedings it is given for
          </label>
        </>
      )}
    </fieldset>
  )
}

function changed(codes: string, code: string, chosen: boolean): string {
  const others = codes.split(',').filter((one) => one !== '' && one !== code)
  return (chosen ? [...others, code] : others).join(',')
}

function Choice(props: {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  onChange(value: string): void
}) {
  return (
    <label className="pick">
      {props.label}
      <select
        className="input"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
