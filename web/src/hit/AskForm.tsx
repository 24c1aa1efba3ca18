import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { useNode } from '../api/queries.ts'
import { Note } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'
import { Choice } from './Choice.tsx'
import { HitError } from './HitError.tsx'
import { Identifiers, linesIn, mostSigns } from './Identifiers.tsx'
import type { HitDesk } from './types.ts'
import { useHitCall } from './use-hit.ts'
import { counted } from './words.ts'

const example = `account:XN:A33
natid:XV:1968-4711
iban:XV85 DEMO 0000 4711
name:Goran Telleg|1974-02-11`

/** Whom we ask, about how many, for what: and before it goes, what each side learns by it. */
export function AskForm({ desk }: { desk: HitDesk }) {
  const navigate = useNavigate()
  const node = useNode()
  const ask = useHitCall<{ id: string }>()
  const referenceId = useId()
  const [text, setText] = useState('')
  const [reference, setReference] = useState('')
  const [purpose, setPurpose] = useState('')
  const [category, setCategory] = useState('')
  const [partners, setPartners] = useState<readonly string[]>([])
  const lines = linesIn(text)
  const missing = [
    lines.length === 0 && 'identifiers',
    text.length > mostSigns && 'a shorter list',
    partners.length === 0 && 'a partner',
    purpose === '' && 'the purpose',
    category === '' && 'what it is about',
    reference.trim() === '' && 'the case',
  ].filter((word) => word !== false)
  const ready = missing.length === 0
  const open = desk.partners.filter((partner) => partner.basis !== null)

  /** What a partner said today about its quota for this purpose, in its last answer. */
  function leftOf(owner: string): string {
    const today = node.data?.now.slice(0, 10)
    const left = desk.runs
      .filter((run) => run.purpose === purpose && run.at.slice(0, 10) === today)
      .flatMap((run) => run.partners.filter((p) => p.owner === owner && p.left !== null))[0]?.left
    return left == null ? '' : `; ${counted(left.items, 'item')} left today`
  }

  async function send(event: FormEvent) {
    event.preventDefault()
    const made = await ask.mutateAsync({
      path: 'questions',
      body: { partners, purpose, category, case: reference, text },
    })
    await navigate({ to: '/hit/$id', params: { id: made.id } })
  }

  return (
    <form className="card form" onSubmit={(event) => void send(event).catch(() => undefined)}>
      <h2>Ask</h2>
      <div className="columns two-columns">
        <Identifiers
          label="Identifiers, one on each line"
          text={text}
          rows={8}
          example={example}
          onText={setText}
        >
          <div className="help">
            Kinds: {desk.kinds.join(', ')}. Write the country where a number is unique in one
            country alone; a name needs the day or the year of birth.
          </div>
        </Identifiers>
        <div className="stack">
          <fieldset className="field">
            <legend>Partners</legend>
            {open.length === 0 && (
              <p className="quiet">
                No row of law lets this authority ask another one for information.
              </p>
            )}
            <div className="choices">
              {desk.partners.map((partner) => (
                <label className="choice" key={partner.id}>
                  <input
                    type="checkbox"
                    disabled={partner.basis === null}
                    checked={partners.includes(partner.id)}
                    onChange={(event) =>
                      setPartners(
                        event.target.checked
                          ? [...partners, partner.id]
                          : partners.filter((id) => id !== partner.id),
                      )
                    }
                  />
                  <span>
                    {partner.name} <span className="quiet">{partner.id}</span>
                  </span>
                  <span className="what">
                    {partner.basis ?? `Closed: ${partner.closed}`}
                    {leftOf(partner.id)}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset className="field">
            <legend>Purpose</legend>
            <div className="choices">
              {desk.purposes.map((one) => (
                <label className="choice" key={one.id}>
                  <input
                    type="radio"
                    name="purpose"
                    checked={purpose === one.id}
                    onChange={() => setPurpose(one.id)}
                  />
                  <span>{sentence(one.name)}</span>
                  <span className="what">{one.citation}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <Choice
            label="What the case is about"
            none="choose an offence"
            options={desk.categories.map(({ id, name }) => ({ id, text: name }))}
            value={category}
            onChoose={setCategory}
          />
          <div className="field">
            <label htmlFor={referenceId}>Case</label>
            <input
              id={referenceId}
              className="input"
              maxLength={200}
              autoComplete="off"
              value={reference}
              onChange={(event) => setReference(event.target.value)}
            />
            <div className="help">
              Your reference, without names. Items may be drawn by lot and compared with its file.
            </div>
          </div>
        </div>
      </div>
      <Note tone="blue" title="What each side learns">
        Each partner learns that you asked, about how many, for which purpose, offence and case, and
        under which article: not about whom. You learn which of{' '}
        {lines.length === 0 ? 'them' : counted(lines.length, 'line')} it knows, and nothing of the
        others. Both logs keep the counts. A partner may let its officers release the question
        first. It answers {desk.quota.items.toLocaleString('en')} items a day,{' '}
        {desk.quota.names.toLocaleString('en')} of them keys of names.
      </Note>
      {ask.error !== null && <HitError error={ask.error} />}
      <div className="row">
        <button type="submit" className="button button-main" disabled={!ready || ask.isPending}>
          {ask.isPending ? 'Blinding…' : 'Ask, blind'}
        </button>
        {!ready && <span className="quiet">Still missing: {missing.join(', ')}</span>}
      </div>
    </form>
  )
}
