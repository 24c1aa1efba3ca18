import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, get } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import { plural } from '../text/words.ts'
import { KeyLife } from './KeyLife.tsx'
import { PassphraseForm } from './PassphraseForm.tsx'
import { type TipDeskInfo, type TipLine, tipStates } from './types.ts'

export function useTipDesk() {
  return useQuery({
    queryKey: ['tips'],
    queryFn: () => get<TipDeskInfo>('/api/tips'),
    refetchInterval: 30_000,
    retry: false,
  })
}

/** The box for those who know something: keys of the unit, and its tips by what is due. */
export function TipDesk() {
  const desk = useTipDesk()
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Tips</Title>
          <p className="lead">
            What came into the box. It is sealed to this unit; who wrote it is known to nobody,
            unless a source asked for protection and two of you opened its envelope together.
          </p>
        </div>
      </div>
      {desk.error && <ErrorNote error={desk.error} />}
      {desk.isPending && <Waiting what="Opening the tip desk" />}
      {desk.data && <Keys desk={desk.data} />}
      {desk.data && <TipList desk={desk.data} />}
    </div>
  )
}

function Keys({ desk }: { desk: TipDeskInfo }) {
  const { act, error, busy } = useAct('tips')
  const node = useNode()
  const waiting = desk.officers.filter((officer) => !officer.isLetIn)
  const renew = (passphrase: string) =>
    act(() => call('POST', '/api/tips/keys/renew', { passphrase }))
  return (
    <section className="card" aria-labelledby="keys">
      <h2 id="keys">Keys</h2>
      {!desk.isOpen && (
        <Note tone="amber" title="The box is closed">
          It opens when two officers of the unit hold keys. One alone could neither be away nor be
          watched.
        </Note>
      )}
      {desk.officers.length === 0 && <p>Nobody has made a key yet.</p>}
      {desk.mine === 'none' && (
        <PassphraseForm
          title="Make your key"
          text="Choose five or more words. Nobody can give them back to you: without them your key stays closed for good."
          button="Make my key"
          isNew
          busy={busy}
          onSend={(passphrase) => act(() => call('POST', '/api/tips/keys', { passphrase }))}
        />
      )}
      {desk.mine === 'closed' && node.data?.demo === true && (
        <Note tone="blue" title="In the demonstration">
          The passphrase of both officers of the unit is: the lantern burns on the pier
        </Note>
      )}
      {desk.mine === 'waits' && (
        <p>Your key is made. A colleague whose key is open lets it in, here on this page.</p>
      )}
      {desk.mine === 'closed' && (
        <PassphraseForm
          title="Open your key"
          text="It stays open for a quarter of an hour in this session, and nowhere else."
          button="Open my key"
          busy={busy}
          onSend={(passphrase) => act(() => call('POST', '/api/tips/unlock', { passphrase }))}
        />
      )}
      {desk.mine === 'open' && (
        <div className="row">
          <span className="chip chip-green">your key is open</span>
          <button
            type="button"
            className="button button-small"
            onClick={() => void act(() => call('POST', '/api/tips/lock'))}
          >
            Close it
          </button>
          {waiting.map(({ officer }) => (
            <button
              key={officer}
              type="button"
              className="button button-small"
              disabled={busy}
              onClick={() => void act(() => call('POST', '/api/tips/keys/let-in', { officer }))}
            >
              Let {officer} in
            </button>
          ))}
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
      {desk.mine === 'closed' && <Lost busy={busy} onSend={renew} />}
      {desk.officers.length > 0 && <KeyLife desk={desk} />}
    </section>
  )
}

/** A passphrase that is lost is lost: a new key takes the place of the old one when two colleagues say so. */
function Lost(props: { busy: boolean; onSend: (passphrase: string) => Promise<unknown> }) {
  return (
    <details>
      <summary>The passphrase is lost</summary>
      <PassphraseForm
        title="Make a new key"
        text="It takes the place of the old one when two colleagues have confirmed it. Parts in the envelopes are given anew after that."
        button="Make a new key"
        isNew
        {...props}
      />
    </details>
  )
}

function TipList({ desk }: { desk: TipDeskInfo }) {
  if (desk.tips.length === 0)
    return (
      <Empty title="Nothing is in the box">
        What comes in goes on record at full hours, all together. The address of the box for
        everybody: <a href="/tips">/tips</a>
      </Empty>
    )
  return (
    <section className="card card-flush" aria-labelledby="tips">
      <div className="card-head">
        <h2 id="tips">In the box</h2>
        <span className="quiet">
          {desk.tips.length} {plural(desk.tips.length, 'tip')}
        </span>
      </div>
      <Scroll label="Tips">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">Tip</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {desk.tips.map((tip) => (
              <Row key={tip.id} tip={tip} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Row({ tip }: { tip: TipLine }) {
  return (
    <tr>
      <th scope="row" className="nowrap">
        {tip.due === null ? 'nothing due' : day(tip.due)}
        {tip.isOverdue && <span className="under">overdue</span>}
      </th>
      <td>
        <Link to="/tip-desk/$id" params={{ id: tip.id }}>
          of {day(tip.at)}, …{tip.id.slice(-6)}
        </Link>
      </td>
      <td>
        <span className="chip chip-line">{tipStates[tip.state] ?? tip.state}</span>
        {tip.protection !== null && (
          <span className="under">{tipStates[tip.protection] ?? tip.protection}</span>
        )}
      </td>
    </tr>
  )
}
