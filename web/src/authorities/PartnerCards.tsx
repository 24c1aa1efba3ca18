import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useNode, useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote } from '../parts/notes.tsx'
import { toTheSecond } from '../text/time.ts'
import { isKeeper, waitsFor } from './keepers.ts'
import { PutForward } from './PutForward.tsx'
import type { KeyDesk, WaitingCard } from './types.ts'

/** New cards of partners: nobody is believed anew on the word of one officer alone. */
export function PartnerCards() {
  const node = useNode()
  const session = useSession()
  const desk = useQuery({ queryKey: ['keys'], queryFn: () => get<KeyDesk>('/api/keys') })
  const [open, setOpen] = useState(false)
  const keeper = isKeeper(session.data, node.data?.id)
  if (desk.error) return <ErrorNote error={desk.error} />
  if (!desk.data) return null
  const { waiting, council } = desk.data
  if (waiting.length === 0 && !keeper) return null
  return (
    <section className="card" aria-labelledby="partner-cards">
      <div className="card-head">
        <h2 id="partner-cards">New cards of partners</h2>
        {keeper && (
          <button type="button" className="button button-small" onClick={() => setOpen(true)}>
            Put a card forward
          </button>
        )}
      </div>
      <p>
        A card says which keys we believe. A later version counts when two officers have accepted
        it, one of them the head of desk; until then letters under its new keys wait.
        {council !== null &&
          ` ${council.needed} of ${council.members.join(', ')} must have cosigned it as well.`}
      </p>
      {waiting.length === 0 ? (
        <p className="quiet">None waits.</p>
      ) : (
        <ul className="flat stack">
          {waiting.map((card) => (
            <Waits key={card.id} card={card} keeper={keeper} />
          ))}
        </ul>
      )}
      {open && <PutForward onClose={() => setOpen(false)} />}
    </section>
  )
}

function Waits({ card, keeper }: { card: WaitingCard; keeper: boolean }) {
  const session = useSession()
  const [print, setPrint] = useState('')
  const { act, error, busy } = useAct('keys', 'authorities')
  const hindered = waitsFor(card, session.data)
  const send = (what: 'confirm' | 'decline') =>
    void act(() =>
      call('POST', `/api/keys/cards/${what}`, {
        id: card.id,
        ...(what === 'confirm' && card.anew ? { print } : {}),
      }),
    )
  return (
    <li className="note note-amber">
      <div className="note-title">
        {card.authority}, version {card.version}
      </div>
      <p className="quiet">
        Put forward by {card.by}, {toTheSecond(card.at)}
      </p>
      <ul>
        {card.changes.map((line) => (
          <li key={line} className="wrap-any">
            {line.replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, toTheSecond)}
          </li>
        ))}
      </ul>
      <p>
        Print of its seal <span className="mono">{card.print}</span>
      </p>
      {keeper && hindered === undefined && card.anew && (
        <label className="field">
          The old seal cannot vouch for this card. Call {card.authority} on a number you know, and
          write the print that they read out
          <input
            className="input mono"
            value={print}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setPrint(event.target.value)}
          />
        </label>
      )}
      {hindered !== undefined && <p className="quiet">{hindered}</p>}
      {keeper && (
        <div className="row no-print">
          {hindered === undefined && (
            <button
              type="button"
              className="button button-small button-main"
              disabled={busy || (card.anew && print.trim() === '')}
              onClick={() => send('confirm')}
            >
              Accept this card
            </button>
          )}
          <button
            type="button"
            className="button button-small"
            disabled={busy}
            onClick={() => send('decline')}
          >
            Decline it
          </button>
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
    </li>
  )
}
