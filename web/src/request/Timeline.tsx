import type { Field, TimelineEntry } from '../api/types.ts'
import { Digest } from '../parts/bits.tsx'
import { when } from '../text/time.ts'
import { Document } from './Document.tsx'
import { eventName } from './names.ts'

/** Every signed event of the request, oldest first, with what proves it. */
export function Timeline({
  entries,
  formOf,
}: {
  entries: readonly TimelineEntry[]
  formOf: (record: string) => readonly Field[] | undefined
}) {
  if (entries.length === 0) return <p className="quiet">Nothing has happened yet.</p>
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.id} className={entry.ours ? 'ours' : 'theirs'}>
          <div className="row">
            <span className="strong">{eventName(entry.type, entry.title)}</span>
            {entry.crossed && <span className="chip chip-line">crossed the border</span>}
            <time className="quiet time" dateTime={entry.at}>
              {when(entry.at)}
            </time>
          </div>
          <div>
            {entry.actor.name}
            {entry.actor.authority ? `, ${entry.actor.authority}` : ''}
            {entry.node !== entry.actor.authority && (
              <span className="quiet"> · written by node {entry.node}</span>
            )}
          </div>
          {entry.document && Object.keys(entry.document).length > 0 && (
            <details>
              <summary>What was signed</summary>
              <Document value={entry.document} form={formOf(entry.id)} />
            </details>
          )}
          <div className="proof">
            <Digest value={entry.digest} label="digest of this event" />
            <span className="quiet">
              {entry.index === null ? 'not in our log' : `entry ${entry.index} of our log`}
            </span>
            {entry.receipt && (
              <span className="quiet">
                · receipt: {entry.receipt.status} {when(entry.receipt.at)}, entry{' '}
                {entry.receipt.index} of their log
              </span>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
