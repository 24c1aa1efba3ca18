import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { get } from '../api/http.ts'
import type { Step } from '../api/types.ts'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { useShortcuts } from '../parts/shortcuts.ts'
import { count, money } from '../text/amount.ts'
import { paid } from '../text/time.ts'
import type { ViewProps } from './Desk.tsx'

const size = 50

/** Every payment that moved a claim, in order; one account can be followed alone. */
export function PathView({ tracing, run, account, go }: ViewProps) {
  const [offset, setOffset] = useState(0)
  const [at, setAt] = useState(0)
  const [typed, setTyped] = useState(account ?? '')
  useEffect(() => {
    setTyped(account ?? '')
    setOffset(0)
    setAt(0)
  }, [account])
  const ask = new URLSearchParams({
    offset: String(offset),
    limit: String(size),
    ...(account ? { account } : {}),
  })
  const path = useQuery({
    queryKey: ['steps', tracing.id, run?.id, ask.toString()],
    queryFn: () =>
      get<{ total: number; steps: Step[] }>(
        `/api/tracings/${tracing.id}/runs/${run?.id}/steps?${ask}`,
      ),
    enabled: run !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const steps = path.data?.steps ?? []
  const total = path.data?.total ?? 0
  const current = steps[Math.min(at, steps.length - 1)]

  const move = useMemo(
    () => (by: number) => {
      const next = offset + at + by
      if (next < 0 || next >= total) return
      setOffset(Math.floor(next / size) * size)
      setAt(next % size)
    },
    [offset, at, total],
  )
  const shortcuts = useMemo(
    () => ({
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: (event: KeyboardEvent) => {
        event.preventDefault()
        move(1)
      },
      ArrowUp: (event: KeyboardEvent) => {
        event.preventDefault()
        move(-1)
      },
    }),
    [move],
  )
  useShortcuts(shortcuts)
  useEffect(() => {
    document.querySelector(`[data-step="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])

  return (
    <>
      <div className="row no-print">
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            go({ account: typed.trim() === '' ? undefined : typed.trim() } as never)
          }}
        >
          <label className="pick">
            <span>Follow</span>
            <input
              className="input input-short"
              list="path-accounts"
              placeholder="every account"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <datalist id="path-accounts">
            {[...new Set((tracing.accounts ?? []).map((row) => row.account))].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <button type="submit" className="button button-small">
            Show
          </button>
          {account && (
            <button
              type="button"
              className="button button-small button-bare"
              onClick={() => go({ account: undefined } as never)}
            >
              Every account
            </button>
          )}
        </form>
        <span className="grow" />
        <span className="quiet">
          {total > 0 ? `step ${count(offset + at + 1)} of ${count(total)}` : ''}
        </span>
        <button
          type="button"
          className="button button-small"
          disabled={offset + at <= 0}
          onClick={() => move(-1)}
        >
          Previous <kbd>k</kbd>
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={offset + at + 1 >= total}
          onClick={() => move(1)}
        >
          Next <kbd>j</kbd>
        </button>
      </div>
      {path.error ? (
        <ErrorNote error={path.error} />
      ) : !path.data ? (
        <Waiting what="Reading the steps" />
      ) : steps.length === 0 ? (
        <Note tone="blue">
          {account
            ? `No payment into or out of ${account} carries a claim under this rule.`
            : 'No payment carries a claim under this rule.'}
        </Note>
      ) : (
        <>
          {current && <StepCard step={current} onFollow={(name) => go({ account: name })} />}
          <Table steps={steps} at={at} onAt={setAt} />
        </>
      )}
    </>
  )
}

function StepCard({ step, onFollow }: { step: Step; onFollow: (account: string) => void }) {
  const { payment } = step
  return (
    <section className="card step-card" aria-live="polite" aria-label="This step">
      <div className="step-party">
        <span className="under">from</span>
        <button type="button" className="link strong" onClick={() => onFollow(payment.from)}>
          {payment.from}
        </button>
      </div>
      <div className="step-middle">
        <div className="strong">{money(payment.amount, payment.currency)}</div>
        {payment.received &&
          payment.receivedCurrency &&
          payment.receivedCurrency !== payment.currency && (
            <div className="under">
              booked as {money(payment.received, payment.receivedCurrency)}
            </div>
          )}
        <div className="under">
          {payment.id} · {paid(payment.time)} · row {payment.row}
        </div>
      </div>
      <div className="step-party">
        <span className="under">to</span>
        <button type="button" className="link strong" onClick={() => onFollow(payment.to)}>
          {payment.to}
        </button>
      </div>
      <div>
        {step.moved.length === 0 ? (
          <span className="quiet">carries no claim</span>
        ) : (
          step.moved.map((part) => (
            <div key={part.claim}>
              {part.value === null ? (
                `touched by ${part.claim}`
              ) : (
                <>
                  carries <span className="strong">{money(part.value, payment.currency)}</span> of{' '}
                  {part.claim}
                </>
              )}
            </div>
          ))
        )}
        {payment.purpose && <div className="under">{payment.purpose}</div>}
      </div>
    </section>
  )
}

function Table(props: { steps: readonly Step[]; at: number; onAt: (at: number) => void }) {
  return (
    <div className="card card-flush long">
      <Scroll label="Payments in the order of time" className="scroll scroll-tall">
        <table className="table">
          <caption className="only-spoken">Payments that carry a claim, in order</caption>
          <thead>
            <tr>
              <th scope="col" className="num">
                Step
              </th>
              <th scope="col">Time</th>
              <th scope="col">Payment</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col" className="num">
                Amount
              </th>
              <th scope="col" className="num">
                Of it, claims
              </th>
              <th scope="col">Purpose</th>
            </tr>
          </thead>
          <tbody>
            {props.steps.map((step, n) => (
              <tr key={step.n} data-step={n} data-current={n === props.at}>
                <td className="num">
                  <button type="button" className="link" onClick={() => props.onAt(n)}>
                    {step.n}
                  </button>
                </td>
                <td className="nowrap">{paid(step.payment.time)}</td>
                <td className="nowrap">
                  {step.payment.id} <span className="quiet">row {step.payment.row}</span>
                </td>
                <td className="clip" title={step.payment.from}>
                  {step.payment.from}
                </td>
                <td className="clip" title={step.payment.to}>
                  {step.payment.to}
                </td>
                <td className="num">{money(step.payment.amount, step.payment.currency)}</td>
                <td className="num">
                  {step.moved.map((part) => (
                    <div key={part.claim} title={part.claim}>
                      {part.value === null ? 'touched' : money(part.value, step.payment.currency)}
                    </div>
                  ))}
                </td>
                <td className="clip" title={step.payment.purpose}>
                  {step.payment.purpose}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
