import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { ItemRow, TranslationRow } from '../api/item-types.ts'
import type { Action, RequestView } from '../api/types.ts'
import { Digest } from '../parts/bits.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { day, when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { ConsentList } from './ConsentList.tsx'
import { Corrections } from './Corrections.tsx'
import { useItems } from './use-items.ts'
import { WhyNot } from './WhyNot.tsx'

const ActDialog = lazy(() => import('./ActDialog.tsx').then((m) => ({ default: m.ActDialog })))

/** What was exchanged, item by item: on which conditions, what became of it, and what it may not be used for. */
export function Items({ request }: { request: RequestView }) {
  const [acting, setActing] = useState<Action | null>(null)
  const found = useItems(request)
  if (found.error) return <ErrorNote error={found.error} />
  const { items = [], consents = [], translations = [] } = found.data ?? {}
  if (items.length === 0) return null
  /** Opens a step with what is known filled in; nothing where it is not open to this officer. */
  const step = (id: string, document: Readonly<Record<string, unknown>>) => {
    const action = request.actions.find((one) => one.id === id && one.open)
    return action === undefined ? undefined : () => setActing({ ...action, document })
  }
  return (
    <section className="card card-flush long" aria-labelledby="items">
      <div className="card-head">
        <h2 id="items">What was exchanged, and on which conditions</h2>
      </div>
      <ol className="items">
        {items.map((item) => (
          <Item key={item.id} item={item} step={step} />
        ))}
      </ol>
      {consents.length > 0 && (
        <div className="items-part">
          <h3>Consent to other uses</h3>
          <ConsentList consents={consents} />
        </div>
      )}
      {translations.length > 0 && <Translations rows={translations} />}
      {acting && (
        <Suspense>
          <ActDialog request={request} action={acting} onClose={() => setActing(null)} />
        </Suspense>
      )}
    </section>
  )
}

export type Step = (
  id: string,
  document: Readonly<Record<string, unknown>>,
) => (() => void) | undefined

function Item({ item, step }: { item: ItemRow; step: Step }) {
  const back = item.side === 'requesting' ? '-back' : ''
  const about = { item: item.id, corrects: item.endOfChain }
  const acts = [
    ['Correct', step(`correct-item${back}`, about)],
    ['Take back', step(`retract-item${back}`, about)],
    ['Mark as disputed', step(`mark-disputed${back}`, { item: item.id })],
    ['Change confidentiality', step(`change-confidentiality${back}`, { item: item.id })],
  ] as const
  const open = item.ours ? acts.filter(([, act]) => act !== undefined) : []
  return (
    <li className={item.retracted ? 'item item-gone' : 'item'}>
      <div className="item-head">
        <span className="strong">{sentence(item.title)}</span>
        <span className="quiet">
          {item.ours ? 'given by us' : `from ${item.from.name}`}, {when(item.at)}
        </span>
      </div>
      <Strip item={item} />
      {item.warnings.map((warning) => (
        <p key={warning} className="item-warning">
          {sentence(warning)}.
        </p>
      ))}
      <Corrections item={item} step={step} />
      {item.derived.length > 0 && (
        <p className="under">
          Used in{' '}
          {item.derived.map((made, at) => (
            <span key={made.record}>
              {at > 0 && ', '}
              <Link to="/requests/$id" params={{ id: made.matter }}>
                {made.reference || 'another matter'}
              </Link>{' '}
              to {made.to}
            </span>
          ))}
        </p>
      )}
      {!item.ours && <WhyNot item={item} step={step} />}
      {open.length > 0 && (
        <div className="row no-print">
          {open.map(([name, act]) => (
            <button key={name} type="button" className="button button-small" onClick={act}>
              {name}
            </button>
          ))}
        </div>
      )}
    </li>
  )
}

/** The conditions in one line; what needs asking and what is closed stand out by shape and word, not by colour alone. */
export function Chips({ name, chips }: { name: string; chips: ItemRow['strip'] }) {
  return (
    <ul className="conditions" aria-label={name}>
      {chips.map((chip) => (
        <li
          key={chip.name + chip.short}
          className={`condition condition-${chip.how}`}
          title={sentence(chip.says)}
        >
          {chip.short}
        </li>
      ))}
    </ul>
  )
}

function Strip({ item }: { item: ItemRow }) {
  return (
    <>
      <Chips name="Conditions of use" chips={item.strip} />
      {item.parts.map(({ part, strip }) => (
        <div key={part} className="item-part">
          <span className="quiet">{part}:</span>{' '}
          <Chips name={`Conditions of ${part}`} chips={strip} />
        </div>
      ))}
    </>
  )
}

const makers: Readonly<Record<string, string>> = {
  sworn: 'sworn translator',
  office: 'the office',
  machine: 'a machine, to be checked',
}

function Translations({ rows }: { rows: readonly TranslationRow[] }) {
  return (
    <div className="items-part">
      <h3>Translations</h3>
      <ul className="flat">
        {rows.map((row) => (
          <li key={row.record}>
            <span className="strong">{row.language}</span>, by {makers[row.by] ?? row.by}:{' '}
            {row.translator}
            {row.oath && `, ${row.oath}`}
            {row.translatedOn && `, ${day(row.translatedOn)}`}.{' '}
            {row.binding === 'translation' ? 'The translation counts.' : 'The original counts.'}
            <div className="under">
              translates the record <Digest value={row.of} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
