import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Action, RequestView } from '../api/types.ts'
import { sentence } from '../text/words.ts'
import { needsPage } from '../wizard/sections.ts'

const ActDialog = lazy(() => import('./ActDialog.tsx').then((m) => ({ default: m.ActDialog })))

/** What I may do now; and what I may not, why not, and what would open it. */
export function Actions({ request }: { request: RequestView }) {
  const navigate = useNavigate()
  const [acting, setActing] = useState<Action | null>(null)
  const begin = (action: Action) =>
    needsPage(action.form)
      ? void navigate({
          to: '/requests/$id/act/$action',
          params: { id: request.id, action: action.id },
        })
      : setActing(action)
  const now = [...request.actions.filter((action) => action.open)].sort(byWeight)
  const wanted = request.tracks.some((t) => t.id === 'translation' && t.state === 'WANTED')
  const isBeside = ({ id }: Action) => anyTime.test(id) || (id === 'deliver-translation' && !wanted)
  const open = now.filter((action) => !isBeside(action))
  const beside = now.filter(isBeside)
  const closed = request.actions.filter((action) => !action.open && !besides.test(action.id))
  const later = closed.filter(isLater)
  const barred = closed.filter((action) => !isLater(action))
  return (
    <div className="stack">
      {open.length === 0 ? (
        <p className="quiet">Nothing is open to you at this moment.</p>
      ) : (
        <div className="acts">
          {open.map((action, at) => (
            <button
              key={action.id}
              type="button"
              className={
                at === 0 && weight(action) < steps.length ? 'button button-main' : 'button'
              }
              onClick={() => begin(action)}
            >
              {sentence(action.name)}
              {action.coercive && <span className="chip chip-amber">coercive</span>}
            </button>
          ))}
        </div>
      )}
      {beside.length > 0 && (
        <details>
          <summary>
            {beside.length} {beside.length === 1 ? 'act is' : 'acts are'} open at any time
          </summary>
          <div className="acts acts-quiet">
            {beside.map((action) => (
              <button
                key={action.id}
                type="button"
                className="button button-small"
                onClick={() => begin(action)}
              >
                {sentence(action.name)}
              </button>
            ))}
          </div>
        </details>
      )}
      {barred.length > 0 && (
        <details open={open.length === 0 && barred.length < 4}>
          <summary>
            {barred.length} {barred.length === 1 ? 'act is' : 'acts are'} closed to you, and why
          </summary>
          <ul className="closed-acts">
            {barred.map((action) => (
              <li key={action.id}>
                <span className="strong">{sentence(action.name)}</span>
                {action.coercive && <span className="chip chip-amber">coercive</span>}
                {action.why && <div>{sentence(action.why)}.</div>}
                {action.remedy && <div>What to do: {action.remedy}.</div>}
                {action.citation && <div className="under">{action.citation}</div>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {later.length > 0 && (
        <details>
          <summary>
            {later.length} {later.length === 1 ? 'act belongs' : 'acts belong'} to another state
          </summary>
          <dl className="later">
            {later.map((action) => (
              <div key={action.id} className="contents">
                <dt>{sentence(action.name)}</dt>
                <dd>{(action.remedy ?? '').replace(/^it is open /, '')}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {acting && (
        <Suspense>
          <ActDialog request={request} action={acting} onClose={() => setActing(null)} />
        </Suspense>
      )}
    </div>
  )
}

/** What can be said at any time about what was exchanged; it moves the matter nowhere. */
const anyTime =
  /^((correct|retract)-item|mark-disputed|clear-dispute|change-confidentiality|ask-consent|withdraw-consent|ask-status|ask-preservation|ask-translation|stop-for-rights)(-back)?$/

/** Steps that answer those: of no interest while nothing was asked. */
const besides =
  /^((correct|retract)-item|mark-disputed|clear-dispute|change-confidentiality|(ask|give|deny|withdraw)-consent|confirm-(correction|retraction)|(ask|say)-status|(ask-preservation|say-kept|say-not-kept)|(ask|deliver)-translation|stop-for-rights|give-assurance|(release|bar)-for-rights)(-back)?$/

/** Closed only because the matter is elsewhere in its course. */
function isLater(action: Action): boolean {
  return action.remedy?.startsWith('it is open when') ?? false
}

/** What moves the matter on stands first; what ends it or takes it back stands last. */
function weight(action: Action): number {
  const at = steps.indexOf(action.id)
  return at === -1
    ? steps.length + (/discard|withdraw|refuse|erase|deny/.test(action.id) ? 1 : 0)
    : at
}

const steps: readonly string[] = [
  'acknowledge',
  'approve',
  'send',
  'answer-questions',
  'answer-consultation',
  'reply',
  'reply-in-part',
  'give-feedback',
  'give-consent',
  'close',
]

function byWeight(a: Action, b: Action): number {
  return weight(a) - weight(b)
}
