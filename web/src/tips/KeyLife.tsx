import { useState } from 'react'
import { call } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { PassphraseForm } from './PassphraseForm.tsx'
import type { TipDeskInfo, TipOfficer } from './types.ts'

interface Act {
  readonly path: 'confirm' | 'remove' | 'share' | 'succeed'
  readonly officer?: string
  readonly title: string
  readonly text: string
  readonly button: string
}

/** What may be done about the key of a colleague now, by somebody who was let in. */
function actsOf(one: TipOfficer, envelopes: number, me: string): readonly Act[] {
  const { officer } = one
  if (officer === me) return []
  const acts: Act[] = []
  if (one.renewal !== null && one.renewal.confirmedBy !== me)
    acts.push({
      path: 'confirm',
      officer,
      title: `A new key for ${officer}`,
      text: 'Confirm it when you have seen the colleague in person. The second who does puts it in place of the old one.',
      button: 'Confirm the new key',
    })
  if (one.leaveAskedBy !== null && one.leaveAskedBy !== me)
    acts.push({
      path: 'remove',
      officer,
      title: `${officer} leaves`,
      text: 'The key is taken away, the key of the unit gets a successor, and what lies in the box is sealed anew. Everybody else opens their key again.',
      button: 'Take the key away',
    })
  if (one.isLetIn && one.parts < envelopes && !one.offeredBy.includes(me))
    acts.push({
      path: 'share',
      officer,
      title: `A part in the envelopes for ${officer}`,
      text:
        one.offeredBy.length === 0
          ? 'You offer it; another officer completes it. Neither of you learns more by it.'
          : `${one.offeredBy.join(', ')} offered it; you complete it. Nobody learns more by it.`,
      button: one.offeredBy.length === 0 ? 'Offer a part' : 'Complete the part',
    })
  return acts
}

const succession: Act = {
  path: 'succeed',
  title: 'A successor for the key of the unit',
  text: 'What lies in the box is sealed anew to it. Everybody opens their key again.',
  button: 'Make a successor',
}

/** Who holds keys of the box, and what becomes of them: a lost passphrase, a colleague who leaves, one who came later. */
export function KeyLife({ desk }: { desk: TipDeskInfo }) {
  const me = useSession().data?.id ?? ''
  const { act, error, busy } = useAct('tips')
  const [chosen, setChosen] = useState<Act>()
  const isIn = desk.officers.some((one) => one.officer === me && one.isLetIn)
  const send = async (passphrase: string) => {
    if (chosen === undefined) return
    const { path, officer } = chosen
    const body = officer === undefined ? { passphrase } : { passphrase, officer }
    if (await act(() => call('POST', `/api/tips/keys/${path}`, body))) setChosen(undefined)
  }
  const leave = (officer: string) => act(() => call('POST', '/api/tips/keys/leave', { officer }))
  return (
    <>
      <Scroll label="Officers of the unit">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Officer</th>
              <th scope="col">Key</th>
              <th scope="col">Envelopes</th>
              <th scope="col">What may be done</th>
            </tr>
          </thead>
          <tbody>
            {desk.officers.map((one) => (
              <tr key={one.officer}>
                <td>{one.officer === me ? `${one.officer} (you)` : one.officer}</td>
                <td>{standing(one)}</td>
                <td>
                  {one.parts} of {desk.envelopes}
                </td>
                <td>
                  <div className="row">
                    {isIn &&
                      actsOf(one, desk.envelopes, me).map((it) => (
                        <button
                          key={it.path}
                          type="button"
                          className="button button-small"
                          disabled={busy}
                          onClick={() => setChosen(it)}
                        >
                          {it.button}
                        </button>
                      ))}
                    {(one.leaveAskedBy === null || one.leaveAskedBy === me) && (
                      <button
                        type="button"
                        className="button button-small"
                        disabled={busy}
                        onClick={() => void leave(one.officer)}
                      >
                        {leaveWords(one, me)}
                      </button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {desk.envelopes > 0 && desk.officers.some((one) => one.parts < desk.envelopes) && (
        <Note tone="amber" title="An envelope opens with two parts">
          Give every colleague a part in good time: with one part left an envelope stays closed for
          good.
        </Note>
      )}
      {isIn && chosen === undefined && (
        <div className="row">
          <button
            type="button"
            className="button button-small"
            onClick={() => setChosen(succession)}
          >
            {succession.button}
          </button>
        </div>
      )}
      {chosen !== undefined && (
        <>
          <PassphraseForm
            title={chosen.title}
            text={chosen.text}
            button={chosen.button}
            busy={busy}
            onSend={send}
          />
          <div className="row">
            <button
              type="button"
              className="button button-small"
              onClick={() => setChosen(undefined)}
            >
              Leave it
            </button>
          </div>
        </>
      )}
      {error !== null && <ErrorNote error={error} />}
    </>
  )
}

function leaveWords({ officer, leaveAskedBy }: TipOfficer, me: string): string {
  if (leaveAskedBy !== null) return 'Does not leave'
  return officer === me ? 'I leave the unit' : 'Leaves the unit'
}

function standing({ isLetIn, renewal, leaveAskedBy }: TipOfficer): string {
  if (leaveAskedBy !== null) return `leaves, says ${leaveAskedBy}`
  if (renewal !== null)
    return renewal.confirmedBy === null
      ? 'a new key waits for two colleagues'
      : `a new key, confirmed by ${renewal.confirmedBy}, waits for a second colleague`
  return isLetIn ? 'held' : 'waits to be let in'
}
