import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RequestView } from '../api/types.ts'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { fromCode, sentence, shortDigest } from '../text/words.ts'
import { TallyCard } from './Tallies.tsx'

/** Who takes part, on which side. */
export function Parties({ request }: { request: RequestView }) {
  return (
    <section className="card" aria-labelledby="parties">
      <h2 id="parties">Parties</h2>
      <dl className="facts">
        {request.parties.map((party) => (
          <div key={`${party.side}/${party.id}`} className="contents">
            <dt>{sentence(party.sideName)}</dt>
            <dd>
              {party.name} <span className="quiet nowrap">{party.id}</span>
              {party.outside && (
                <span className="under">
                  outside the network: reached on paper, recorded by the side that wrote
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function Links({ request }: { request: RequestView }) {
  if (request.links.length === 0) return null
  return (
    <section className="card" aria-labelledby="links">
      <h2 id="links">Other matters of the case</h2>
      <ul className="flat">
        {request.links.map((link) => (
          <li key={`${link.step}/${link.id}`}>
            <Link to="/requests/$id" params={{ id: link.id }}>
              {link.reference || link.id}
            </Link>
            {link.procedureName && `, ${link.procedureName}`}
            <div className="under">
              named by: {link.stepName ?? fromCode(link.step).toLowerCase()}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Votes, receipts, milestones: what several steps kept, by key. */
export function Tallies({ request }: { request: RequestView }) {
  return (
    <>
      {request.tallies.map((tally) => (
        <TallyCard key={tally.name} tally={tally} />
      ))}
    </>
  )
}

const languages = [
  { value: '', label: 'English alone' },
  { value: 'fr', label: 'English and French' },
] as const

/** Every document of the matter to read, print or check; one digest in all three shapes. */
export function Documents({ request }: { request: RequestView }) {
  const [second, setSecond] = useState('')
  if (request.documents.length === 0) return null
  const address = (record: string, as: string) =>
    `/api/requests/${encodeURIComponent(request.id)}/documents/${encodeURIComponent(record)}?${new URLSearchParams({ as, ...(second ? { second } : {}) })}`
  return (
    <section className="card card-flush long" aria-labelledby="documents">
      <div className="card-head">
        <h2 id="documents">Documents</h2>
        <label className="pick no-print">
          Language
          <select
            className="input"
            value={second}
            onChange={(event) => setSecond(event.target.value)}
          >
            {languages.map((language) => (
              <option key={language.value} value={language.value}>
                {language.label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Scroll label="Documents of this matter">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Document</th>
              <th scope="col">Filed</th>
              <th scope="col">By</th>
              <th scope="col" className="no-print">
                Open
              </th>
            </tr>
          </thead>
          <tbody>
            {request.documents.map((row) => (
              <tr key={row.record}>
                <th scope="row">
                  {sentence(row.title)}
                  <span className="under">{row.formName}</span>
                </th>
                <td className="nowrap">{when(row.at)}</td>
                <td>{row.by}</td>
                <td className="nowrap no-print">
                  <span className="row">
                    <a href={address(row.record, 'html')} target="_blank" rel="noreferrer">
                      page
                    </a>
                    <a href={address(row.record, 'pdf')}>PDF</a>
                    <a href={address(row.record, 'json')}>data</a>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

/** Under which law it was decided; said aloud when the law has changed since. */
export function LawNote({ request }: { request: RequestView }) {
  const { law } = request
  if (law.version === '') return null
  return (
    <p className={law.changed ? 'note note-amber' : 'quiet'}>
      <span>
        Decided under law <span className="mono">{shortDigest(law.version)}</span>
        {law.changed
          ? '. The law has changed since; what was decided stays decided under the law of its day. '
          : ', which is the law of today. '}
        <Link to="/law/rows" search={{}}>
          Read the law
        </Link>
      </span>
    </p>
  )
}
