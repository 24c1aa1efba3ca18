import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import type { LawOverview, PackRow } from '../api/law-types.ts'
import { Digest, Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day, when } from '../text/time.ts'
import { fromCode } from '../text/words.ts'

export function useLaw() {
  return useQuery({ queryKey: ['law'], queryFn: () => get<LawOverview>('/api/law') })
}

/** The packs that make up the law of this node, and what is being changed. */
export function Packs() {
  const law = useLaw()
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Packs and drafts</Title>
          <p className="lead">
            The law of this node is laid together from packs, the lowest layer first. A change is a
            draft of a whole pack: one person proposes it, another signs it, and the old law stays
            in force until then.
          </p>
        </div>
        {law.data?.mayDraft && (
          <Link className="button button-main" to="/law/packs/$id" params={{ id: 'new' }}>
            Draft a pack
          </Link>
        )}
      </div>
      {law.error ? (
        <ErrorNote error={law.error} />
      ) : !law.data ? (
        <Waiting what="Reading the law" />
      ) : (
        <>
          <p className="quiet">
            Law in force: <Digest value={law.data.version} label="version of the law" />
          </p>
          <Drafts law={law.data} />
          <PackTable packs={law.data.packs} mayDraft={law.data.mayDraft} />
        </>
      )}
    </div>
  )
}

function Drafts({ law }: { law: LawOverview }) {
  return (
    <section className="card" aria-labelledby="drafts">
      <h2 id="drafts">Drafts</h2>
      {law.drafts.length === 0 ? (
        <Empty title="Nothing is being changed">
          <p>
            {law.mayDraft
              ? 'Open a pack below and change it, or draft a new one.'
              : 'Drafts are made by the head of desk or a delegate.'}
          </p>
        </Empty>
      ) : (
        <ul className="runs">
          {law.drafts.map((draft) => (
            <li key={draft.id} className="row">
              <Link className="strong" to="/law/drafts/$id" params={{ id: draft.id }}>
                {packName(draft.pack)}
              </Link>
              <span>
                proposed by {draft.byName ?? draft.by}, {when(draft.at)}
              </span>
              <span className={draft.faults.length > 0 ? 'chip chip-red' : 'chip chip-amber'}>
                {draft.faults.length > 0 ? 'has faults' : 'waits for a second person'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export function packName(pack: LawOverview['drafts'][number]['pack']): string {
  if (typeof pack === 'string') return pack
  return `${pack.name ?? pack.id}${pack.version === undefined ? '' : `, version ${pack.version}`}`
}

function PackTable({ packs, mayDraft }: { packs: readonly PackRow[]; mayDraft: boolean }) {
  return (
    <div className="card card-flush">
      <Scroll label="Packs in force">
        <table className="table">
          <caption className="only-spoken">Packs in force</caption>
          <thead>
            <tr>
              <th scope="col">Pack</th>
              <th scope="col">Layer</th>
              <th scope="col">Version</th>
              <th scope="col">In force since</th>
              <th scope="col">Signed by</th>
              <th scope="col" className="num">
                Rows
              </th>
              <th scope="col" className="num">
                To verify
              </th>
              <th scope="col">Open</th>
            </tr>
          </thead>
          <tbody>
            {packs.map((pack) => (
              <tr key={pack.id}>
                <th scope="row">
                  {pack.name}
                  <span className="under">{pack.id}</span>
                </th>
                <td>{fromCode(pack.layer)}</td>
                <td>{pack.version}</td>
                <td className="nowrap">
                  {day(pack.from)}
                  {pack.status === 'waits' && (
                    <span className="under">waits for its first day</span>
                  )}
                </td>
                <td>
                  {pack.signers.length > 0
                    ? pack.signers
                        .map((one) => (typeof one === 'string' ? one : one.signer))
                        .join(', ')
                    : pack.shipped
                      ? 'comes with the program'
                      : '–'}
                </td>
                <td className="num">{pack.rows}</td>
                <td className="num">
                  {pack.toVerify > 0 ? (
                    <span className="chip chip-amber">{pack.toVerify}</span>
                  ) : (
                    pack.toVerify
                  )}
                </td>
                <td className="nowrap">
                  <span className="row">
                    <Link to="/law/rows" search={{ pack: pack.id }}>
                      rows
                    </Link>
                    {mayDraft && (
                      <Link to="/law/packs/$id" params={{ id: pack.id }}>
                        change
                      </Link>
                    )}
                    <a
                      href={`/api/law/packs/${encodeURIComponent(pack.id)}?as=json`}
                      download={`${pack.id}.json`}
                    >
                      file
                    </a>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
