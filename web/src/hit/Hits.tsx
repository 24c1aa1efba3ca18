import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api/http.ts'
import { Digest } from '../parts/bits.tsx'
import { Empty, Note } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { HitError } from './HitError.tsx'
import { handOver } from './prepared.ts'
import type { Found, Prepared, RunWithFound } from './types.ts'
import { counted, keyInWords } from './words.ts'

/** Subjects that both sides know: pointers, and the formal requests that they lead to. */
export function Hits({ run, may }: { run: RunWithFound; may: boolean }) {
  const done = run.partners.some((p) => p.state === 'done')
  const open = run.partners.some((p) => ['waiting', 'asking', 'held'].includes(p.state))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const owners = [...new Set(run.found.map((found) => found.pointer.owner))]
  return (
    <section className="card" aria-labelledby="hit-found">
      <h2 id="hit-found">Known on both sides</h2>
      {run.found.length === 0 ? (
        <Empty
          title={
            done ? 'None of these subjects is known there' : open ? 'No answer yet' : 'Not answered'
          }
        >
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
            You see that {counted(subjectsIn(run.found), 'subject')}{' '}
            {subjectsIn(run.found) === 1 ? 'is' : 'are'} known, and nothing else. Each look at this
            list is on record.
          </Note>
          <Scroll label="Pointers">
            <table className="table wide-table">
              <thead>
                <tr>
                  <th scope="col">Subject</th>
                  <th scope="col">Known to</th>
                  <th scope="col">Says</th>
                  <th scope="col">Pointer</th>
                </tr>
              </thead>
              <tbody>
                {run.found.map((found) => (
                  <Hit
                    key={`${found.pointer.owner} ${found.key}`}
                    found={found}
                    {...(may
                      ? {
                          chosen: chosen.includes(found.pointer.token),
                          onChoose: (on: boolean) =>
                            setChosen(
                              on
                                ? [...chosen, found.pointer.token]
                                : chosen.filter((token) => token !== found.pointer.token),
                            ),
                        }
                      : {})}
                  />
                ))}
              </tbody>
            </table>
          </Scroll>
          {may &&
            owners.map((owner) => (
              <Prepare
                key={owner}
                run={run}
                owner={owner}
                chosen={chosen}
                alone={owners.length === 1}
              />
            ))}
        </>
      )}
    </section>
  )
}

/** One name may be found by several of its keys. */
function subjectsIn(found: readonly Found[]): number {
  return new Set(found.map((one) => one.identifier)).size
}

/** One formal request about the chosen subjects of a partner, or about all of them. */
function Prepare(props: {
  run: RunWithFound
  owner: string
  chosen: readonly string[]
  alone: boolean
}) {
  const { run, owner, chosen, alone } = props
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>(null)
  const all = run.found.filter((found) => found.pointer.owner === owner)
  const picked = all.filter((found) => chosen.includes(found.pointer.token))
  const about = picked.length > 0 ? picked : all
  async function prepare() {
    try {
      const prepared = await call<Prepared>('POST', `/api/hit/questions/${run.id}/request`, {
        tokens: [...new Set(about.map((found) => found.pointer.token))].slice(0, mostInRequest),
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
  const count = subjectsIn(about)
  const which =
    count === 1
      ? 'this subject'
      : picked.length > 0
        ? `the chosen ${counted(count, 'subject')}`
        : `all of them, ${counted(count, 'subject')}`
  return (
    <div className="row inset no-print">
      <button type="button" className="button" onClick={() => void prepare()}>
        Prepare a request{alone ? '' : ` to ${owner}`}
      </button>
      <span className="quiet">about {which}; an officer completes it, another one approves it</span>
      {error !== null && <HitError error={error} />}
    </div>
  )
}

/** Subjects in one request: as many as somebody can answer. */
const mostInRequest = 50

function Hit(props: { found: Found; chosen?: boolean; onChoose?: (on: boolean) => void }) {
  const { found, chosen, onChoose } = props
  return (
    <tr>
      <td className="wrap-any">
        {onChoose === undefined ? (
          <span className="mono">{found.identifier}</span>
        ) : (
          <label className="choice">
            <input
              type="checkbox"
              checked={chosen === true}
              onChange={(event) => onChoose(event.target.checked)}
            />
            <span className="mono">{found.identifier}</span>
          </label>
        )}
      </td>
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
        <span className="no-print">
          <Digest value={found.pointer.token} label="pointer" />
        </span>
        <span className="print-only">{found.pointer.token}</span>
      </td>
    </tr>
  )
}
