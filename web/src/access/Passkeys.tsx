import { useQuery } from '@tanstack/react-query'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import { makePasskey, namedAddress, passkeysWork } from './passkeys.ts'
import type { Passkey } from './types.ts'

const states = {
  waiting: 'waits to be confirmed',
  confirmed: 'confirmed',
  withdrawn: 'withdrawn',
} as const

/** The officer's own passkeys, and those of colleagues that wait for somebody to say whose they are. */
export function Passkeys() {
  const passkeys = useQuery({
    queryKey: ['passkeys'],
    queryFn: () => get<{ passkeys: Passkey[] }>('/api/passkeys'),
  })
  const { act, error, busy } = useAct('passkeys')
  const address = namedAddress()
  const change = (method: 'POST' | 'DELETE', key: Passkey, rest = '') =>
    void act(() => call(method, `/api/passkeys/${encodeURIComponent(key.id)}${rest}`))
  const shown = (passkeys.data?.passkeys ?? []).filter((key) => key.state !== 'withdrawn')
  return (
    <section className="card" aria-labelledby="passkeys">
      <div className="card-head">
        <h2 id="passkeys">Passkeys</h2>
        <button
          type="button"
          className="button button-main"
          disabled={busy || !passkeysWork()}
          onClick={() => void act(makePasskey)}
        >
          Make a passkey
        </button>
      </div>
      <p>
        With a passkey, what you approve is signed by your own device over exactly what you saw.
        Until you have one, the node signs for you, and a court will ask who could make it sign.
      </p>
      {address !== null && (
        <Note tone="blue" title="Open this page under a name">
          A passkey is bound to a name of a host. <a href={address}>Open it as localhost</a> to make
          one.
        </Note>
      )}
      {error !== null && <ErrorNote error={error} />}
      {passkeys.error ? (
        <ErrorNote error={passkeys.error} />
      ) : !passkeys.data ? (
        <Waiting />
      ) : shown.length === 0 ? (
        <p className="quiet">No passkey has been made, and none waits for you.</p>
      ) : (
        <ul className="stack">
          {shown.map((key) => (
            <li key={key.id} className="stack-s">
              <div className="row">
                <span className="strong">{key.officerName}</span>
                <span className="quiet">{key.officer}</span>
                <span className={key.state === 'waiting' ? 'chip chip-amber' : 'chip chip-green'}>
                  {states[key.state]}
                  {key.confirmedBy !== null && ` by ${key.confirmedBy}`}
                </span>
              </div>
              <div>
                <span className="quiet">Print </span>
                <span className="mono">{key.print.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
                <span className="quiet">, made {day(key.registeredAt)}</span>
              </div>
              <div className="row">
                {key.mayConfirm && (
                  <button
                    type="button"
                    className="button button-small"
                    disabled={busy}
                    onClick={() => change('POST', key, '/confirm')}
                  >
                    Same print on both screens: confirm
                  </button>
                )}
                <button
                  type="button"
                  className="button button-small"
                  disabled={busy}
                  onClick={() => change('DELETE', key)}
                >
                  Withdraw
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
