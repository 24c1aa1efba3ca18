import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { Segments } from '../parts/Segments.tsx'
import { count, money } from '../text/amount.ts'
import { paid } from '../text/time.ts'
import type { ViewProps } from './Desk.tsx'

interface Reach {
  readonly from: unknown
  readonly accounts: readonly {
    readonly account: string
    readonly currency: string
    readonly hops: number
    readonly earliest?: string
    readonly latest?: string
    readonly payments: number
    readonly amount: string
    readonly origin?: unknown
  }[]
  readonly payments: readonly unknown[]
  readonly stopped?: unknown
}

const directions = [
  { value: 'forwards', label: 'Where money could go' },
  { value: 'back', label: 'Where it could come from' },
] as const

interface Asked {
  readonly from: string
  readonly hops: string
  readonly dwell: string
  readonly back: boolean
}

/** Which accounts money could have reached, in time, within so many hops. A possibility, not a trace. */
export function ReachView({ tracing, go }: ViewProps) {
  const [from, setFrom] = useState('')
  const [hops, setHops] = useState('4')
  const [dwell, setDwell] = useState('')
  const [direction, setDirection] = useState<'forwards' | 'back'>('forwards')
  const [asked, setAsked] = useState<Asked | null>(null)
  const reach = useQuery({
    queryKey: ['reach', tracing.id, asked],
    queryFn: () =>
      get<Reach>(
        `/api/tracings/${tracing.id}/flow?${new URLSearchParams({
          from: asked!.from,
          ...(asked!.hops === '' ? {} : { hops: asked!.hops }),
          ...(asked!.dwell === '' ? {} : { dwell: `${asked!.dwell}h` }),
          ...(asked!.back ? { back: 'true' } : {}),
        })}`,
      ),
    enabled: asked !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <section className="card long" aria-labelledby="reach">
      <h2 id="reach">Reach in time</h2>
      <p>
        Every account that money leaving one account could have reached, each payment after the one
        before it. It shows where to look; it attributes nothing.
      </p>
      <form
        className="row no-print"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked({ from: from.trim(), hops, dwell, back: direction === 'back' })
        }}
      >
        <Segments
          label="Direction"
          options={directions}
          value={direction}
          onChange={setDirection}
        />
        <label className="pick">
          <span>Account</span>
          <input
            className="input input-short"
            list="reach-accounts"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </label>
        <datalist id="reach-accounts">
          {[...new Set((tracing.accounts ?? []).map((row) => row.account))].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label className="pick">
          <span>Hops at most</span>
          <input
            className="input input-short"
            type="number"
            min={1}
            max={99}
            value={hops}
            onChange={(event) => setHops(event.target.value)}
          />
        </label>
        <label className="pick">
          <span>Rests at most (hours)</span>
          <input
            className="input input-short"
            type="number"
            min={1}
            placeholder="any"
            value={dwell}
            onChange={(event) => setDwell(event.target.value)}
          />
        </label>
        <button type="submit" className="button">
          Find
        </button>
      </form>
      {reach.error ? (
        <ErrorNote error={reach.error} />
      ) : asked === null ? null : !reach.data ? (
        <Waiting what="Following the payments in time" />
      ) : reach.data.accounts.length === 0 ? (
        <Note tone="blue">Nothing can be reached from there with these limits.</Note>
      ) : (
        <Table
          reach={reach.data}
          back={asked.back}
          onFollow={(account) => go({ view: 'path', account })}
        />
      )}
    </section>
  )
}

function Table(props: { reach: Reach; back: boolean; onFollow: (account: string) => void }) {
  const { accounts, payments } = props.reach
  return (
    <>
      <p>
        {count(accounts.length)} accounts over {count(payments.length)} payments.
      </p>
      <Scroll label="Accounts reached" className="scroll scroll-tall">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col" className="num">
                Hops
              </th>
              <th scope="col">{props.back ? 'Latest' : 'Earliest'}</th>
              <th scope="col" className="num">
                Payments
              </th>
              <th scope="col" className="num">
                Paid on the way
              </th>
            </tr>
          </thead>
          <tbody>
            {accounts.slice(0, 500).map((row) => (
              <tr key={`${row.account} ${row.currency}`}>
                <td>
                  <button
                    type="button"
                    className="link"
                    onClick={() => props.onFollow(row.account)}
                  >
                    {row.account}
                  </button>
                </td>
                <td className="num">{row.hops}</td>
                <td className="nowrap">{paid(row.earliest ?? row.latest ?? '')}</td>
                <td className="num">{count(row.payments)}</td>
                <td className="num">{money(row.amount, row.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}
