import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { type Choice, SayWhy } from './SayWhy.tsx'
import type { Account, Console } from './types.ts'

const tone = {
  proposed: 'chip chip-amber',
  suspended: 'chip chip-red',
  declined: 'chip chip-line',
  lifted: 'chip chip-green',
  ended: 'chip chip-line',
} as const

/** Accounts that are held up, or proposed to be: two persons, one of them an overseer, thirty days at most. */
export function Accounts({ console: { accounts, officers, recusals } }: { console: Console }) {
  return (
    <div className="stack">
      {accounts.length === 0 && (
        <Empty title="No account is held up">
          <p>A rule or a person can propose it below; it takes two persons.</p>
        </Empty>
      )}
      {accounts.map((account) => (
        <One key={`${account.officer} ${account.at}`} account={account} />
      ))}
      <Propose officers={officers} />
      <section className="card stack-s" aria-labelledby="recusals">
        <h2 id="recusals">Taken off a matter by a declared interest</h2>
        {recusals.length === 0 && <p className="quiet">Nobody.</p>}
        {recusals.map((r) => (
          <article key={`${r.officer} ${r.matter}`} className="stack-s">
            <div className="row">
              <span className={r.stands ? 'chip chip-amber' : 'chip chip-line'}>
                {r.stands ? 'stands' : 'lifted as a namesake'}
              </span>
              <span className="strong">{r.officerName}</span>
              <span className="quiet">
                {r.officer}, since {when(r.at)},{' '}
                <Link to="/requests/$id" params={{ id: r.matter }}>
                  the matter
                </Link>
              </span>
            </div>
            {r.stands && (
              <SayWhy
                label={`Why it is a namesake${r.lifted.length > 0 ? ` (${r.lifted.join(', ')} has said so)` : ''}`}
                choices={[
                  {
                    label: 'It is a namesake',
                    path: '/api/oversight/recusals/lift',
                    body: { officer: r.officer, matter: r.matter },
                  },
                ]}
              />
            )}
          </article>
        ))}
      </section>
    </div>
  )
}

function One({ account }: { account: Account }) {
  const { may, officer } = account
  const body = { officer }
  const proposed = account.state === 'proposed'
  const choices: Choice[] = [
    ...(may.includes('sign')
      ? [
          {
            label: 'Sign the suspension',
            path: '/api/oversight/accounts/sign',
            body,
            danger: true,
          },
        ]
      : []),
    ...(may.includes('give-back')
      ? [
          {
            label: proposed ? 'Decline it' : 'Give the account back',
            path: '/api/oversight/accounts/give-back',
            body,
          },
        ]
      : []),
    ...(may.includes('hear')
      ? [{ label: 'Put down what the officer says', path: '/api/oversight/accounts/hear', body }]
      : []),
  ]
  return (
    <article className="card stack-s" aria-label={`Account of ${account.officerName}`}>
      <div className="row">
        <span className={tone[account.state]}>{account.state}</span>
        {proposed && (
          <span className={account.late ? 'chip chip-red' : 'chip chip-amber'}>
            {account.late ? 'not decided within the day' : `decide by ${when(account.decideBy)}`}
          </span>
        )}
        <span className="strong">{account.officerName}</span>
        <span className="quiet">{officer}</span>
      </div>
      <p className="quiet">
        Proposed {account.row === '' ? 'by a person' : `by row ${account.row}`}, {when(account.at)}.{' '}
        {account.signed.length === 0
          ? 'Nobody has signed yet. '
          : `Signed by ${account.signed.map((s) => `${s.by} (${when(s.at)})`).join(' and ')}. `}
        {account.suspendedAt !== '' &&
          `Suspended ${when(account.suspendedAt)}, until ${when(account.until)} at the latest. `}
        {account.heardAt !== '' && `The officer was heard ${when(account.heardAt)}.`}
      </p>
      {account.ordered !== '' && (
        <p>
          Ordered by an oversight body; it is confirmed and lifted{' '}
          <Link to="/requests/$id" params={{ id: account.ordered }}>
            in the matter of the order
          </Link>
          .
        </p>
      )}
      {choices.length > 0 && <SayWhy label="Reason, or what was said" choices={choices} />}
    </article>
  )
}

function Propose({ officers }: { officers: Console['officers'] }) {
  const [officer, setOfficer] = useState('')
  return (
    <section className="card stack-s" aria-labelledby="propose">
      <h2 id="propose">Propose to suspend an account</h2>
      <label className="field">
        <span className="label">Officer</span>
        <select
          className="input"
          value={officer}
          onChange={(event) => setOfficer(event.target.value)}
        >
          <option value="">choose</option>
          {officers.map((o) => (
            <option key={o.id} value={o.id}>
              {o.name} ({o.id})
            </option>
          ))}
        </select>
      </label>
      <SayWhy
        label="Reason"
        choices={[
          {
            label: 'Propose, and sign as the first',
            path: '/api/oversight/accounts/propose',
            body: { officer },
            danger: true,
          },
        ]}
      />
    </section>
  )
}
