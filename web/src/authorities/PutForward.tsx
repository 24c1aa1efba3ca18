import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { cardIn } from './keepers.ts'

/** One officer puts the new card of a partner forward; nothing is believed yet. */
export function PutForward({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState<string>()
  const [print, setPrint] = useState('')
  const { act, error, busy } = useAct('keys')
  const card = text === undefined ? undefined : cardIn(text)
  async function send() {
    const done = await act(() =>
      call('POST', '/api/keys/cards', { card, ...(print.trim() === '' ? {} : { print }) }),
    )
    if (done) onClose()
  }
  return (
    <Dialog title="Put a card forward" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p>
          You say that this card is that of the partner. It counts when another officer has accepted
          it, and both names stand in the log.
        </p>
        <label className="field">
          File of the card
          <input
            className="input"
            type="file"
            accept=".json,application/json"
            required
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file !== undefined) void file.text().then(setText)
            }}
          />
        </label>
        {text !== undefined && card === undefined && (
          <Note tone="amber">This file is no card: it is not JSON.</Note>
        )}
        <label className="field">
          Print of the new seal, read out by voice: only where the old seal was stolen or lost
          <input
            className="input mono"
            value={print}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setPrint(event.target.value)}
          />
        </label>
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Leave it
          </button>
          <button
            type="submit"
            className="button button-main"
            disabled={busy || card === undefined}
          >
            Put it forward
          </button>
        </div>
      </form>
    </Dialog>
  )
}
