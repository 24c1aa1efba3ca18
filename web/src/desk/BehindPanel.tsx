import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { get } from '../api/http.ts'
import type { Behind, BehindPayment, Tracing } from '../api/types.ts'
import { saveText } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { addAmounts, count, money } from '../text/amount.ts'
import { csv } from '../text/csv.ts'
import { paid } from '../text/time.ts'
import { plural } from '../text/words.ts'

/** A figure or a mark, and what to ask the node to see the payments it came through. */
export interface BehindQuestion {
  readonly title: string
  readonly run: string
  readonly figure: string | null
  readonly currency: string | null
  readonly ask: Readonly<Record<string, string>>
  /** The account a reader may want to follow from here. */
  readonly account?: string
}

/** The payments behind any mark, beside it: ids, rows of the source, what moved, and the sum. */
export function BehindPanel(props: {
  tracing: Tracing
  question: BehindQuestion
  onClose: () => void
  onFollow: (account: string) => void
}) {
  const { question, tracing, onClose } = props
  const panel = useRef<HTMLElement>(null)
  const cameFrom = useRef<Element | null>(null)
  const behind = useQuery({
    queryKey: ['behind', tracing.id, question.run, question.ask],
    queryFn: () =>
      get<Behind>(
        `/api/tracings/${tracing.id}/runs/${question.run}/payments?${new URLSearchParams(question.ask)}`,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    cameFrom.current = document.activeElement
    panel.current?.focus({ preventScroll: true })
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    document.addEventListener('keydown', closeOnEscape)
    return () => {
      document.removeEventListener('keydown', closeOnEscape)
      const back = cameFrom.current
      if (back instanceof HTMLElement || back instanceof SVGElement) back.focus()
    }
  }, [onClose])

  return (
    <aside
      className="panel card"
      ref={panel}
      tabIndex={-1}
      aria-label={`Payments behind ${question.title}`}
    >
      <div className="card-head">
        <h2>{question.title}</h2>
        <button type="button" className="button button-small" onClick={onClose}>
          Close
        </button>
      </div>
      {question.figure !== null && (
        <div className="panel-figure">{money(question.figure, question.currency)}</div>
      )}
      {behind.error ? (
        <ErrorNote error={behind.error} />
      ) : !behind.data ? (
        <Waiting what="Finding the payments" />
      ) : (
        <>
          <Sums question={question} behind={behind.data} />
          <div className="row no-print">
            {question.account && (
              <button
                type="button"
                className="button button-small"
                onClick={() => props.onFollow(question.account!)}
              >
                Follow {question.account} step by step
              </button>
            )}
            <button
              type="button"
              className="button button-small"
              onClick={() => save(question, behind.data)}
            >
              Download as CSV
            </button>
          </div>
          <Payments behind={behind.data} />
        </>
      )}
    </aside>
  )
}

/** How the payments add up to the figure: what came in, what went on, what remains. */
function Sums({ question, behind }: { question: BehindQuestion; behind: Behind }) {
  const whole = behind.payments.length === behind.total
  const base = behind.base ?? question.currency
  const into = behind.payments.filter((p) => p.direction !== 'out')
  const out = behind.payments.filter((p) => p.direction === 'out')
  const came = whole ? sumMoved(into) : null
  const went = whole ? sumMoved(out) : null
  return (
    <>
      <p>
        {count(behind.total)} {plural(behind.total, 'payment')}
        {!whole && `, the first ${count(behind.payments.length)} are shown`}.
      </p>
      <dl className="sums">
        {came !== null && (
          <>
            <dt>
              brought by {count(into.length)} {plural(into.length, 'payment')}
            </dt>
            <dd>{money(came, base)}</dd>
          </>
        )}
        {went !== null && out.length > 0 && (
          <>
            <dt>
              paid on by {count(out.length)} {plural(out.length, 'payment')}
            </dt>
            <dd>{money(`-${went}`, base)}</dd>
          </>
        )}
        {behind.moved !== null && (came === null || out.length > 0) && (
          <>
            <dt>{out.length > 0 ? 'remains' : 'together'}</dt>
            <dd className="total">{money(behind.moved, base)}</dd>
          </>
        )}
      </dl>
    </>
  )
}

function Payments({ behind }: { behind: Behind }) {
  return (
    <ol className="payments">
      {behind.payments.map((payment) => (
        <li key={`${payment.row}-${payment.id}`}>
          <div className="row">
            <span className="strong">{payment.id}</span>
            <span className="quiet">{paid(payment.time)}</span>
            <span className="num push">{money(payment.amount, payment.currency)}</span>
          </div>
          <div>
            {payment.from} <span className="quiet">to</span> {payment.to}
          </div>
          <div className="quiet">
            row {payment.row}
            {payment.purpose ? ` · ${payment.purpose}` : ''}
            {payment.type ? ` · ${payment.type}` : ''}
          </div>
          <div className="moved">{movedText(payment, behind.base ?? null)}</div>
        </li>
      ))}
    </ol>
  )
}

function movedText(payment: BehindPayment, base: string | null): string {
  if (payment.moved === null) return 'touched'
  const verb = payment.direction === 'out' ? 'took on' : 'brought'
  const own = money(payment.moved, payment.currency)
  const claim = payment.claim ? ` of ${payment.claim}` : ''
  return payment.movedBase && base !== null && base !== payment.currency
    ? `${verb} ${money(payment.movedBase, base)}${claim} (${own})`
    : `${verb} ${own}${claim}`
}

/** In the base currency; null unless the node gives every part in it. */
function sumMoved(payments: readonly BehindPayment[]): string | null {
  const parts = payments.map((payment) => payment.movedBase)
  return parts.every((part) => typeof part === 'string') ? addAmounts(parts) : null
}

function save(question: BehindQuestion, behind: Behind): void {
  const rows = behind.payments.map((p) => [
    p.id,
    p.row,
    p.time,
    p.from,
    p.to,
    p.amount,
    p.currency,
    p.direction,
    p.claim,
    p.moved,
    p.movedBase,
    p.purpose,
  ])
  saveText(
    `payments-behind-${question.title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.csv`,
    csv([
      [
        'id',
        'row',
        'time',
        'from',
        'to',
        'amount',
        'currency',
        'direction',
        'claim',
        'moved',
        'moved_base',
        'purpose',
      ],
      ...rows,
    ]),
  )
}
