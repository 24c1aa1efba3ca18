import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { call, get } from '../api/http.ts'
import type { Basis, Field, RequestView } from '../api/types.ts'
import { Fields, filled, type Values } from '../parts/Fields.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'

const Dialog = lazy(() => import('../parts/Dialog.tsx').then((m) => ({ default: m.Dialog })))

/** Changing a request before it is approved. Only a draft of ours can be changed. */
export function DraftButton({ request }: { request: RequestView }) {
  const [open, setOpen] = useState(false)
  if (request.state !== 'DRAFT' || request.side !== 'requesting') return null
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Edit the draft
      </button>
      {open && (
        <Suspense>
          <Dialog title={`Edit ${request.reference}`} onClose={() => setOpen(false)}>
            <DraftForm request={request} onClose={() => setOpen(false)} />
          </Dialog>
        </Suspense>
      )}
    </>
  )
}

function DraftForm({ request, onClose }: { request: RequestView; onClose: () => void }) {
  const queries = useQueryClient()
  const [values, setValues] = useState<Values>(request.document)
  const [error, setError] = useState<unknown>(null)
  const form = useQuery({
    queryKey: ['form', request.to.id],
    queryFn: () =>
      get<{ form: Field[]; bases: Basis[] }>(
        `/api/forms/request?to=${encodeURIComponent(request.to.id)}`,
      ),
  })

  async function save() {
    setError(null)
    try {
      const next = await call<RequestView>('PUT', `/api/requests/${request.id}/draft`, {
        document: filled(values),
      })
      if (next) queries.setQueryData(['request', request.id], next)
      void queries.invalidateQueries({ queryKey: ['request', request.id] })
      onClose()
    } catch (problem) {
      setError(problem)
    }
  }

  if (form.error) return <ErrorNote error={form.error} />
  if (!form.data) return <Waiting />
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Fields fields={form.data.form} values={values} onChange={setValues} />
      {error !== null && <ErrorNote error={error} />}
      <div className="row row-end">
        <button type="button" className="button" onClick={onClose}>
          Back
        </button>
        <button type="submit" className="button button-main">
          Save the draft
        </button>
      </div>
    </form>
  )
}
