import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Unopened } from '../access/Purpose.tsx'
import { get } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import type { RequestView, TimelineEntry } from '../api/types.ts'
import { saveText, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { day, when } from '../text/time.ts'
import { fromCode, sentence } from '../text/words.ts'
import { Actions } from './Actions.tsx'
import { Amended } from './Amended.tsx'
import { Attachments } from './Attachments.tsx'
import { Clocks } from './Clocks.tsx'
import { Deliveries } from './Deliveries.tsx'
import { Document } from './Document.tsx'
import { Documents } from './Documents.tsx'
import { Elements } from './Elements.tsx'
import { Items } from './Items.tsx'
import { eventName, urgencyName } from './names.ts'
import { LawNote, Links, Parties } from './Parts.tsx'
import { Path } from './Path.tsx'
import { Safeguards } from './Safeguards.tsx'
import { Tallies } from './Tallies.tsx'
import { Timeline } from './Timeline.tsx'
import { useForms } from './use-forms.ts'
import { amendmentsIn, amendmentsOf, useItems } from './use-items.ts'

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
        <Unopened id={id} error={request.error} />
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
  'asEvidence',
  'onwardTo',
  'siena',
  'pap',
  'speciality',
  'confidentialUntil',
  'disputed',
  'parts',
]

const contentTitle = {
  request: 'What is asked',
  spontaneous: 'What is disclosed',
  matter: 'The document',
} as const

/** As the policies have it (`access-log-read`): heads, inspectors and auditors; the node decides again. */
function mayAskWhoLooked(role: string | undefined): boolean {
  return ['head-of-desk', 'inspector', 'auditor'].includes(role ?? '')
}

/** Reference and subject; the procedure's name where the form has no subject. */
function titleOf(request: RequestView): string {
  const subject = sentence(request.subject === '' ? request.procedureName : request.subject)
  return request.reference === '' ? subject : `${request.reference}: ${subject}`
}

/** What the other side said last, where it said something in writing. */
function lastWord(request: RequestView): TimelineEntry | undefined {
  const last = request.timeline.findLast(
    (entry) => !entry.ours && Object.keys(entry.document ?? {}).length > 0,
  )
  const same = JSON.stringify(last?.document) === JSON.stringify(request.document)
  return same ? undefined : last
}

/** Our part in it, in the words of the procedure where it has words of its own. */
function sideOf(request: RequestView): string {
  if (request.kind !== 'matter') return request.side === 'requesting' ? 'we ask' : 'we are asked'
  const ours = request.parties.find((party) => party.side === request.side)
  return ours === undefined ? '' : `we are the ${ours.sideName}`
}

function Request({ request }: { request: RequestView }) {
  const session = useSession()
  const forms = useForms(request)
  const asked = forms.fitting(request.document)
  const last = request.reply ? undefined : lastWord(request)
  const { data: items } = useItems(request)
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs no-print">
            <Link to="/inbox" search={{}}>
              Inbox
            </Link>
            <span>{sentence(request.procedureName)}</span>
          </div>
          <Title>{titleOf(request)}</Title>
          <div className="row">
            <span className="chip chip-blue">{sentence(request.stateName)}</span>
            {request.kind !== 'matter' && (
              <span className="chip chip-line">{urgencyName(request.urgency)}</span>
            )}
            <span>
              <span className="strong">{request.from.name}</span>
              {request.to.id !== request.from.id && (
                <>
                  {' '}
                  to <span className="strong">{request.to.name}</span>
                </>
              )}
              <span className="quiet"> ({sideOf(request)})</span>
            </span>
          </div>
        </div>
        <div className="row no-print">
          {mayAskWhoLooked(session.data?.role) && (
            <Link className="button" to="/requests/$id/access" params={{ id: request.id }}>
              Who looked
            </Link>
          )}
          <ProofButton request={request} />
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
        </div>
      </div>
      <LawNote request={request} />
      <Path request={request} />
      <div className="columns request-columns">
        <div className="stack">
          {request.reply && (
            <section className="card" aria-labelledby="answered">
              <h2 id="answered">The answer</h2>
              <Amended corrections={amendmentsIn(request.reply, request, items)} />
              <Document value={request.reply} form={forms.fitting(request.reply)} />
            </section>
          )}
          {last?.document && (
            <section className="card" aria-labelledby="last-word">
              <div className="card-head">
                <h2 id="last-word">From the other side: {eventName(last.type, last.title)}</h2>
                <span className="quiet">
                  {last.actor.authority}, {when(last.at)}
                </span>
              </div>
              <Amended corrections={amendmentsOf(last.id, items)} />
              <Document value={last.document} form={forms.of(last.id)} />
            </section>
          )}
          <section className="card" aria-labelledby="asked">
            <h2 id="asked">{contentTitle[request.kind]}</h2>
            <Amended corrections={amendmentsIn(request.document, request, items)} />
            <Document value={request.document} without={shownBeside} form={asked} />
          </section>
          <Items request={request} />
          <Tallies request={request} />
          <Documents request={request} />
          <Attachments id={request.id} />
          <Deliveries id={request.id} />
          <section className="card long" aria-labelledby="happened">
            <h2 id="happened">What happened</h2>
            <Timeline
              entries={request.timeline}
              formOf={forms.of}
              amendments={(record) => amendmentsOf(record, items)}
              names={new Map(request.parties.map((party) => [party.id, party.name]))}
            />
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
          <Elements request={request} />
          {request.safeguards && (
            <section className="card" aria-labelledby="safeguards">
              <h2 id="safeguards">Safeguards</h2>
              <Safeguards cells={request.safeguards} />
            </section>
          )}
          <Parties request={request} />
          <Links request={request} />
          <Basis request={request} />
        </aside>
      </div>
    </div>
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
        <dd>
          <Link to="/law/procedures/$id" params={{ id: request.procedure }}>
            {request.procedure}
          </Link>
          , {request.procedureName}
          <div className="under">{request.citation}</div>
        </dd>
      </dl>
    </section>
  )
}

function ProofButton({ request }: { request: RequestView }) {
  const [error, setError] = useState<unknown>()
  async function save(words: 'yes' | 'no') {
    setError(undefined)
    try {
      const proof = await get<unknown>(
        `/api/requests/${encodeURIComponent(request.id)}/proof?words=${words}`,
      )
      saveText(
        `${request.reference}-proof${words === 'yes' ? '-with-documents' : ''}.json`,
        `${JSON.stringify(proof, null, 2)}\n`,
        'application/json',
      )
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <>
      <button
        type="button"
        className="button"
        title="Signed records, places in the log, cosigned head, timestamps and receipts, for anyone to verify"
        onClick={() => void save('no')}
      >
        Download proof
      </button>
      <button
        type="button"
        className="button"
        title="The same with the words of the documents, for a court"
        onClick={() => void save('yes')}
      >
        Proof with documents
      </button>
      {error !== undefined && <ErrorNote error={error} />}
    </>
  )
}
