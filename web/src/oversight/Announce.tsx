import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { digestOf } from '../text/sha256.ts'

/** Announces a lot. The secret stays with the overseer: its digest is made here, and only that is sent. */
export function Announce() {
  const { act, error, busy } = useAct('oversight')
  const [asked, setAsked] = useState({ name: '', from: '', to: '', count: '40', secret: '' })
  const [pots, setPots] = useState<readonly string[]>([])
  const [done, setDone] = useState(false)
  const set = (part: Partial<typeof asked>) => setAsked({ ...asked, ...part })
  const complete = Object.values(asked).every((text) => text.trim() !== '')
  return (
    <section className="card stack-s" aria-labelledby="announce">
      <h2 id="announce">Announce a sample</h2>
      <p className="quiet">
        First everything is fixed: the releases, how many are drawn, and the digest of a sentence
        that you write on paper and keep. The lot is drawn from your sentence and from heads of the
        logs that do not exist yet, so neither you nor a node can choose it.
      </p>
      <div className="row row-fields">
        <Text label="Name" value={asked.name} onChange={(name) => set({ name })} />
        <Text label="From" type="date" value={asked.from} onChange={(from) => set({ from })} />
        <Text label="To" type="date" value={asked.to} onChange={(to) => set({ to })} />
        <Text
          label="How many"
          type="number"
          value={asked.count}
          onChange={(count) => set({ count })}
        />
      </div>
      <Text
        label="Your secret sentence; write it down, it is needed for the draw"
        value={asked.secret}
        onChange={(secret) => set({ secret })}
      />
      <label className="field">
        <span className="label">Releases of other nodes, as their overseers gave them</span>
        <input
          className="input"
          type="file"
          multiple
          accept="application/json"
          onChange={(event) =>
            void Promise.all([...(event.target.files ?? [])].map((file) => file.text())).then(
              setPots,
            )
          }
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      {done && (
        <Note tone="green" title="Announced">
          Keep your sentence. It is stored nowhere.
        </Note>
      )}
      <div className="row">
        <button
          type="button"
          className="button button-main"
          disabled={busy || !complete}
          onClick={() =>
            void act(async () => {
              const { name, from, to, count, secret } = asked
              const secretDigest = digestOf(secret)
              const body = { name, from, to, count: Number(count), secretDigest, pots }
              await call('POST', '/api/oversight/samples', body)
            }).then((ok) => {
              setDone(ok)
              if (ok) set({ secret: '' })
            })
          }
        >
          Announce
        </button>
        {asked.from !== '' && asked.to !== '' && (
          <a
            className="button"
            href={`/api/oversight/pot?from=${asked.from}&to=${asked.to}`}
            download
          >
            Releases of this node, for an overseer elsewhere
          </a>
        )}
      </div>
    </section>
  )
}

function Text(props: {
  label: string
  value: string
  type?: string
  onChange: (value: string) => void
}) {
  return (
    <label className="field">
      <span className="label">{props.label}</span>
      <input
        className="input"
        type={props.type ?? 'text'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  )
}
