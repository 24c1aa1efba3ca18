import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { Digest, Progress, Title } from '../parts/bits.tsx'
import { Confirm } from '../parts/Dialog.tsx'
import { Note, ProblemNote, Waiting } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { HitError } from './HitError.tsx'
import { Hits } from './Hits.tsx'
import { State, subjects } from './Runs.tsx'
import { StandingForm } from './StandingForm.tsx'
import type { RunPartner, RunWithFound } from './types.ts'
import { useHitCall, useHitDesk } from './use-hit.ts'
import { categoryName, counted } from './words.ts'

/** One question: how far it is, who answered, and which subjects are known where. */
export function RunPage() {
  const { id } = useParams({ from: '/staff/hit/$id' })
  const desk = useHitDesk()
  const resume = useHitCall()
  const withdraw = useHitCall()
  const [asking, setAsking] = useState(false)
  const run = useQuery({
    queryKey: ['hit', 'run', id],
    queryFn: () => get<RunWithFound>(`/api/hit/questions/${id}`),
    retry: false,
    refetchInterval: ({ state }) =>
      state.data === undefined
        ? false
        : underway(state.data)
          ? 1000
          : held(state.data)
            ? 15_000
            : false,
  })
  if (run.error)
    return (
      <div className="page">
        <HitError error={run.error} />
      </div>
    )
  if (!run.data)
    return (
      <div className="page">
        <Waiting what="Reading the question" />
      </div>
    )
  const { data } = run
  const purpose = desk.data?.purposes.find((one) => one.id === data.purpose)?.name ?? data.purpose
  const missing = data.partners.some((p) => p.state === 'refused')
  const open = data.partners.filter((p) => p.state !== 'done' && p.state !== 'stopped')
  const may = desk.data?.may.ask === true
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs">
            <Link to="/hit" search={{}}>
              Do you know him?
            </Link>
          </div>
          <Title>{`Question of ${when(data.at)}`}</Title>
          <p className="lead">
            Case {data.case}, {categoryName(data.category, desk.data?.categories)}, {purpose}; asked
            by {data.officer} about {subjects(data)}.
          </p>
        </div>
        <div className="row no-print">
          {may && (missing || held(data)) && !underway(data) && (
            <button
              type="button"
              className="button"
              disabled={resume.isPending}
              onClick={() => resume.mutate({ path: `questions/${id}/resume` })}
            >
              {missing ? 'Ask again those who did not answer' : 'Ask whether it is released'}
            </button>
          )}
          {may && open.length > 0 && (
            <button type="button" className="button" onClick={() => setAsking(true)}>
              Take it back
            </button>
          )}
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
        </div>
      </div>
      <div className="stack">
        {resume.error !== null && <HitError error={resume.error} />}
        {withdraw.error !== null && <HitError error={withdraw.error} />}
        <section className="card" aria-labelledby="hit-partners">
          <h2 id="hit-partners">Partners</h2>
          {data.partners.map((partner) => (
            <Partner key={partner.owner} partner={partner} keys={data.keys} />
          ))}
        </section>
        <Hits run={data} may={may} />
        {may && data.partners.some((p) => p.state === 'done') && data.standing === null && (
          <StandingForm run={data} />
        )}
      </div>
      {asking && (
        <Confirm
          title="Take the question back"
          act="Take it back"
          busy={withdraw.isPending}
          onNo={() => setAsking(false)}
          onYes={() =>
            withdraw.mutate(
              { path: `questions/${id}/withdraw` },
              { onSettled: () => setAsking(false) },
            )
          }
        >
          <p>
            What has not left stays here; what waits for release at {names(open)} is taken back from
            there. Items that were answered stay answered, counted and on record.
          </p>
        </Confirm>
      )}
    </div>
  )
}

function names(partners: readonly RunPartner[]): string {
  return partners.map((p) => p.owner).join(' and ')
}

function held(run: RunWithFound): boolean {
  return run.partners.some((p) => p.state === 'held')
}

function underway(run: RunWithFound): boolean {
  return run.partners.some((p) => p.state === 'waiting' || p.state === 'asking')
}

function Partner({ partner, keys }: { partner: RunPartner; keys: number }) {
  return (
    <div className="stack-s inset">
      <div className="row">
        <strong>{partner.owner}</strong> <State partner={partner} keys={keys} />
      </div>
      {partner.state === 'asking' && (
        <Progress what={`Asking ${partner.owner}`} done={partner.asked} total={keys} />
      )}
      {partner.held !== null && (
        <Note tone="amber" title="Waits for release">
          Since {when(partner.held.since)} the question waits for{' '}
          {partner.held.officers === 1
            ? `an officer of ${partner.owner}`
            : `two officers of ${partner.owner}, of whom ${partner.held.released} has released it`}
          . Its term ends on {when(partner.held.until)}. It is asked for again each minute, and
          counts once.
        </Note>
      )}
      {partner.refusal && (
        <ProblemNote
          problem={{
            title: 'not answered',
            status: 0,
            name: partner.refusal.name.replace(/^hit-/, ''),
            detail: partner.refusal.ground,
            remedy: partner.refusal.remedy,
            ...(partner.refusal.citation === null ? {} : { citation: partner.refusal.citation }),
          }}
        />
      )}
      {partner.refusal?.by != null && (
        <p className="quiet">Signed by {partner.refusal.by}, and kept on both sides.</p>
      )}
      {partner.root !== null && (
        <dl className="facts">
          <dt>Under</dt>
          <dd>{partner.basis}</dd>
          <dt>Index</dt>
          <dd>
            version {partner.version} of its epoch, root{' '}
            <Digest value={partner.root} label="index root" />
          </dd>
          {partner.left !== null && (
            <>
              <dt>Left today</dt>
              <dd>
                {counted(partner.left.items, 'item')}, {partner.left.names.toLocaleString('en')} of
                them keys of names
              </dd>
            </>
          )}
        </dl>
      )}
    </div>
  )
}
