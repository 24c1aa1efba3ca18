import { type FormEvent, useId, useState } from 'react'
import { Digest, Progress } from '../parts/bits.tsx'
import { Confirm } from '../parts/Dialog.tsx'
import { Empty } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import { Choice } from './Choice.tsx'
import { HitError } from './HitError.tsx'
import type { Epoch, HitDesk } from './types.ts'
import { useHitCall } from './use-hit.ts'
import { counted } from './words.ts'

/** With whom this authority agreed to be asked: each with a key and an index of its own. */
export function Epochs({ desk }: { desk: HitDesk }) {
  const act = useHitCall()
  const stop = useHitCall()
  const [closing, setClosing] = useState<Epoch | null>(null)
  const change = (epoch: Epoch, how: 'grow' | 'close') =>
    act.mutate({
      path: `epochs/${how}`,
      body: { partner: epoch.partner, purpose: epoch.purpose },
    })
  return (
    <section className="card" aria-labelledby="hit-epochs">
      <h2 id="hit-epochs">Who may ask us</h2>
      {act.error !== null && <HitError error={act.error} />}
      {desk.building.map((one) => (
        <div className="inset" key={`${one.partner} ${one.purpose}`}>
          <Progress
            what={
              one.total === 0
                ? `Gathering the subjects for ${one.partner}`
                : `Making the index for ${one.partner}, ${one.done.toLocaleString('en')} of ${one.total.toLocaleString('en')} keys`
            }
            done={one.done}
            total={one.total}
            {...(desk.may.open
              ? {
                  onCancel: () =>
                    stop.mutate({
                      path: 'epochs/stop',
                      body: { partner: one.partner, purpose: one.purpose },
                    }),
                }
              : {})}
          />
        </div>
      ))}
      {desk.epochs.length === 0 ? (
        <Empty title="Nobody may ask this authority">
          <p>
            To be asked is a decision: per partner, for one purpose, until a day. Until the head of
            the desk has agreed, every question is refused.
          </p>
        </Empty>
      ) : (
        <Scroll label="Agreements">
          <table className="table wide-table">
            <thead>
              <tr>
                <th scope="col">Partner</th>
                <th scope="col">Until</th>
                <th scope="col">Subjects</th>
                <th scope="col">They see</th>
                <th scope="col">Release</th>
                <th scope="col">Left today</th>
                <th scope="col">
                  <span className="only-spoken">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {desk.epochs.map((epoch) => (
                <tr key={`${epoch.partner} ${epoch.purpose}`}>
                  <td>
                    {epoch.partner}
                    <span className="under">
                      {desk.purposes.find((one) => one.id === epoch.purpose)?.name}
                    </span>
                  </td>
                  <td className="nowrap">
                    {day(epoch.to)}{' '}
                    <span className={epoch.state === 'open' ? 'chip chip-green' : 'chip chip-line'}>
                      {epoch.state}
                    </span>
                  </td>
                  <td>{epoch.subjects.toLocaleString('en')}</td>
                  <td>
                    {epoch.tokens.toLocaleString('en')} tokens, version {epoch.version}
                    <span className="under">
                      root <Digest value={epoch.root} label="index root" />
                    </span>
                  </td>
                  <td>{desk.releases.find((one) => one.id === epoch.release)?.says}</td>
                  <td>
                    {epoch.left.items.toLocaleString('en')} of {counted(epoch.quota.items, 'item')}
                    <span className="under">
                      {epoch.left.names.toLocaleString('en')} of{' '}
                      {epoch.quota.names.toLocaleString('en')} keys of names
                    </span>
                  </td>
                  <td>
                    {desk.may.open && epoch.state === 'open' && (
                      <div className="row">
                        <button
                          type="button"
                          className="button button-small"
                          onClick={() => change(epoch, 'grow')}
                          disabled={act.isPending}
                        >
                          Add new subjects
                        </button>
                        <button
                          type="button"
                          className="button button-small"
                          onClick={() => setClosing(epoch)}
                          disabled={act.isPending}
                        >
                          Close
                        </button>
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {desk.may.open && <OpenEpoch desk={desk} />}
      {closing !== null && (
        <Confirm
          title="Close this epoch"
          act="Close it, erase the key"
          busy={act.isPending}
          onNo={() => setClosing(null)}
          onYes={() => {
            change(closing, 'close')
            setClosing(null)
          }}
        >
          <p>
            {closing.partner} gets no more answers for this purpose, and the index that it has says
            nothing any more. To be asked again, agree again: with a new key and a new index.
          </p>
        </Confirm>
      )}
    </section>
  )
}

function OpenEpoch({ desk }: { desk: HitDesk }) {
  const open = useHitCall()
  const daysId = useId()
  const [partner, setPartner] = useState('')
  const [purpose, setPurpose] = useState('')
  const [release, setRelease] = useState('')
  const [days, setDays] = useState('30')
  function send(event: FormEvent) {
    event.preventDefault()
    open.mutate({ path: 'epochs', body: { partner, purpose, days: Number(days), release } })
  }
  return (
    <form className="form inset" onSubmit={send}>
      <h3>Agree to be asked</h3>
      <div className="row row-fields">
        <Choice
          label="By"
          none="choose a partner"
          options={desk.partners.map(({ id, name }) => ({ id, text: `${name} (${id})` }))}
          value={partner}
          onChoose={setPartner}
        />
        <Choice
          label="For"
          none="choose a purpose"
          options={desk.purposes.map(({ id, name }) => ({ id, text: name }))}
          value={purpose}
          onChoose={setPurpose}
        />
        <div className="field">
          <label htmlFor={daysId}>Days, at most 90</label>
          <input
            id={daysId}
            className="input input-short"
            type="number"
            min={1}
            max={90}
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </div>
        <Choice
          label="Release"
          none="choose who looks first"
          options={desk.releases.map(({ id, says }) => ({ id, text: says }))}
          value={release}
          onChoose={setRelease}
        />
        <button
          type="submit"
          className="button"
          disabled={
            partner === '' ||
            purpose === '' ||
            release === '' ||
            open.isPending ||
            !(Number(days) >= 1)
          }
        >
          {open.isPending ? 'Making key and index…' : 'Agree'}
        </button>
      </div>
      <p className="quiet">
        The partner gets an index of tokens that says nothing without this node’s key, and sees its
        size class. An open epoch with the same partner and purpose is replaced, and its key erased.
      </p>
      {open.error !== null && <HitError error={open.error} />}
    </form>
  )
}
