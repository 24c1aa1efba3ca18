import type { CorrectionOfItem } from '../api/item-types.ts'
import { day } from '../text/time.ts'

/** Above a document that is not to be read as it was signed: what was corrected in it since, or that it was taken back. */
export function Amended({ corrections }: { corrections: readonly CorrectionOfItem[] }) {
  return corrections.map(({ record, what, part, wrong, right, at, by }) => (
    <div key={record} className="note note-amber">
      <p>
        <span className="strong">
          {what === 'corrected' ? 'Corrected' : 'Taken back'} by {by.name} on {day(at)}
        </span>
        {part !== '' && `, ${part}`}
        {what === 'corrected' && (
          <>
            : not <q>{wrong}</q> but <q>{right}</q>
          </>
        )}
      </p>
    </div>
  ))
}
