import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import type { InboxItem } from '../api/types.ts'
import { ErrorNote } from '../parts/notes.tsx'

interface Props {
  /** Address of the file. */
  readonly path: string
  /** The matter in which it is. */
  readonly matter: string
  readonly title: string
}

/** Puts a file to another matter: a copy with the conditions that it has, or the reason why they do not allow it. */
export function FileToMatter({ path, matter, title }: Props) {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState('')
  const [copied, setCopied] = useState<InboxItem>()
  const [error, setError] = useState<unknown>()
  const inbox = useQuery({
    queryKey: ['inbox', 'all', '', ''],
    queryFn: () => get<{ items: readonly InboxItem[] }>('/api/inbox?show=all'),
    enabled: open,
  })
  const others = (inbox.data?.items ?? []).filter((item) => item.id !== matter)
  async function copy() {
    setError(undefined)
    setCopied(undefined)
    try {
      await call('POST', `${path}/copy`, { matter: to })
      setCopied(others.find((item) => item.id === to))
      await client.invalidateQueries({ queryKey: ['attachments', to] })
    } catch (no) {
      setError(no)
    }
  }
  if (!open)
    return (
      <button type="button" className="button button-small" onClick={() => setOpen(true)}>
        Use in another matter
      </button>
    )
  return (
    <div className="stack">
      <label>
        Copy to
        <select
          className="input"
          style={{ maxWidth: '13rem' }}
          aria-label={`Matter that gets a copy of ${title}`}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        >
          <option value="">choose one</option>
          {others.map((item) => (
            <option key={item.id} value={item.id}>
              {item.reference || item.subject}, {item.counterpart.name}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button button-small"
        disabled={to === ''}
        onClick={() => void copy()}
      >
        Put a copy there
      </button>
      {copied !== undefined && (
        <p role="status" className="under">
          A copy is in {copied.reference || copied.subject}, with the conditions of this file. It
          stays there until a second officer releases it.
        </p>
      )}
      {error !== undefined && <ErrorNote error={error} />}
    </div>
  )
}
