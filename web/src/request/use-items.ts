import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import type { CorrectionOfItem, ItemsOfMatter } from '../api/item-types.ts'
import type { RequestView } from '../api/types.ts'

/** What was exchanged in a matter; read again when something happened in it. */
export function useItems(request: RequestView) {
  return useQuery({
    queryKey: ['request', request.id, 'items', request.timeline.length],
    queryFn: () => get<ItemsOfMatter>(`/api/requests/${encodeURIComponent(request.id)}/items`),
    placeholderData: (before) => before,
  })
}

type Told = Pick<RequestView, 'timeline'>
type Items = Pick<ItemsOfMatter, 'items'> | undefined

/** The corrections of what a record brought, oldest first. */
export function amendmentsOf(record: string, found: Items): readonly CorrectionOfItem[] {
  return found?.items.find((item) => item.id === record)?.corrections ?? []
}

/** The same for a document that is shown by itself, wherever in the matter it was sent. */
export function amendmentsIn(
  document: Readonly<Record<string, unknown>>,
  { timeline }: Told,
  found: Items,
): readonly CorrectionOfItem[] {
  const text = JSON.stringify(document)
  return timeline
    .filter((entry) => JSON.stringify(entry.document) === text)
    .flatMap((entry) => amendmentsOf(entry.id, found))
}
