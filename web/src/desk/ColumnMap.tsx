import { type ColumnChoice, ledgerColumns, mapOf, missingColumns } from './roles.ts'

/** Which of the file's columns is which. Closed as long as the names are already the standard ones. */
export function ColumnMap(props: {
  header: readonly string[]
  choice: ColumnChoice
  onChange: (choice: ColumnChoice) => void
}) {
  const missing = missingColumns(props.choice)
  // A guess by header names is a proposal; it is shown open so that somebody confirms it.
  const guessed = mapOf(props.choice, props.header) !== null
  const set = (name: string, value: string) => props.onChange({ ...props.choice, [name]: value })
  return (
    <details className="card" open={guessed || missing.length > 0}>
      <summary>
        <span className="strong">Columns</span>{' '}
        <span className="quiet">
          {missing.length === 0
            ? guessed
              ? 'proposed by their headers: check them'
              : 'all required columns are named'
            : `${missing.length} required columns are not named yet`}
        </span>
      </summary>
      <div className="column-map">
        {ledgerColumns.map((column) => {
          const value = props.choice[column.name] ?? ''
          const constant = value.startsWith('=')
          return (
            <div className="field" key={column.name}>
              <label htmlFor={`map-${column.name}`}>
                <code>{column.name}</code>{' '}
                {!column.required && <span className="needed">(optional)</span>}
              </label>
              <select
                id={`map-${column.name}`}
                className="input"
                value={constant ? '=' : value}
                onChange={(event) => set(column.name, event.target.value)}
              >
                <option value="">{column.required ? 'Choose a column' : 'Not in the file'}</option>
                {props.header.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
                {column.name === 'id' && <option value="#">None: use the row number</option>}
                {column.name === 'currency' && (
                  <option value="=">None: all rows have the same</option>
                )}
              </select>
              {constant && (
                <input
                  className="input"
                  aria-label={`${column.name} of every row`}
                  placeholder="USD"
                  value={value.slice(1)}
                  onChange={(event) => set(column.name, `=${event.target.value.toUpperCase()}`)}
                />
              )}
              <div className="help">{column.what}</div>
            </div>
          )
        })}
      </div>
      <div className="stack map-options">
        <label className="row">
          <input
            type="checkbox"
            checked={props.choice['@accounts'] === 'yes'}
            onChange={(event) => set('@accounts', event.target.checked ? 'yes' : '')}
          />
          Names that differ only in case, punctuation or legal form are one account
        </label>
        <label className="row">
          <input
            type="checkbox"
            checked={props.choice['@self'] === 'yes'}
            onChange={(event) => set('@self', event.target.checked ? 'yes' : '')}
          />
          Leave out payments of an account to itself
        </label>
      </div>
    </details>
  )
}
