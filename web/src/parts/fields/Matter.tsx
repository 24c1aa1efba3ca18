import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { get } from '../../api/http.ts'
import type { InboxItem } from '../../api/types.ts'
import type { Common } from './Figures.tsx'

/** Every matter this officer may see, for choosing one. */
export function useMatters() {
  return useQuery({
    queryKey: ['inbox', 'all', ''],
    queryFn: () => get<{ items: InboxItem[] }>('/api/inbox?show=all'),
    staleTime: 30_000,
  })
}

/** Another matter: chosen from the list, or written when it is kept elsewhere. */
export function Matter({
  value,
  onChange,
  common,
}: {
  value: string
  onChange: (value: unknown) => void
  common: Common
}) {
  const list = useId()
  const matters = useMatters()
  const chosen = matters.data?.items.find((item) => item.id === value)
  return (
    <>
      <input
        {...common}
        list={list}
        placeholder="Begin to write a reference, then choose"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {matters.data?.items.map((item) => (
          <option key={item.id} value={item.id}>
            {`${item.reference} · ${item.procedure.name} · ${item.subject}`}
          </option>
        ))}
      </datalist>
      {chosen && (
        <div className="under">
          {chosen.reference}, {chosen.procedure.name}: {chosen.subject}
        </div>
      )}
    </>
  )
}
