import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import { day } from '../text/time.ts'
import { isDue } from './keepers.ts'
import type { KeyDesk } from './types.ts'

const uses: Readonly<Record<string, string>> = {
  seal: 'The seal on cards and letters',
  'second-seal': 'The second seal on letters',
  open: 'The key that opens letters',
}

/** Keys of this node that should be followed by new ones; the operator makes them, for they never leave the machine. */
export function OwnKeys() {
  const node = useNode()
  const desk = useQuery({ queryKey: ['keys'], queryFn: () => get<KeyDesk>('/api/keys') })
  const now = node.data?.now
  const due = (desk.data?.own ?? []).filter((key) => now !== undefined && isDue(key, now))
  if (due.length === 0) return null
  return (
    <div className="note note-amber">
      <div className="note-title">Keys of this node that are due</div>
      <ul>
        {due.map((key) => (
          <li key={key.id}>
            {uses[key.use] ?? key.use} ({key.algorithm}), in use since {day(key.from)}: a new one
            was due on {day(key.due)}
          </li>
        ))}
      </ul>
      <p>
        The operator of the node makes new ones with <code>comity keys rotate</code>; what was
        signed before stays good.
      </p>
    </div>
  )
}
