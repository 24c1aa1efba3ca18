import { Link } from '@tanstack/react-router'
import { Digest } from '../parts/bits.tsx'
import { when } from '../text/time.ts'
import type { Statement } from './types.ts'

/** Texts that several authorities sign: the digest of the words, and who has put a name under it. */
export function Statements({ statements }: { statements: readonly Statement[] }) {
  if (statements.length === 0) return null
  return (
    <section className="card" aria-labelledby="statements">
      <div className="card-head">
        <h2 id="statements">Joint statements</h2>
        <span className="quiet">no text leaves before all have signed the same words</span>
      </div>
      {statements.map((s) => (
        <article key={s.matter} className="card-text library-pattern">
          <h3>
            <Link to="/requests/$id" params={{ id: s.matter }}>
              {s.reference}
            </Link>{' '}
            {s.subject} <span className="chip">{s.stands}</span>
          </h3>
          <p>
            Words <Digest value={s.digest} />
          </p>
          <ul className="library-signatures">
            {s.signatures.map((one) => (
              <li key={one.authority}>
                <span
                  className={`chip ${one.isSame ? 'chip-green' : one.signed ? 'chip-red' : 'chip-amber'}`}
                >
                  {one.isSame
                    ? 'signed these words'
                    : one.signed
                      ? 'signed other words'
                      : 'not signed'}
                </span>{' '}
                {one.name}
              </li>
            ))}
          </ul>
          <p className="quiet">
            Not before {when(s.embargo)}.{' '}
            {s.victims === 'known' &&
              (s.victimsToldAt === null
                ? 'The victims are not told yet; they hear it a day before the press. '
                : `Victims told ${when(s.victimsToldAt)}. `)}
            {s.releasedAt !== null && `Released ${when(s.releasedAt)}.`}
          </p>
        </article>
      ))}
    </section>
  )
}
