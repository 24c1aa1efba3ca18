import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import type { StartForm } from '../api/law-types.ts'
import { filled, type Values } from '../parts/Fields.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'
import { StartFrom } from '../wizard/StartFrom.tsx'
import { Wizard } from '../wizard/Wizard.tsx'

/** The first document of a matter. */
export function Draft({ procedure, to, from }: { procedure: string; to?: string; from?: string }) {
  const navigate = useNavigate()
  const [values, setValues] = useState<Values>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const form = useQuery({
    queryKey: ['form', procedure, to ?? ''],
    queryFn: () =>
      get<StartForm>(
        `/api/forms/${encodeURIComponent(procedure)}${to ? `?${new URLSearchParams({ to })}` : ''}`,
      ),
    retry: false,
    staleTime: 60_000,
  })

  async function save() {
    setBusy(true)
    setError(null)
    try {
      const made = await call<{ id: string }>('POST', '/api/requests', {
        procedure,
        ...(to ? { to } : {}),
        document: filled(values),
      })
      await navigate({ to: '/requests/$id', params: { id: made.id } })
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  if (form.error) return <ErrorNote error={form.error} />
  if (!form.data) return <Waiting what="Reading the form" />
  const peer = form.data.addressees.find((authority) => authority.id === to)
  return (
    <Wizard
      procedure={procedure}
      fields={form.data.form}
      values={values}
      onChange={setValues}
      error={error}
      onSubmit={() => void save()}
      before={
        <StartFrom
          procedure={procedure}
          values={values}
          onValues={setValues}
          {...(from === undefined ? {} : { first: from })}
        />
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
      <button type="submit" className="button button-main" disabled={busy}>
        {busy ? 'Saving…' : 'Save as draft'}
      </button>
      <Link className="button" to="/inbox" search={{}}>
        Leave without saving
      </Link>
    </Wizard>
  )
}
