import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { Digest } from '../parts/bits.tsx'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { when } from '../text/time.ts'

interface SettingsOfNode {
  readonly files: readonly { readonly name: string; readonly digest: string }[]
  readonly changes: readonly {
    readonly index: number
    readonly at: string
    readonly changed: readonly { readonly name: string; readonly digest: string | null }[]
  }[]
  readonly notYet: readonly string[]
}

const about: Readonly<Record<string, string>> = {
  'council.json': 'who must agree to cards of partners',
  'openid.json': 'where officers sign in',
  'policies.json': 'own rows about access',
  'timestamp-authorities': 'who stamps the log',
  'witness-policy': 'whose cosignatures count',
}

/** The files that nobody signs: the log says when each changed, and by its digest to what. */
export function Settings() {
  const settings = useQuery({
    queryKey: ['log-settings'],
    queryFn: () => get<SettingsOfNode>('/api/log/settings'),
  })
  if (settings.error) return <ErrorNote error={settings.error} />
  if (settings.data === undefined) return null
  const { files, changes, notYet } = settings.data
  return (
    <section className="card" aria-labelledby="settings">
      <h2 id="settings">Files of the operator</h2>
      <p>
        The operator of the machine sets these in files. Nobody signs them, so the node puts on
        record at each start which of them has changed, by its SHA-256 digest. Who did it the log
        cannot know: ask the operator.
      </p>
      {notYet.length > 0 && (
        <Note tone="amber" title="Changed since the node was started">
          {notYet.join(', ')}: it counts from the next start.
        </Note>
      )}
      {files.length === 0 ? (
        <p className="quiet">
          There is none: two officers agree to cards, and nobody is asked to cosign or stamp.
        </p>
      ) : (
        <dl className="facts">
          {files.map((file) => (
            <div key={file.name} className="contents">
              <dt>
                {file.name}
                <span className="under">{about[file.name]}</span>
              </dt>
              <dd>
                <Digest value={file.digest} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {changes.length > 0 && (
        <ul className="flat">
          {changes.map((change) => (
            <li key={change.index}>
              changed {when(change.at)}:{' '}
              {change.changed
                .map(({ name, digest }) => (digest === null ? `${name} taken away` : name))
                .join(', ')}{' '}
              <span className="under">entry {change.index}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
