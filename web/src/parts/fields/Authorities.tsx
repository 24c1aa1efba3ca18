import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../../api/http.ts'
import type { Card } from '../../api/types.ts'
import { sentence } from '../../text/words.ts'
import { Needed, type OneProps } from '../Fields.tsx'

/** Authorities of the federation, any number of them, found by name, id or country. */
export function Authorities({ field, value, onChange }: OneProps) {
  const [text, setText] = useState('')
  const cards = useQuery({
    queryKey: ['authorities'],
    queryFn: () => get<readonly Card[]>('/api/authorities'),
    staleTime: 60_000,
  })
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const words = text.toLowerCase()
  const shown = (cards.data ?? []).filter(
    (card) =>
      chosen.includes(card.id) ||
      words === '' ||
      `${card.id} ${card.name} ${card.country} ${card.kind}`.toLowerCase().includes(words),
  )
  return (
    <fieldset className="field">
      <legend>
        {sentence(field.label)} <Needed field={field} />
      </legend>
      {field.help && <div className="help">{sentence(field.help)}</div>}
      <input
        className="input"
        aria-label={`Find authorities for ${field.label}`}
        placeholder="Name, country or kind"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="authority-choice">
        {shown.map((card) => (
          <label key={card.id} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(card.id)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, card.id]
                    : chosen.filter((id) => id !== card.id),
                )
              }
            />
            <span>
              {card.name} <span className="quiet">{card.id}</span>
            </span>
          </label>
        ))}
      </div>
      <div className="under">{chosen.length} chosen</div>
    </fieldset>
  )
}
