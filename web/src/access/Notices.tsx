import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, get } from '../api/http.ts'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import type { Notice } from './types.ts'

/** What an officer is told besides matters; it stays until somebody says that it was read. */
export function Notices() {
  const queries = useQueryClient()
  const notices = useQuery({
    queryKey: ['notices'],
    queryFn: () => get<{ notices: Notice[] }>('/api/notices'),
    refetchInterval: 30_000,
  })
  const unseen = (notices.data?.notices ?? []).filter((notice) => !notice.seen)
  if (unseen.length === 0) return null

  async function seen() {
    const next = await call<{ notices: Notice[] }>('POST', '/api/notices/seen')
    queries.setQueryData(['notices'], next)
  }

  return (
    <section className="note note-red" aria-label="Notices">
      <div className="note-title">You were told</div>
      <ul className="stack-s">
        {unseen.map((notice) => (
          <li key={notice.id}>
            {sentence(notice.text)}. <span className="quiet">{when(notice.at)}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Link className="button button-small" to="/access">
          See what it is
        </Link>
        <button type="button" className="button button-small" onClick={() => void seen()}>
          I have read this
        </button>
      </div>
    </section>
  )
}
