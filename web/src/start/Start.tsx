import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProcedureItem } from '../api/law-types.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { sentence } from '../text/words.ts'
import { Addressees } from './Addressees.tsx'
import { Draft } from './Draft.tsx'
import { byFamily } from './families.ts'
import { useProcedures } from './use-procedures.ts'

/** Three questions: what is wanted, of whom, and the form that follows from the two. */
export function Start() {
  const search = useSearch({ from: '/staff/requests/new' })
  const procedures = useProcedures()
  const chosen = procedures.data?.find((item) => item.id === search.procedure)
  if (search.procedure === undefined)
    return (
      <Choose procedures={procedures} {...(search.to === undefined ? {} : { to: search.to })} />
    )
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs">
            <Link to="/inbox" search={{}}>
              Inbox
            </Link>
            <Link to="/requests/new" search={{}}>
              New matter
            </Link>
          </div>
          <Title>{`New: ${chosen?.name ?? search.procedure}`}</Title>
          {chosen && <p className="lead">{chosen.citation}</p>}
        </div>
      </div>
      {procedures.error ? (
        <ErrorNote error={procedures.error} />
      ) : chosen && !chosen.mayOpen ? (
        <Empty title="You cannot open this">
          <p>{sentence(chosen.why ?? '')}.</p>
        </Empty>
      ) : chosen?.between === 'one' || search.to !== undefined ? (
        <Draft
          key={`${search.procedure}/${search.to ?? ''}/${search.step ?? ''}`}
          procedure={search.procedure}
          {...(search.to === undefined ? {} : { to: search.to })}
          {...(search.step === undefined ? {} : { step: search.step })}
          {...(search.from === undefined ? {} : { from: search.from })}
        />
      ) : (
        <Addressees procedure={search.procedure} />
      )}
    </div>
  )
}

function openFirst(a: ProcedureItem, b: ProcedureItem): number {
  return Number(b.mayOpen) - Number(a.mayOpen)
}

function Choose(props: { procedures: ReturnType<typeof useProcedures>; to?: string }) {
  const { procedures, to } = props
  const [text, setText] = useState('')
  const words = text.toLowerCase()
  const none = procedures.data?.every((item) => !item.mayOpen) ?? false
  const items = (procedures.data ?? []).filter((item) =>
    `${item.id} ${item.name} ${item.citation}`.toLowerCase().includes(words),
  )
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs">
            <Link to="/inbox" search={{}}>
              Inbox
            </Link>
          </div>
          <Title>{to === undefined ? 'New matter' : `New matter with ${to}`}</Title>
          <p className="lead">
            {none && 'None of these is open to you; what stands under each says who begins it. '}
            Choose what is wanted. It stays a draft until the procedure lets it leave, and what is
            missing can be filled in later. If you do not know which way leads there, ask the{' '}
            <Link to="/law/routes" search={{}}>
              route finder
            </Link>
            .
          </p>
        </div>
        <SearchBox
          id="procedure-search"
          label="Search the procedures"
          hint="Name, article or number"
          value={text}
          onText={setText}
        />
      </div>
      {procedures.error ? (
        <ErrorNote error={procedures.error} />
      ) : !procedures.data ? (
        <Waiting what="Reading the procedures" />
      ) : items.length === 0 ? (
        <div className="card">
          <Empty title="No procedure fits these words" />
        </div>
      ) : (
        <div className="family-grid">
          {byFamily(items).map(({ family, name, items: list }) => (
            <section key={family} className="card" aria-labelledby={`family-${family}`}>
              <h2 id={`family-${family}`}>{name}</h2>
              <ul className="choose-list">
                {[...list].sort(openFirst).map((item) => (
                  <li key={item.id} data-open={item.mayOpen}>
                    {item.mayOpen ? (
                      <Link
                        className="strong"
                        to="/requests/new"
                        search={{ ...(to === undefined ? {} : { to }), procedure: item.id }}
                      >
                        {sentence(item.name)}
                      </Link>
                    ) : (
                      <span className="strong">{sentence(item.name)}</span>
                    )}
                    <span className="quiet"> {item.id}</span>
                    {item.mayOpen ? (
                      <div className="under">{item.citation}</div>
                    ) : (
                      <div className="under">Not open to you: {item.why}</div>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </div>
  )
}
