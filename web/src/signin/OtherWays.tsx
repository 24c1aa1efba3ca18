import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { passkeysWork, signInWithPasskey } from '../access/passkeys.ts'
import { ErrorNote } from '../parts/notes.tsx'
import { OpenIdButton } from './OpenId.tsx'

/** Passkey, and the agency's own service where there is one. */
export function OtherWays() {
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)

  async function enter() {
    setError(null)
    try {
      queries.setQueryData(['session'], await signInWithPasskey())
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <section className="stack" aria-label="Other ways to sign in">
      <div className="row">
        {passkeysWork() && (
          <button type="button" className="button" onClick={() => void enter()}>
            Sign in with a passkey
          </button>
        )}
        <OpenIdButton onError={setError} />
      </div>
      {error !== null && <ErrorNote error={error} />}
    </section>
  )
}
