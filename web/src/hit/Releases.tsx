import { useId, useState } from 'react'
import { Confirm, Dialog } from '../parts/Dialog.tsx'
import { Note } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { HitError } from './HitError.tsx'
import type { Asked, HitDesk } from './types.ts'
import { useHitCall } from './use-hit.ts'
import { categoryName, counted } from './words.ts'

/** Questions of partners that the agreement holds up until officers here have released them. */
export function Releases({ desk }: { desk: HitDesk }) {
  const [releasing, setReleasing] = useState<Asked | null>(null)
  const [declining, setDeclining] = useState<Asked | null>(null)
  const release = useHitCall()
  const waiting = desk.asked.filter((one) => one.release?.state === 'waits')
  if (waiting.length === 0) return null
  return (
    <section className="card" aria-labelledby="hit-releases">
      <h2 id="hit-releases">Waits for release here</h2>
      {release.error !== null && <HitError error={release.error} />}
      <ul className="items">
        {waiting.map((one) => (
          <li className="item" key={one.id}>
            <div>
              <strong>{one.partner}</strong> asks about {counted(one.items, 'item')}
              {one.names > 0 && `, ${counted(one.names, 'key')} of names among them`}: {one.case},{' '}
              {categoryName(one.category, desk.categories)}
            </div>
            <div className="quiet">
              {sentence(desk.purposes.find((purpose) => purpose.id === one.purpose)?.name ?? '')};{' '}
              {one.basis}; by {one.officer}
              {one.standing && ', a standing question'}. Waits since {when(one.at)}, at the longest
              until {when(one.release!.until)}.
            </div>
            {one.alarms.map((alarm) => (
              <div key={alarm.name}>
                <span className="chip chip-amber">alarm</span> {alarm.text}
              </div>
            ))}
            <Decide
              asked={one}
              may={desk.may.release}
              onRelease={() => setReleasing(one)}
              onDecline={() => setDeclining(one)}
            />
          </li>
        ))}
      </ul>
      {releasing !== null && (
        <Confirm
          title="Release this question"
          act="Release"
          busy={release.isPending}
          onNo={() => setReleasing(null)}
          onYes={() =>
            release.mutate(
              { path: `asked/${releasing.id}/release`, body: { grant: true, reason: '' } },
              { onSettled: () => setReleasing(null) },
            )
          }
        >
          <p>
            {releasing.partner} will learn which of its {counted(releasing.items, 'item')} this
            authority knows, and nothing more. You do not learn about whom it asks. Your release is
            on record.
          </p>
        </Confirm>
      )}
      {declining !== null && <Decline asked={declining} onClose={() => setDeclining(null)} />}
    </section>
  )
}

function Decide(props: {
  asked: Asked
  may: boolean
  onRelease: () => void
  onDecline: () => void
}) {
  const { officers, by, mine } = props.asked.release!
  const so = officers > 1 && (
    <span className="quiet">
      released by {by.length} of {officers} officers{by.length > 0 && `: ${by.join(', ')}`}
    </span>
  )
  if (!props.may || mine)
    return (
      <div className="row">
        <span className="chip chip-amber">{mine ? 'waits for another officer' : 'waits'}</span>
        {so}
      </div>
    )
  return (
    <div className="row">
      <button type="button" className="button button-small" onClick={props.onRelease}>
        Release
      </button>
      <button type="button" className="button button-small" onClick={props.onDecline}>
        Decline
      </button>
      {so}
    </div>
  )
}

function Decline({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const decline = useHitCall()
  const id = useId()
  const [reason, setReason] = useState('')
  const enough = reason.trim().length >= 10
  return (
    <Dialog title="Decline this question" small onClose={onClose}>
      <div className="stack">
        <Note>
          {asked.partner} reads your reason under the seals of this node. Nothing is evaluated; what
          was counted stays counted.
        </Note>
        <div className="field">
          <label htmlFor={id}>Reason, one sentence without names</label>
          <input
            id={id}
            className="input"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {decline.error !== null && <HitError error={decline.error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Not now
          </button>
          <button
            type="button"
            className="button button-danger"
            disabled={!enough || decline.isPending}
            onClick={() =>
              decline.mutate(
                { path: `asked/${asked.id}/release`, body: { grant: false, reason } },
                { onSuccess: onClose },
              )
            }
          >
            Decline
          </button>
        </div>
      </div>
    </Dialog>
  )
}
