import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { Digest } from '../parts/bits.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { counted, type Letter, saidOf, stateOf, toldWords, whyWaiting } from './delivery-words.ts'

interface Deliveries {
  readonly letters: readonly Letter[]
  readonly received: readonly {
    readonly id: string
    readonly from: string
    readonly fromName: string
    readonly told: readonly string[]
  }[]
}

/** What is known of each letter of the matter. Silence is called silence, and a contradiction shows both sides. */
export function Deliveries({ id }: { id: string }) {
  const list = useQuery({
    queryKey: ['deliveries', id],
    queryFn: () => get<Deliveries>(`/api/requests/${encodeURIComponent(id)}/deliveries`),
    refetchInterval: 15_000,
  })
  const { letters = [], received = [] } = list.data ?? {}
  if (letters.length === 0 && received.length === 0) return null
  return (
    <section className="card card-flush" aria-labelledby="letters">
      <div className="card-head">
        <h2 id="letters">Letters</h2>
        <span className="quiet">
          {[
            ...(letters.length > 0 ? [`${letters.length} sent`] : []),
            ...(received.length > 0 ? [`${received.length} received`] : []),
          ].join(', ')}
        </span>
      </div>
      {letters.length > 0 && (
        <Scroll label="Letters sent in this matter">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Letter</th>
                <th scope="col">Sent</th>
                <th scope="col">State</th>
                <th scope="col">Signed evidence</th>
              </tr>
            </thead>
            <tbody>
              {letters.map((letter) => (
                <Row key={letter.id} letter={letter} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {received.length > 0 && (
        <div className="card-inside">
          <ul className="flat">
            {received.map((letter) => (
              <li key={letter.id}>
                From {letter.fromName}
                <span className="under">{toldWords(letter.told)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function Row({ letter }: { letter: Letter }) {
  const { text, tone } = stateOf(letter)
  return (
    <tr>
      <th scope="row" className="nowrap">
        No. {letter.number}
        <span className="under">
          to {letter.to}
          {letter.lane === 'emergency' && ', emergency lane'}
        </span>
      </th>
      <td className="nowrap">{when(letter.sentAt)}</td>
      <td>
        <span className={`chip ${tone}`}>{text}</span>
        {letter.rung === 'none' && !letter.refused && (
          <span className="under">
            no evidence yet since {when(letter.sentAt)}
            {letter.expires !== '' && `; its term ends on ${when(letter.expires)}`}
          </span>
        )}
        {letter.waiting !== '' && (
          <span className="under">
            {whyWaiting(letter.waiting)}; tried {counted(letter.attempts, 'time')}
          </span>
        )}
      </td>
      <td>
        {letter.evidence.length === 0 ? (
          <span className="quiet">none</span>
        ) : (
          <details>
            <summary>{counted(letter.evidence.length, 'signed word')}</summary>
            <ul className="flat">
              {letter.evidence.map((piece) => (
                <li key={`${piece.says} ${piece.digest}`}>
                  {sentence(saidOf(piece.says))} by {piece.by}, {when(piece.at)}
                  {piece.reason !== '' && `: ${piece.reason.replaceAll('-', ' ')}`}
                  {piece.index >= 0 && (
                    <span className="under">entry {piece.index} of its log</span>
                  )}
                  <span className="under">
                    <Digest value={piece.digest} label="digest of the signed word" />
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
    </tr>
  )
}
