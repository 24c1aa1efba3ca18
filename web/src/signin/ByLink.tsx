import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import type { Actor } from '../api/types.ts'
import { Tile, Title } from '../parts/bits.tsx'
import { ErrorNote } from '../parts/notes.tsx'

/**
 * Where a sign-in link leads. The link is used up by a press of the button, not by opening the page, so that a mail
 * program that looks at links does not use it up.
 */
export function ByLink() {
  const { link } = useSearch({ from: '/sign-in' })
  const node = useNode()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)

  async function enter() {
    setError(null)
    try {
      const session = await call<{ actor: Actor }>('POST', '/api/session', { link })
      queries.setQueryData(['session'], session.actor)
      await navigate({ to: '/inbox', search: {}, replace: true })
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <main className="sign-in" id="main">
      {node.data && (
        <header className="sign-in-head">
          <Tile country={node.data.country} />
          <div>
            <div className="strong">{node.data.name}</div>
            <div className="quiet">{node.data.countryName}</div>
          </div>
        </header>
      )}
      <Title>Sign in</Title>
      <p>The link works once. What you do after signing in is signed with your key.</p>
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        <button type="button" className="button button-main" onClick={() => void enter()}>
          Sign in with this link
        </button>
      </div>
    </main>
  )
}
