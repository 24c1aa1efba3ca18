import { type FormEvent, useId, useState } from 'react'
import { Confirm } from '../parts/Dialog.tsx'
import { Empty } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { HitError } from './HitError.tsx'
import { Identifiers, mostSigns } from './Identifiers.tsx'
import type { HitDesk } from './types.ts'
import { useHitCall } from './use-hit.ts'
import { counted } from './words.ts'

/** Whom this authority knows: lists put here, beside what stands in its own documents. */
export function Lists({ desk }: { desk: HitDesk }) {
  const act = useHitCall()
  const [erasing, setErasing] = useState<HitDesk['lists'][number] | null>(null)
  return (
    <section className="card" aria-labelledby="hit-lists">
      <h2 id="hit-lists">Our subjects</h2>
      <p className="quiet inset">
        An index holds the identifiers in documents that this authority wrote, the accounts of its
        ledgers that say what they are, and these lists. What partners sent is theirs and is never
        in it. A new list is in the next index: add new subjects to an open epoch.
      </p>
      {act.error !== null && <HitError error={act.error} />}
      {desk.lists.length === 0 ? (
        <Empty title="No list yet">
          <p>Put in case lists, register extracts or ledger accounts as text or CSV.</p>
        </Empty>
      ) : (
        <Scroll label="Lists of subjects">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">List</th>
                <th scope="col">Identifiers</th>
                <th scope="col">Kept</th>
                <th scope="col">
                  <span className="only-spoken">Erase</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {desk.lists.map((list) => (
                <tr key={list.id}>
                  <td className="wrap-any">{list.name}</td>
                  <td>{list.identifiers}</td>
                  <td>
                    {when(list.at)}
                    <span className="under">by {list.by}</span>
                  </td>
                  <td>
                    {desk.may.keep && (
                      <button
                        type="button"
                        className="button button-small"
                        onClick={() => setErasing(list)}
                      >
                        Erase
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {desk.may.keep && <KeepList />}
      {erasing !== null && (
        <Confirm
          title="Erase this list"
          act="Erase"
          busy={act.isPending}
          onNo={() => setErasing(null)}
          onYes={() =>
            act.mutate(
              { path: `lists/${erasing.id}`, method: 'DELETE' },
              { onSettled: () => setErasing(null) },
            )
          }
        >
          <p>
            {erasing.name}, {counted(erasing.identifiers, 'identifier')}. Open epochs keep the
            tokens of its subjects until they end; close and agree anew to take them out.
          </p>
        </Confirm>
      )}
    </section>
  )
}

function KeepList() {
  const keep = useHitCall()
  const ids = { name: useId() }
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  function send(event: FormEvent) {
    event.preventDefault()
    keep.mutate(
      { path: 'lists', body: { name, text } },
      {
        onSuccess: () => {
          setName('')
          setText('')
        },
      },
    )
  }
  return (
    <form className="form inset" onSubmit={send}>
      <h3>Put a list in</h3>
      <div className="columns two-columns">
        <Identifiers
          label="Identifiers, one on each line, or a table"
          text={text}
          rows={4}
          example={'kind,country,value\naccount,XN,A33'}
          onText={(read, file) => {
            setText(read)
            if (name === '' && file !== undefined) setName(file)
          }}
        />
        <div className="stack">
          <div className="field">
            <label htmlFor={ids.name}>Name of the list</label>
            <input
              id={ids.name}
              className="input"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
        </div>
      </div>
      {keep.error !== null && <HitError error={keep.error} />}
      <div className="row">
        <button
          type="submit"
          className="button"
          disabled={
            name.trim() === '' || text.trim() === '' || text.length > mostSigns || keep.isPending
          }
        >
          Keep, encrypted
        </button>
      </div>
    </form>
  )
}
