import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { call, get } from '../api/http.ts'
import type { Actor } from '../api/types.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'

const ticketName = 'comity-openid-ticket'

/** The way to the agency's own sign-in service, where the node knows one. */
export function OpenIdButton({ onError }: { onError: (error: unknown) => void }) {
  const service = useQuery({
    queryKey: ['openid'],
    queryFn: () => get<{ name: string | null }>('/api/openid'),
    staleTime: 600_000,
  })
  const name = service.data?.name ?? null
  if (name === null) return null

  async function leave() {
    try {
      const { url, ticket } = await call<{ url: string; ticket: string }>('POST', '/api/openid')
      sessionStorage.setItem(ticketName, ticket)
      location.assign(url)
    } catch (problem) {
      onError(problem)
    }
  }

  return (
    <button type="button" className="button" onClick={() => void leave()}>
      {name}
    </button>
  )
}

/** Where the service sends the browser back to: hands its answer to the node, once. */
export function OpenIdBack() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    const ticket = sessionStorage.getItem(ticketName) ?? 'none'
    const { search } = location
    sessionStorage.removeItem(ticketName)
    // The code is used up by asking; it need not stay in the history of the browser.
    history.replaceState(null, '', location.pathname)
    call<{ actor: Actor }>('POST', '/api/session', { openid: { search, ticket } })
      .then(async (session) => {
        queries.setQueryData(['session'], session.actor)
        await navigate({ to: '/inbox', search: {}, replace: true })
      })
      .catch(setError)
  }, [navigate, queries])
  return (
    <main className="sign-in" id="main">
      <Title>Sign in</Title>
      {error === null ? <Waiting what="Asking the node" /> : <ErrorNote error={error} />}
      {error !== null && (
        <p>
          <a href="/">Begin again</a>
        </p>
      )}
    </main>
  )
}
