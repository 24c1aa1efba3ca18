import type { CorrectionOfItem } from '../api/item-types.ts'
import type { Field, TimelineEntry } from '../api/types.ts'
import { Digest } from '../parts/bits.tsx'
import { day, when } from '../text/time.ts'
import { Amended } from './Amended.tsx'
import { Document } from './Document.tsx'
import { eventName } from './names.ts'
import { runsOf } from './runs.ts'

type FormOf = (record: string) => readonly Field[] | undefined

/** Every signed event of the request, oldest first, with what proves it. Many of one kind in a row are folded. */
export function Timeline(props: {
  entries: readonly TimelineEntry[]
  formOf: FormOf
  amendments: (record: string) => readonly CorrectionOfItem[]
  /** Names of authorities by id. */
  names: ReadonlyMap<string, string>
}) {
  const { entries, ...rest } = props
  if (entries.length === 0) return <p className="quiet">Nothing has happened yet.</p>
  return (
    <ol className="timeline">
      {runsOf(entries).map((run) =>
        run.length > 1 ? (
          <Run key={run[0]!.id} entries={run} {...rest} />
        ) : (
          <li key={run[0]!.id} className={run[0]!.ours ? undefined : 'theirs'}>
            <Entry entry={run[0]!} {...rest} />
          </li>
        ),
      )}
    </ol>
  )
}

function Run(props: {
  entries: readonly TimelineEntry[]
  formOf: FormOf
  amendments: (record: string) => readonly CorrectionOfItem[]
  names: ReadonlyMap<string, string>
}) {
  const { entries, ...rest } = props
  const first = entries[0]!
  const [from, to] = [day(first.at), day(entries.at(-1)!.at)]
  const who = [...new Set(entries.map((entry) => nameOf(entry, props.names)))]
  return (
    <li className={first.ours ? undefined : 'theirs'}>
      <div className="row">
        <span className="strong">{eventName(first.type, first.title)}</span>
        <span className="chip chip-line">{entries.length} times</span>
        <span className="quiet time">{from === to ? from : `${from} to ${to}`}</span>
      </div>
      <div>{who.join(', ')}</div>
      <details className="run">
        <summary>Each of them</summary>
        <ol className="run-entries">
          {entries.map((entry) => (
            <li key={entry.id}>
              <Entry entry={entry} {...rest} />
            </li>
          ))}
        </ol>
      </details>
    </li>
  )
}

function Entry(props: {
  entry: TimelineEntry
  formOf: FormOf
  amendments: (record: string) => readonly CorrectionOfItem[]
  names: ReadonlyMap<string, string>
}) {
  const { entry } = props
  const authority = nameOf(entry, props.names)
  return (
    <>
      <div className="row">
        <span className="strong">{eventName(entry.type, entry.title)}</span>
        {entry.crossed && <span className="chip chip-line">crossed the border</span>}
        {entry.approvedWith === 'passkey' && <span className="chip chip-green">passkey</span>}
        {entry.approvedWith === 'node-key' && (
          <span className="chip chip-line">key kept by the node</span>
        )}
        <time className="quiet time" dateTime={entry.at}>
          {when(entry.at)}
        </time>
      </div>
      <div>
        {entry.actor.name}
        {authority === '' ? '' : `, ${authority}`}
      </div>
      {entry.withheld && (
        <p className="quiet">
          The words could be held until {day(entry.withheld)} and are not shown any more; the signed
          record stays.
        </p>
      )}
      {entry.document && Object.keys(entry.document).length > 0 && (
        <details>
          <summary>What was signed</summary>
          <Amended corrections={props.amendments(entry.id)} />
          <Document value={entry.document} form={props.formOf(entry.id)} />
        </details>
      )}
      <div className="proof">
        <Digest value={entry.digest} label="digest of this event" />
        <span className="quiet">
          node {entry.node},{' '}
          {entry.index === null ? 'not in our log' : `entry ${entry.index} of our log`}
        </span>
        {entry.receipt && (
          <span className="quiet">
            · receipt: {entry.receipt.status} {when(entry.receipt.at)}, entry {entry.receipt.index}{' '}
            of their log
          </span>
        )}
      </div>
    </>
  )
}

function nameOf(entry: TimelineEntry, names: ReadonlyMap<string, string>): string {
  return names.get(entry.actor.authority) ?? entry.actor.authority
}
