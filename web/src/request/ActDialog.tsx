import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmStep } from '../access/passkeys.ts'
import { call, get } from '../api/http.ts'
import type { Action, RequestView } from '../api/types.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Fields, filled, type Values } from '../parts/Fields.tsx'
import { MatterFiles } from '../parts/fields/FileDigest.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'
import type { Attachment } from './Attachments.tsx'
import { firstValues } from './first-values.ts'
import { Safeguards } from './Safeguards.tsx'

/** One act: its form, and the node's answer. A refusal stays beside the form so that it can be mended. */
export function ActDialog(props: { request: RequestView; action: Action; onClose: () => void }) {
  const queries = useQueryClient()
  const { request, action } = props
  const [values, setValues] = useState<Values>(() => firstValues(action, request))
  const files = useQuery({
    queryKey: ['attachments', request.id],
    queryFn: () =>
      get<{ attachments: readonly Attachment[] }>(
        `/api/requests/${encodeURIComponent(request.id)}/attachments`,
      ),
    enabled: action.form.some((field) => field.kind === 'digest' || field.name === 'evidence'),
  })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function act() {
    setBusy(true)
    setError(null)
    try {
      const document = filled(values)
      const signed = await confirmStep(request.id, action.id, document)
      const next = await call<RequestView>(
        'POST',
        `/api/requests/${encodeURIComponent(request.id)}/acts`,
        { action: action.id, document, ...signed },
      )
      if (next) queries.setQueryData(['request', request.id], next)
      void queries.invalidateQueries({ queryKey: ['inbox'] })
      void queries.invalidateQueries({ queryKey: ['request', request.id] })
      props.onClose()
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  return (
    <Dialog title={`${sentence(action.name)}: ${request.reference}`} onClose={props.onClose}>
      <form
        className="form"
        noValidate={action.id === 'revise'}
        onSubmit={(event) => {
          event.preventDefault()
          void act()
        }}
      >
        {action.citation && <p className="quiet">{action.citation}</p>}
        {action.coercive && request.safeguards && (
          <section className="stack" aria-label="Safeguards of this step">
            <p>
              This step restrains a person or property. Every safeguard below must be filled before
              it, or by it.
            </p>
            <Safeguards cells={request.safeguards} />
          </section>
        )}
        {action.form.length === 0 ? (
          <p>This act needs no further words. It is signed with your key and kept in the log.</p>
        ) : (
          <MatterFiles value={files.data?.attachments ?? []}>
            <Fields fields={action.form} values={values} onChange={setValues} />
          </MatterFiles>
        )}
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={props.onClose}>
            Back
          </button>
          <button type="submit" className="button button-main" disabled={busy}>
            {busy ? 'Signing…' : `Sign: ${action.name}`}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
