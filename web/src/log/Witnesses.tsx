import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { count } from '../text/amount.ts'
import { length, toTheSecond, when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { useWitnesses, type WitnessPage } from './witnesses.ts'

/** Who vouches for this log from outside, for whom this node vouches, and what came to light. */
export function Witnesses() {
  const { data, error } = useWitnesses()
  if (error) return <ErrorNote error={error} />
  if (!data) return <Waiting what="Asking for the witnesses" />
  return (
    <>
      <section className="card card-flush long" aria-labelledby="witnesses">
        <div className="card-head">
          <h2 id="witnesses">Witnesses</h2>
          <State own={data.own} />
        </div>
        {data.own.witnesses.length === 0 ? (
          <p className="card-text">
            No witnesses are chosen. Whoever holds this machine could put an older history in the
            place of the newer one, and no partner would notice before the next letter.
          </p>
        ) : (
          <Table own={data.own} />
        )}
      </section>
      <div className="columns log-columns">
        <Cosigned cosigned={data.cosigned} />
        <Timestamps timestamps={data.timestamps} />
      </div>
      {data.forks.length > 0 && <Forks forks={data.forks} />}
    </>
  )
}

function State({ own }: { own: WitnessPage['own'] }) {
  if (own.state === 'none') return <span className="chip chip-line">nobody is asked</span>
  const behind = own.size - own.cosignedSize
  const words =
    behind === 0
      ? `all ${count(own.size)} entries cosigned by ${own.quorum}`
      : `${count(own.cosignedSize)} of ${count(own.size)} entries cosigned by ${own.quorum}`
  return (
    <span className="row">
      <span className="quiet">{words}</span>
      {own.state === 'late' && (
        <span className="chip chip-amber">waiting for {length(own.lag)}</span>
      )}
      {own.state === 'stopped' && <span className="chip chip-red">letters wait</span>}
      {own.state === 'current' && <span className="chip chip-green">in order</span>}
    </span>
  )
}

function Table({ own }: { own: WitnessPage['own'] }) {
  return (
    <Scroll label="Witnesses of this log">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Witness</th>
            <th scope="col">Signs with</th>
            <th scope="col" className="num">
              Cosigned
            </th>
            <th scope="col">At</th>
            <th scope="col">Last answer</th>
          </tr>
        </thead>
        <tbody>
          {own.witnesses.map((witness) => (
            <tr key={witness.name}>
              <td className="strong">{witness.name}</td>
              <td>{witness.algorithm}</td>
              <td className="num">{witness.size === 0 ? 'nothing yet' : count(witness.size)}</td>
              <td className="nowrap">
                {witness.cosignedAt === null ? '' : toTheSecond(witness.cosignedAt)}
              </td>
              <td>
                {witness.failing === null
                  ? witness.size === 0
                    ? 'not asked yet'
                    : 'cosigned'
                  : `${sentence(witness.failing.why)}, since ${when(witness.failing.since)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Cosigned({ cosigned }: { cosigned: WitnessPage['cosigned'] }) {
  return (
    <section className="card" aria-labelledby="cosigned">
      <h2 id="cosigned">Logs that this node witnesses</h2>
      {cosigned.length === 0 ? (
        <p className="quiet">No partner has asked for a cosignature yet.</p>
      ) : (
        <dl className="facts">
          {cosigned.map((head) => (
            <div key={head.origin} className="contents">
              <dt className="mono">{head.origin.replace('comity.invalid/', '').toUpperCase()}</dt>
              <dd>
                {count(head.size)} entries, cosigned {when(head.at)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function Timestamps({ timestamps }: { timestamps: WitnessPage['timestamps'] }) {
  return (
    <section className="card" aria-labelledby="timestamps">
      <h2 id="timestamps">Timestamps from outside</h2>
      {timestamps.length === 0 ? (
        <p className="quiet">
          No timestamp authority is chosen: times are those of this node’s own clock. Once the
          operator names one in the file <code>timestamp-authorities</code> of the node, the head of
          each day is stamped by somebody outside (RFC 3161).
        </p>
      ) : (
        <dl className="facts">
          {timestamps.slice(0, 8).map((stamp) => (
            <div key={`${stamp.authority} ${stamp.askedAt}`} className="contents">
              <dt>{stamp.authority}</dt>
              <dd>
                {stamp.time === null
                  ? `Asked ${when(stamp.askedAt)}: ${stamp.failing ?? 'no answer'}. It is asked again.`
                  : `${count(stamp.size)} entries existed at ${toTheSecond(stamp.time)}`}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function Forks({ forks }: { forks: WitnessPage['forks'] }) {
  return (
    <section className="card" aria-labelledby="forks">
      <h2 id="forks">Logs that told two histories</h2>
      <Note tone="red" title="Evidence for a court">
        Each file holds two heads that the log signed itself and that cannot both be true. Anybody
        can check it with comity verify, without this node.
      </Note>
      <dl className="facts">
        {forks.map((fork) => (
          <div key={fork.id} className="contents">
            <dt>{fork.node}</dt>
            <dd>
              heads of {fork.sizes.map(count).join(' and ')} entries, found {when(fork.at)}.{' '}
              <a href={`/api/log/forks/${fork.id}`} download>
                Download the evidence
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
