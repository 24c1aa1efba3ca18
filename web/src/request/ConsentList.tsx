import { Link } from '@tanstack/react-router'
import type { ConsentRow } from '../api/item-types.ts'
import { Scroll } from '../parts/Scroll.tsx'
import { day, when } from '../text/time.ts'
import { sentence } from '../text/words.ts'

const uses: Readonly<Record<string, string>> = {
  onward: 'passing on',
  evidence: 'use as evidence',
  purpose: 'another purpose',
}

const tones = { asked: 'amber', given: 'green', denied: 'red', withdrawn: 'line' } as const

const grounds: Readonly<Record<string, string>> = {
  'outside-scope': 'outside the scope of the law on the unit',
  'impairs-investigation': 'could impair an investigation',
  'fundamental-principles': 'against fundamental principles of national law',
}

/** The consent ledger: who asked whom for which use, what was answered, and until when it holds. */
export function ConsentList(props: { consents: readonly ConsentRow[]; withMatter?: boolean }) {
  return (
    <Scroll label="Consents">
      <table className="table">
        <thead>
          <tr>
            {props.withMatter && <th scope="col">Matter</th>}
            <th scope="col">Asked for</th>
            <th scope="col">By and of whom</th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {props.consents.map((row) => (
            <tr key={row.record}>
              {props.withMatter && (
                <th scope="row">
                  <Link to="/requests/$id" params={{ id: row.matter }}>
                    {row.reference || 'matter'}
                  </Link>
                </th>
              )}
              <td>
                {sentence(row.use === null ? 'a use in words' : (uses[row.use] ?? row.use))}
                {row.recipients.length > 0 && ` to ${row.recipients.join(', ')}`}
                {row.purposes.length > 0 && ` for ${row.purposes.join(', ')}`}
                {row.wanted && <span className="under">{row.wanted}</span>}
                <span className="under">
                  {row.items.length === 0
                    ? 'everything given in the matter'
                    : `${row.items.length} ${row.items.length === 1 ? 'item' : 'items'}`}
                </span>
              </td>
              <td>
                {row.askedBy.name}
                <span className="under">
                  of {row.answeredBy.name}, {when(row.askedAt)}
                </span>
              </td>
              <td>
                <Answer row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Answer({ row }: { row: ConsentRow }) {
  return (
    <>
      <span className={`chip chip-${tones[row.state]}`}>{row.state}</span>
      {row.state === 'asked' && row.due && (
        <span className="under">an answer is owed by {when(row.due)}</span>
      )}
      {row.answer && (
        <span className="under">
          {row.answer.ground && `${sentence(grounds[row.answer.ground] ?? row.answer.ground)}: `}
          {row.answer.words && `${row.answer.words}, `}
          {when(row.answer.at)}
          {row.answer.until && `; holds until ${day(row.answer.until)}`}
        </span>
      )}
      {row.withdrawnAt && <span className="under">withdrawn {when(row.withdrawnAt)}</span>}
    </>
  )
}
