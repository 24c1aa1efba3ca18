import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { Digest, Progress, Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Note, ProblemNote, Waiting } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { handOver } from './prepared.ts'
import { State, subjects } from './Runs.tsx'
import { StandingForm } from './StandingForm.tsx'
import type { Found, Prepared, RunPartner, RunWithFound } from './types.ts'
import { useHitCall, useHitDesk } from './use-hit.ts'
import { counted, keyInWords } from './words.ts'

/** One question: how far it is, who answered, and which subjects are known where. */
export function RunPage() {
  const { id } = useParams({ from: '/staff/hit/$id' })
  const desk = useHitDesk()
  const resume = useHitCall()
  const run = useQuery({
    queryKey: ['hit', 'run', id],
    queryFn: () => get<RunWithFound>(`/api/hit/questions/${id}`),
    retry: false,
    refetchInterval: ({ state }) => (state.data && underway(state.data) ? 1000 : false),
  })
  if (run.error)
    return (
      <div className="page">
        <ErrorNote error={run.error} />
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
  const missing = data.partners.some((p) => p.state === 'refused' || p.state === 'stopped')
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
            Case {data.case}, {purpose}; asked by {data.officer} about {subjects(data)}.
          </p>
        </div>
        {may && missing && !underway(data) && (
          <button
            type="button"
            className="button"
            disabled={resume.isPending}
            onClick={() => resume.mutate({ path: `questions/${id}/resume` })}
          >
            Ask again those who did not answer
          </button>
        )}
      </div>
      <div className="stack">
        {resume.error !== null && <ErrorNote error={resume.error} />}
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
    </div>
  )
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
      {partner.refusal && (
        <ProblemNote
          problem={{
            title: 'not answered',
            status: 0,
            name: partner.refusal.name,
            detail: partner.refusal.ground,
            remedy: partner.refusal.remedy,
            ...(partner.refusal.citation === null ? {} : { citation: partner.refusal.citation }),
          }}
        />
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

function Hits({ run, may }: { run: RunWithFound; may: boolean }) {
  const done = run.partners.some((p) => p.state === 'done')
  return (
    <section className="card" aria-labelledby="hit-found">
      <h2 id="hit-found">Known on both sides</h2>
      {run.found.length === 0 ? (
        <Empty title={done ? 'None of these subjects is known there' : 'No answer yet'}>
          {done && (
            <p>
              This holds for the index that was asked. Whether a partner left somebody out cannot be
              proved; that it changed nothing afterwards can.
            </p>
          )}
        </Empty>
      ) : (
        <>
          <Note>
            You see that {counted(run.found.length, 'subject')}{' '}
            {run.found.length === 1 ? 'is' : 'are'} known, and nothing else. Each look at this list
            is on record.
          </Note>
          <div className="scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Subject</th>
                  <th scope="col">Known to</th>
                  <th scope="col">Says</th>
                  <th scope="col">Pointer</th>
                  <th scope="col">
                    <span className="only-spoken">What now</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {run.found.map((found) => (
                  <Hit
                    key={`${found.pointer.owner} ${found.key}`}
                    run={run}
                    found={found}
                    may={may}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}

function Hit({ run, found, may }: { run: RunWithFound; found: Found; may: boolean }) {
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>(null)
  async function prepare() {
    try {
      const { token } = found.pointer
      const prepared = await call<Prepared>('POST', `/api/hit/questions/${run.id}/request`, {
        token,
      })
      handOver(prepared)
      await navigate({
        to: '/requests/new',
        search: { procedure: prepared.procedure, to: prepared.to },
      })
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <tr>
      <td className="mono wrap-any">{found.identifier}</td>
      <td>{found.pointer.owner}</td>
      <td>
        {found.says === 'same' ? (
          <span className="chip chip-green">same</span>
        ) : (
          <>
            <span className="chip chip-amber">possible</span>
            <span className="under">{keyInWords(found.key)}</span>
          </>
        )}
      </td>
      <td className="mono">
        <Digest value={found.pointer.token} label="pointer" />
      </td>
      <td>
        {may && (
          <button type="button" className="button button-small" onClick={() => void prepare()}>
            Prepare a request
          </button>
        )}
        {error !== null && <ErrorNote error={error} />}
      </td>
    </tr>
  )
}
