import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import type { StartForm } from '../api/law-types.ts'
import { preparedFor } from '../hit/prepared.ts'
import { filled, type Values } from '../parts/Fields.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'
import { StartFrom } from '../wizard/StartFrom.tsx'
import { Wizard } from '../wizard/Wizard.tsx'

/** The first document of a matter. */
export function Draft(props: { procedure: string; to?: string; from?: string; step?: string }) {
  const { procedure, to, from, step } = props
  const navigate = useNavigate()
  const [values, setValues] = useState<Values>(() => preparedFor(procedure, to))
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const asked = new URLSearchParams({ ...(to ? { to } : {}), ...(step ? { step } : {}) })
  const form = useQuery({
    queryKey: ['form', procedure, to ?? '', step ?? ''],
    queryFn: () => get<StartForm>(`/api/forms/${encodeURIComponent(procedure)}?${asked}`),
    retry: false,
    staleTime: 60_000,
  })

  const steps = form.data?.steps ?? []
  const begins = step ?? (steps.length > 1 ? steps[0]?.id : undefined)

  async function save() {
    setBusy(true)
    setError(null)
    try {
      const made = await call<{ id: string }>('POST', '/api/requests', {
        procedure,
        ...(to ? { to } : {}),
        ...(begins ? { step: begins } : {}),
        document: filled(values),
      })
      await navigate({ to: '/requests/$id', params: { id: made.id } })
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  if (form.error)
    return (
      <>
        <ErrorNote error={form.error} />
        {to !== undefined && (
          <p>
            <Link className="button" to="/requests/new" search={{ procedure }}>
              Choose another authority
            </Link>
          </p>
        )}
      </>
    )
  if (!form.data) return <Waiting what="Reading the form" />
  const peer = form.data.addressees.find((authority) => authority.id === to)
  return (
    <Wizard
      procedure={procedure}
      {...(begins ? { action: begins } : {})}
      fields={form.data.form}
      values={values}
      onChange={setValues}
      error={error}
      onSubmit={() => void save()}
      before={
        <>
          {steps.length > 1 && (
            <nav className="card" aria-label="How it begins">
              <h2>How it begins</h2>
              <div className="row">
                {steps.map((one) => (
                  <Link
                    key={one.id}
                    className="button"
                    to="/requests/new"
                    search={(old) => ({ ...old, step: one.id })}
                    {...(one.id === begins ? { 'aria-current': 'true' as const } : {})}
                  >
                    {sentence(one.name)}
                  </Link>
                ))}
              </div>
            </nav>
          )}
          <StartFrom
            procedure={procedure}
            values={values}
            onValues={setValues}
            {...(from === undefined ? {} : { first: from })}
          />
        </>
      }
    >
      {to !== undefined && (
        <dl className="facts">
          <dt>To</dt>
          <dd>
            {peer?.name ?? to}{' '}
            <Link className="under" to="/requests/new" search={{ procedure }}>
              choose another
            </Link>
          </dd>
          {form.data.bases.length > 0 && (
            <>
              <dt>Legal {form.data.bases.length === 1 ? 'basis' : 'bases'}</dt>
              <dd>
                {form.data.bases.map((basis) => (
                  <div key={basis.id}>
                    {sentence(basis.name)}
                    {basis.citation !== basis.name && (
                      <span className="under">{basis.citation}</span>
                    )}
                  </div>
                ))}
              </dd>
            </>
          )}
        </dl>
      )}
      {form.data.sends && <p>Your signature sends this to the other side at once.</p>}
      <button type="submit" className="button button-main" disabled={busy}>
        {busy ? 'Saving…' : form.data.sends ? 'Sign and send' : 'Save as draft'}
      </button>
      <Link className="button" to="/inbox" search={{}}>
        Leave without saving
      </Link>
    </Wizard>
  )
}
