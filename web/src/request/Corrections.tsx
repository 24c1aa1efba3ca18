import type { CorrectionOfItem, ItemRow } from '../api/item-types.ts'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import type { Step } from './Items.tsx'

/** What was wrong, struck out; what is right; why; and who of those who hold a copy has said that it is mended. */
export function Corrections({ item, step }: { item: ItemRow; step: Step }) {
  if (item.corrections.length === 0) return null
  return (
    <ul className="corrections">
      {item.corrections.map((correction) => (
        <One key={correction.record} item={item} correction={correction} step={step} />
      ))}
    </ul>
  )
}

function One(props: { item: ItemRow; correction: CorrectionOfItem; step: Step }) {
  const { item, correction, step } = props
  const { what, part, wrong, right, reasons, at, by, holders } = correction
  const noun = what === 'corrected' ? 'correction' : 'retraction'
  const confirm =
    item.ours || holders.every((holder) => holder.by !== 'direct' || holder.confirmed !== null)
      ? undefined
      : step(`confirm-${noun}${item.side === 'requesting' ? '-back' : ''}`, {
          correction: correction.digest,
          done: what === 'corrected' ? 'corrected' : 'struck-out',
        })
  return (
    <li>
      <div>
        <span className="chip chip-amber">{what === 'corrected' ? 'corrected' : 'taken back'}</span>{' '}
        {part && <span className="quiet">{part}: </span>}
        {wrong && <del>{wrong}</del>} {right && <ins>{right}</ins>}
      </div>
      <div>
        {sentence(reasons)} <span className="under">{`${by.name}, ${when(at)}`}</span>
      </div>
      <table className="table holders">
        <thead>
          <tr>
            <th scope="col">Who holds a copy</th>
            <th scope="col">Letter arrived</th>
            <th scope="col">Shown in the copy</th>
            <th scope="col">Confirmed by an officer</th>
          </tr>
        </thead>
        <tbody>
          {holders.map((holder) => (
            <tr key={holder.id + holder.by}>
              <th scope="row">
                {holder.name}
                {holder.by !== 'direct' && <span className="under">through {holder.by}</span>}
              </th>
              <td>{holder.told ? when(holder.told) : 'on its way'}</td>
              <td>{holder.applied ? when(holder.applied) : 'not yet'}</td>
              <td>{holder.confirmed ? when(holder.confirmed) : 'not yet'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {confirm && (
        <button type="button" className="button button-small no-print" onClick={confirm}>
          Say what was done with our copy
        </button>
      )}
    </li>
  )
}
