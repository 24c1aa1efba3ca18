import type { SafeguardCell } from '../api/types.ts'
import { sentence } from '../text/words.ts'

/** A row of the safeguard matrix as far as this matter has filled it. */
export function Safeguards({ cells }: { cells: readonly SafeguardCell[] }) {
  return (
    <dl className="safeguards">
      {cells.map((cell) => (
        <div key={cell.column} data-state={stateOf(cell)}>
          <dt>{sentence(cell.label)}</dt>
          <dd>
            {cell.needed === null ? (
              <span className="quiet">does not apply to this measure</span>
            ) : (
              <>
                <span className={cell.filledBy === null ? 'chip chip-amber' : 'chip chip-green'}>
                  {cell.filledBy === null ? 'empty' : 'filled'}
                </span>{' '}
                {cell.filledBy === null
                  ? `needed: ${cell.needed}`
                  : `${cell.needed}, by ${cell.filledBy}`}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function stateOf(cell: SafeguardCell): string {
  if (cell.needed === null) return 'none'
  return cell.filledBy === null ? 'empty' : 'filled'
}
