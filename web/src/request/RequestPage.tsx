import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import type { Field, Basis as LegalBasis, RequestView } from '../api/types.ts'
import { saveText, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import { fromCode, sentence } from '../text/words.ts'
import { Actions } from './Actions.tsx'
import { Clocks } from './Clocks.tsx'
import { Document } from './Document.tsx'
import { urgencyName } from './names.ts'
import { Timeline } from './Timeline.tsx'

export function RequestPage() {
  const { id } = useParams({ from: '/staff/requests/$id' })
  const request = useQuery({
    queryKey: ['request', id],
    queryFn: () => get<RequestView>(`/api/requests/${encodeURIComponent(id)}`),
    refetchInterval: 10_000,
  })
  if (request.error && !request.data) {
    return (
      <div className="page page-narrow">
        <ErrorNote error={request.error} />
        <p>
          <Link to="/inbox" search={{}}>
            Back to the inbox
          </Link>
        </p>
      </div>
    )
  }
  if (!request.data) {
    return (
      <div className="page">
        <Waiting what="Opening the request" />
      </div>
    )
  }
  return <Request request={request.data} />
}

const shownBeside = [
  'reference',
  'subject',
  'handling',
  'purposes',
  'evidence',
  'onward',
  'retainUntil',
]

function Request({ request }: { request: RequestView }) {
  const other = request.side === 'requesting' ? request.to.id : request.from.id
  const form = useQuery({
    queryKey: ['form', other, request.kind],
    queryFn: () =>
      get<{ form: Field[]; bases: LegalBasis[] }>(
        `/api/forms/request?${new URLSearchParams({ to: other, kind: request.kind })}`,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs no-print">
            <Link to="/inbox" search={{}}>
              Inbox
            </Link>
            <span>{request.kind === 'spontaneous' ? 'Spontaneous disclosure' : 'Request'}</span>
          </div>
          <Title>
            {request.reference === ''
              ? sentence(request.subject)
              : `${request.reference}: ${sentence(request.subject)}`}
          </Title>
          <div className="row">
            <span className="chip chip-blue">{sentence(request.stateName)}</span>
            <span className="chip chip-line">{urgencyName(request.urgency)}</span>
            <span>
              <span className="strong">{request.from.name}</span> to{' '}
              <span className="strong">{request.to.name}</span>
              <span className="quiet">
                {' '}
                ({request.side === 'requesting' ? 'we ask' : 'we are asked'})
              </span>
            </span>
          </div>
        </div>
        <div className="row no-print">
          <ProofButton request={request} />
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
        </div>
      </div>
      <div className="columns request-columns">
        <div className="stack">
          {request.reply && (
            <section className="card" aria-labelledby="answered">
              <h2 id="answered">The answer</h2>
              <Document value={request.reply} />
            </section>
          )}
          <section className="card" aria-labelledby="asked">
            <h2 id="asked">
              {request.kind === 'spontaneous' ? 'What is disclosed' : 'What is asked'}
            </h2>
            <Document
              value={request.document}
              without={shownBeside}
              {...(form.data ? { form: form.data.form } : {})}
            />
          </section>
          <section className="card long" aria-labelledby="happened">
            <h2 id="happened">What happened</h2>
            <Timeline entries={request.timeline} />
          </section>
        </div>
        <aside className="stack" aria-label="State of the request">
          <section className="card no-print" aria-labelledby="acts">
            <h2 id="acts">What you can do now</h2>
            <Actions request={request} />
          </section>
          <section className="card" aria-labelledby="clocks">
            <h2 id="clocks">Clocks</h2>
            <Clocks clocks={request.clocks} />
          </section>
          {request.completeness && <Completeness completeness={request.completeness} />}
          <Basis request={request} />
        </aside>
      </div>
    </div>
  )
}

function Completeness({
  completeness,
}: {
  completeness: NonNullable<RequestView['completeness']>
}) {
  const { have, of, missing } = completeness
  return (
    <section className="card" aria-labelledby="complete">
      <div className="card-head">
        <h2 id="complete">Required elements</h2>
        <span className={missing.length === 0 ? 'chip chip-green' : 'chip chip-amber'}>
          {have} of {of}
        </span>
      </div>
      <meter
        className="meter"
        min={0}
        max={of}
        value={have}
        aria-label={`${have} of ${of} required elements are there`}
      />
      {missing.length > 0 && (
        <ul className="flat">
          {missing.map((element) => (
            <li key={element.id}>
              <span className="strong">Missing: {element.name}</span>
              <div className="under">{element.citation}</div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Basis({ request }: { request: RequestView }) {
  const { legalBasis, conditions } = request
  return (
    <section className="card" aria-labelledby="basis">
      <h2 id="basis">Ground and conditions</h2>
      <dl className="facts">
        <dt>Legal basis</dt>
        <dd>
          {legalBasis ? (
            <>
              {legalBasis.name}
              {legalBasis.citation !== legalBasis.name && (
                <div className="under">{legalBasis.citation}</div>
              )}
            </>
          ) : (
            <span className="quiet">not chosen yet</span>
          )}
        </dd>
        {conditions && (
          <>
            <dt>Handling</dt>
            <dd>{conditions.handling ?? '–'}</dd>
            <dt>Purposes</dt>
            <dd>{conditions.purposes?.join(', ') || '–'}</dd>
            <dt>As evidence</dt>
            <dd>{fromCode(conditions.evidence ?? '–')}</dd>
            <dt>Passing on</dt>
            <dd>{fromCode(conditions.onward ?? '–')}</dd>
            {conditions.retainUntil && (
              <>
                <dt>Keep until</dt>
                <dd>{day(conditions.retainUntil)}</dd>
              </>
            )}
          </>
        )}
        <dt>Procedure</dt>
        <dd>{procedureName(request.procedure)}</dd>
      </dl>
    </section>
  )
}

function ProofButton({ request }: { request: RequestView }) {
  async function save() {
    const proof = await get<unknown>(`/api/requests/${request.id}/proof`)
    saveText(
      `${request.reference}-proof.json`,
      `${JSON.stringify(proof, null, 2)}\n`,
      'application/json',
    )
  }
  return (
    <button
      type="button"
      className="button"
      title="Signed records, places in the log, head and receipts, for anyone to verify"
      onClick={() => void save()}
    >
      Download proof
    </button>
  )
}

function procedureName(id: string): string {
  if (id === 'P1') return 'P1, request between financial intelligence units'
  if (id === 'P1b') return 'P1b, spontaneous disclosure between financial intelligence units'
  return id
}
