import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { day } from '../text/time.ts'
import { fromCode } from '../text/words.ts'
import type { KeyDesk, OwnKey } from './types.ts'

/** Keys of this node that should be followed by new ones; the operator makes them, for they never leave the machine. */
export function OwnKeys() {
  const desk = useQuery({ queryKey: ['keys'], queryFn: () => get<KeyDesk>('/api/keys') })
  const standing = (desk.data?.own ?? []).filter((k) => k.to === null && k.revoked === null)
  const due = standing.filter(isDue)
  if (due.length === 0) return null
  return (
    <div className="note note-amber">
      <div className="note-title">Keys that are due</div>
      <ul>
        {due.map((key) => (
          <li key={key.id}>
            {fromCode(key.use)}, {key.algorithm}, since {day(key.from)}: the next one was due on{' '}
            {day(key.due)}
          </li>
        ))}
      </ul>
      <p>
        The operator makes the next one with <span className="mono">comity keys rotate</span>.
      </p>
    </div>
  )
}

function isDue(key: OwnKey): boolean {
  return key.due !== null && Date.parse(key.due) <= Date.now()
}
