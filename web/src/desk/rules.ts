import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import type { Rule } from '../api/types.ts'
import { fromCode } from '../text/words.ts'

export function useRules() {
  const rules = useQuery({
    queryKey: ['rules'],
    queryFn: () => get<Rule[]>('/api/rules'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return {
    rules: rules.data ?? [],
    error: rules.error,
    nameOf: (id: string) => rules.data?.find((rule) => rule.id === id)?.name ?? fromCode(id),
  }
}

/** A citation may come as text or as a row with its parts. */
export function citationText(citation: unknown): string {
  if (typeof citation === 'string') return citation
  if (typeof citation !== 'object' || citation === null) return ''
  const parts = citation as Record<string, unknown>
  const text = parts.text ?? parts.citation ?? parts.name ?? ''
  const status = parts.status === 'to-verify' ? ' (to verify)' : ''
  return `${String(text)}${status}`
}
