import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { HitError } from './HitError.tsx'
import type { Challenge, HitDesk } from './types.ts'
import { useHitCall } from './use-hit.ts'
import { counted, keyInWords } from './words.ts'

interface Opening {
  readonly case: string
  readonly officer: string
  readonly items: readonly {
    readonly key: string
    readonly identifier: string
    readonly sound: boolean
    readonly inFile: boolean
  }[]
}

/** Items of our own questions that partners drew by lot: the overseer compares them with the file of the case. */
export function Openings({ desk }: { desk: HitDesk }) {
  const [open, setOpen] = useState<Challenge | null>(null)
  if (desk.challenges.length === 0) return null
  return (
    <section className="card" aria-labelledby="hit-openings">
      <h2 id="hit-openings">Drawn by partners, to be opened here</h2>
      <Scroll label="Items to be opened">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Partner</th>
              <th scope="col">When</th>
              <th scope="col">Items</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {desk.challenges.map((one) => (
              <tr key={one.id}>
                <td>{one.owner}</td>
                <td className="nowrap">{when(one.at)}</td>
                <td>{one.count}</td>
                <td>
                  {one.state === 'answered' ? (
                    <span className="chip chip-green">answered</span>
                  ) : desk.may.oversee ? (
                    <button
                      type="button"
                      className="button button-small"
                      onClick={() => setOpen(one)}
                    >
                      Open and compare
                    </button>
                  ) : (
                    <span className="chip chip-amber">waits for the overseer</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {open !== null && <Compare challenge={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

function Compare({ challenge, onClose }: { challenge: Challenge; onClose: () => void }) {
  const attest = useHitCall()
  const [marked, setMarked] = useState<Readonly<Record<string, boolean>>>({})
  const opening = useQuery({
    queryKey: ['hit-opening', challenge.id],
    queryFn: () => get<Opening>(`/api/hit/openings/${challenge.id}`),
    retry: false,
  })
  const items = opening.data?.items ?? []
  const inCase = items.filter((item) => marked[item.key] ?? item.inFile).length
  return (
    <Dialog title="Compare with the file of the case" onClose={onClose}>
      {opening.error ? (
        <HitError error={opening.error} />
      ) : !opening.data ? (
        <Waiting what="Opening the items" />
      ) : (
        <div className="stack">
          <p>
            {challenge.owner} drew {counted(items.length, 'item')} of the question of{' '}
            {opening.data.officer} under case {opening.data.case}. Mark those that stand in its
            file.
            {` ${challenge.owner}`} learns the count and no item.
          </p>
          <ul className="flat">
            {items.map((item) => (
              <li key={item.key}>
                <label className="choice">
                  <input
                    type="checkbox"
                    checked={marked[item.key] ?? item.inFile}
                    onChange={(event) => setMarked({ ...marked, [item.key]: event.target.checked })}
                  />
                  <span className="mono wrap-any">{item.identifier}</span>
                  <span className="what">
                    {item.key.startsWith('name:') && `Asked as: ${keyInWords(item.key)}. `}
                    {item.sound
                      ? 'It is the item that was committed to and sent.'
                      : 'It is not the item that was committed to and sent.'}{' '}
                    {item.inFile
                      ? 'Found in a document under this reference.'
                      : 'Not found in a document under this reference; look into the file.'}
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {attest.error !== null && <HitError error={attest.error} />}
          <div className="row row-end">
            <button type="button" className="button" onClick={onClose}>
              Not now
            </button>
            <button
              type="button"
              className="button button-main"
              disabled={attest.isPending}
              onClick={() =>
                attest.mutate(
                  { path: `openings/${challenge.id}`, body: { inCase } },
                  { onSuccess: onClose },
                )
              }
            >
              Sign: {inCase} of {items.length} stand in the file
            </button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
