import type { ItemRow, UseOfItem } from '../api/item-types.ts'
import { sentence } from '../text/words.ts'
import type { Step } from './Items.tsx'

/** What this item may be used for, and what stands against each other use: in words, with the way to ask. */
export function WhyNot({ item, step }: { item: ItemRow; step: Step }) {
  const shut = item.uses.filter((use) => !use.allowed)
  if (shut.length === 0)
    return <p className="under">Nothing stands against the common uses of it.</p>
  const duties = [...new Set(item.uses.flatMap((use) => use.owes))]
  return (
    <details className="why-not">
      <summary>{`What it cannot be used for without asking, and why (${shut.length})`}</summary>
      <dl>
        {item.uses.map((use) => (
          <div key={use.use} className="contents">
            <dt>{sentence(use.name)}</dt>
            <dd>
              {use.allowed ? 'allowed' : <Barriers use={use} />}
              <Ask item={item} use={use} step={step} />
            </dd>
          </div>
        ))}
      </dl>
      {duties.map((duty) => (
        <p key={duty} className="item-warning">
          {sentence(duty)}.
        </p>
      ))}
      <p className="under">
        Name it as a source (“items it was made from”) in what you write: <code>{item.id}</code>.
        The node then asks these conditions before anything leaves.
      </p>
    </details>
  )
}

function Barriers({ use }: { use: UseOfItem }) {
  return (
    <ul className="flat">
      {use.barriers.map((barrier) => (
        <li key={barrier.condition + barrier.because}>
          {sentence(barrier.because)}
          {barrier.consent ? '.' : '; no consent lifts this.'}
        </li>
      ))}
    </ul>
  )
}

function Ask({ item, use, step }: { item: ItemRow; use: UseOfItem; step: Step }) {
  const kind = use.use === 'onward' || use.use === 'evidence' ? use.use : undefined
  if (use.allowed || kind === undefined || use.barriers.some((b) => !b.consent)) return null
  const act = step(item.side === 'requested' ? 'ask-consent' : 'ask-consent-back', {
    use: kind,
    items: [item.id],
  })
  return act === undefined ? (
    <div className="under">
      Consent can be asked for by an analyst or the head of desk, once no question is open.
    </div>
  ) : (
    <button type="button" className="button button-small no-print" onClick={act}>
      Ask {item.from.name} for consent
    </button>
  )
}
