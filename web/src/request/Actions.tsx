import { lazy, Suspense, useState } from 'react'
import type { Action, RequestView } from '../api/types.ts'
import { sentence } from '../text/words.ts'

const ActDialog = lazy(() => import('./ActDialog.tsx').then((m) => ({ default: m.ActDialog })))

/** What I may do now; and what I may not, why not, and what would open it. */
export function Actions({ request }: { request: RequestView }) {
  const [acting, setActing] = useState<Action | null>(null)
  const open = request.actions.filter((action) => action.open)
  const closed = request.actions.filter((action) => !action.open)
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
              className={at === 0 ? 'button button-main' : 'button'}
              onClick={() => setActing(action)}
            >
              {sentence(action.name)}
            </button>
          ))}
        </div>
      )}
      {closed.length > 0 && (
        <details>
          <summary>
            {closed.length} {closed.length === 1 ? 'act is' : 'acts are'} closed to you, and why
          </summary>
          <ul className="closed-acts">
            {closed.map((action) => (
              <li key={action.id}>
                <span className="strong">{sentence(action.name)}</span>
                {action.why && <div>{sentence(action.why)}.</div>}
                {action.citation && <div className="quiet">{action.citation}</div>}
                {action.remedy && <div>To open it: {action.remedy}.</div>}
              </li>
            ))}
          </ul>
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
