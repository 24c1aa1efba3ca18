import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { confirmStep } from '../access/passkeys.ts'
import { call, get } from '../api/http.ts'
import type { Action, RequestView } from '../api/types.ts'
import { Title } from '../parts/bits.tsx'
import { filled, goToField, type Values } from '../parts/Fields.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'
import { Wizard } from '../wizard/Wizard.tsx'
import { firstValues } from './first-values.ts'

/** A step with a long form, on a page of its own. */
export function ActPage() {
  const { id, action } = useParams({ from: '/staff/requests/$id/act/$action' })
  const request = useQuery({
    queryKey: ['request', id],
    queryFn: () => get<RequestView>(`/api/requests/${encodeURIComponent(id)}`),
    staleTime: 60_000,
  })
  const found = request.data?.actions.find((one) => one.id === action)
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs">
            <Link to="/inbox" search={{}}>
              Inbox
            </Link>
            <Link to="/requests/$id" params={{ id }}>
              {request.data?.reference || 'Matter'}
            </Link>
          </div>
          <Title>
            {found ? `${sentence(found.name)}: ${request.data?.reference ?? ''}` : 'Step'}
          </Title>
          {found?.citation && <p className="lead">{found.citation}</p>}
        </div>
      </div>
      {request.error ? (
        <ErrorNote error={request.error} />
      ) : !request.data ? (
        <Waiting what="Opening the matter" />
      ) : found?.open ? (
        <Act request={request.data} action={found} />
      ) : (
        <Empty title="This step is not open">
          <p>{sentence(found?.why ?? 'the procedure has no such step for you now')}.</p>
          {found?.remedy && <p>What to do: {found.remedy}.</p>}
          <Link className="button" to="/requests/$id" params={{ id }}>
            Back to the matter
          </Link>
        </Empty>
      )}
    </div>
  )
}

function Act({ request, action }: { request: RequestView; action: Action }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { field } = useSearch({ from: '/staff/requests/$id/act/$action' })
  const [values, setValues] = useState<Values>(() => firstValues(action, request))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    if (field !== undefined) goToField(field)
  }, [field])

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
      await navigate({ to: '/requests/$id', params: { id: request.id } })
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  const score = action.elements ?? request.completeness
  return (
    <Wizard
      procedure={request.procedure}
      action={action.id}
      matter={request.id}
      fields={action.form}
      values={values}
      onChange={setValues}
      error={error}
      onSubmit={() => void act()}
      {...(score ? { first: score } : {})}
    >
      <p>
        {action.crosses
          ? 'Your signature sends this to the other side.'
          : 'Your signature keeps this in our log; the other side does not see it.'}
      </p>
      <button type="submit" className="button button-main" disabled={busy}>
        {busy ? 'Signing…' : `Sign: ${action.name}`}
      </button>
      <Link className="button" to="/requests/$id" params={{ id: request.id }}>
        Back without signing
      </Link>
    </Wizard>
  )
}
