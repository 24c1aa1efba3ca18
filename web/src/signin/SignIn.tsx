import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import type { Actor, NodeInfo } from '../api/types.ts'
import { Tile, Title } from '../parts/bits.tsx'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { sentence } from '../text/words.ts'
import { OtherWays } from './OtherWays.tsx'

/** Who works here today. The demonstration lets one choose; a real node sends a sign-in link. */
export function SignIn({ node }: { node: NodeInfo }) {
  return (
    <main className="sign-in" id="main">
      <header className="sign-in-head">
        <Tile country={node.country} />
        <div>
          <div className="strong">{node.name}</div>
          <div className="quiet">
            {node.countryName} · {node.id}
          </div>
        </div>
      </header>
      <Title of={node.name}>Sign in</Title>
      {node.demo ? <Roles /> : <ByLink />}
      <OtherWays />
      {node.federation.length > 1 && (
        <section className="stack" aria-labelledby="others">
          <h2 id="others">The other authorities of this federation</h2>
          <ul className="peer-list">
            {node.federation
              .filter((peer) => !peer.self)
              .map((peer) => (
                <li key={peer.id}>
                  <Tile country={peer.country} small /> <a href={peer.address}>{peer.name}</a>
                  <span className="quiet">{peer.id}</span>
                </li>
              ))}
          </ul>
        </section>
      )}
      <p className="quiet">
        Without signing in you can read the <a href="/public">public pages</a> and follow the{' '}
        <a href="/log/checkpoint">signed head of the log</a>.
      </p>
    </main>
  )
}

function Roles() {
  const queries = useQueryClient()
  const roles = useQuery({ queryKey: ['roles'], queryFn: () => get<Actor[]>('/api/roles') })
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [text, setText] = useState('')
  const groups = byAuthority(roles.data ?? [], text)

  async function enter(actor: Actor) {
    setBusy(actor.id)
    setError(null)
    try {
      const session = await call<{ actor: Actor }>('POST', '/api/session', { actor: actor.id })
      queries.setQueryData(['session'], session.actor)
    } catch (problem) {
      setError(problem)
      setBusy(null)
    }
  }

  if (roles.error) return <ErrorNote error={roles.error} />
  if (!roles.data) return <Waiting />
  return (
    <section className="stack">
      <p>
        This is a demonstration with invented people. Choose whose desk you sit at; what you do is
        signed with that person’s key.
      </p>
      {error !== null && <ErrorNote error={error} />}
      {roles.data.length > 8 && (
        <SearchBox
          id="officer-search"
          label="Search officers"
          hint="Name, role or authority"
          value={text}
          onText={setText}
          slash={false}
        />
      )}
      {groups.length === 0 && <p>Nobody has these words in the name, role or authority.</p>}
      {groups.map(([authority, officers]) => (
        <section key={authority} className="stack-s" aria-label={nameOf(officers[0])}>
          {(groups.length > 1 || text !== '') && (
            <h2 className="role-group">
              {nameOf(officers[0])} <span className="quiet">{authority}</span>
            </h2>
          )}
          <ul className="role-cards">
            {officers.map((actor) => (
              <li key={actor.id}>
                <button
                  type="button"
                  className="role-card"
                  disabled={busy !== null}
                  onClick={() => void enter(actor)}
                >
                  <span className="strong">{actor.name}</span>
                  <span>{sentence(actor.roleName)}</span>
                  {roleText[actor.role] && <span className="quiet">{roleText[actor.role]}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function nameOf(actor: Actor | undefined): string {
  return actor?.authorityName ?? actor?.authority ?? ''
}

/** Officers who fit the words, by authority; the authority that runs the node comes first on the wire. */
function byAuthority(
  actors: readonly Actor[],
  text: string,
): readonly (readonly [string, readonly Actor[]])[] {
  const words = text.toLowerCase()
  const groups = new Map<string, Actor[]>()
  for (const actor of actors) {
    const said = `${actor.name} ${actor.roleName} ${actor.authority} ${actor.authorityName ?? ''}`
    if (!said.toLowerCase().includes(words)) continue
    groups.set(actor.authority, [...(groups.get(actor.authority) ?? []), actor])
  }
  return [...groups]
}

const roleText: Readonly<Record<string, string>> = {
  analyst: 'Prepares and answers requests, traces money.',
  'head-of-desk': 'Approves what leaves this authority, decides refusals.',
  'head-of-unit': 'Approves what leaves this authority, decides refusals.',
  'case-officer': 'Prepares requests, orders and claims.',
  prosecutor: 'Decides for the prosecution.',
  judge: 'Orders, recognises, reviews, and decides what is challenged.',
  registrar: 'Records for a court, a central authority or a person at the desk.',
  'asset-manager': 'Keeps and sells what is restrained.',
  inspector: 'Oversees: complaints, data rights, tips.',
  delegate: 'Speaks for a government; proposes and signs rows of law.',
  editor: 'Releases what is published.',
  monitor: 'Watches how returned money is used.',
  auditor: 'Reads everything, verifies the log, changes nothing.',
  'data-protection': 'Reads who looked at what and why.',
  'duty-officer': 'Answers urgent and emergency requests at any hour.',
}

function ByLink() {
  return (
    <Note tone="blue" title="Open your sign-in link">
      The operator of this node gives each officer a link that works once, for ten minutes. Ask the
      operator for a new one if yours has expired.
    </Note>
  )
}
