import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call, get, type Upload, upload } from '../api/http.ts'
import type { Condition } from '../api/item-types.ts'
import { useSession } from '../api/queries.ts'
import { Digest, Progress } from '../parts/bits.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { bytes } from '../text/amount.ts'
import { when } from '../text/time.ts'
import { stateOf } from './attachment-words.ts'
import { asQuery, FileConditions, type OwnConditions } from './FileConditions.tsx'
import { FileToMatter } from './FileToMatter.tsx'
import { Chips } from './Items.tsx'

export interface Attachment {
  readonly id: string
  readonly title: string
  readonly type: string
  readonly bytes: number
  readonly digest: string
  /** How it may be used now, with what its giver said of it since. */
  readonly strip: readonly Condition[]
  readonly sources: readonly string[]
  readonly retracted: boolean
  readonly direction: 'ours' | 'theirs'
  readonly state: 'kept' | 'released' | 'sent' | 'wanted' | 'verified' | 'refused' | 'erased'
  readonly by: string
  readonly at: string
  readonly releasedBy: string | null
  readonly arrived: number | null
  readonly to: readonly {
    readonly node: string
    readonly verifiedAt: string | null
    readonly erasedAt: string | null
    readonly sent: number
  }[]
  readonly verifiedAt: string | null
  readonly reason: string | null
}

/** Files of the matter: what each is, where it is, and how far on its way. */
export function Attachments({ id }: { id: string }) {
  const session = useSession()
  const path = `/api/requests/${encodeURIComponent(id)}/attachments`
  const list = useQuery({
    queryKey: ['attachments', id],
    queryFn: () => get<{ attachments: readonly Attachment[] }>(path),
    refetchInterval: (query) =>
      query.state.data?.attachments.some(isMoving) === true ? 1_000 : 10_000,
  })
  const rows = list.data?.attachments ?? []
  const reads = session.data?.role === 'auditor'
  if (rows.length === 0 && reads) return null
  return (
    <section className="card card-flush" aria-labelledby="files">
      <div className="card-head">
        <h2 id="files">Files</h2>
      </div>
      {rows.length > 0 && (
        <Scroll label="Files of this matter">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">Where it is</th>
                <th scope="col">How it may be used</th>
                <th scope="col" className="no-print">
                  Open
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  path={path}
                  matter={id}
                  canCopy={!reads}
                  canRelease={!reads && row.state === 'kept' && row.by !== session.data?.id}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {!reads && <Add id={id} path={path} />}
    </section>
  )
}

function whereItIs(to: Attachment['to'][number]): string {
  if (to.erasedAt !== null) return `erased at ${to.node}, which said so on ${when(to.erasedAt)}`
  if (to.verifiedAt !== null) return `${to.node} has it whole since ${when(to.verifiedAt)}`
  return `${to.node} has asked for ${Math.floor(to.sent / 10)} %`
}

function isMoving(row: Attachment): boolean {
  return row.state === 'wanted' || (row.state === 'sent' && row.to.some((to) => !to.verifiedAt))
}

function Row(props: {
  row: Attachment
  path: string
  matter: string
  canRelease: boolean
  canCopy: boolean
}) {
  const { row, path, matter } = props
  const client = useQueryClient()
  const [error, setError] = useState<unknown>()
  async function release() {
    try {
      await call('POST', `${path}/${row.id}/release`)
      await client.invalidateQueries({ queryKey: ['attachments', matter] })
    } catch (no) {
      setError(no)
    }
  }
  if (row.state === 'erased')
    return (
      <tr>
        <th scope="row">A file</th>
        <td colSpan={3}>erased; its key is gone here and in every backup</td>
      </tr>
    )
  const { text, tone } = stateOf(row)
  return (
    <tr>
      <th scope="row">
        {row.title}
        <span className="under">
          {bytes(row.bytes)}, {row.type}
        </span>
        <span className="under">
          <Digest value={row.digest} />
        </span>
      </th>
      <td>
        <span className={`chip ${tone}`}>{text}</span>
        {row.arrived !== null && (
          <progress aria-label={`${row.title} on its way`} max={1000} value={row.arrived} />
        )}
        {row.to.map((to) => (
          <span className="under" key={to.node}>
            {whereItIs(to)}
          </span>
        ))}
        <span className="under">
          {row.direction === 'ours' ? 'added by' : 'from'} {row.by}, {when(row.at)}
        </span>
        {row.releasedBy && <span className="under">released by {row.releasedBy}</span>}
        {row.reason && row.state !== 'verified' && <span className="under">{row.reason}</span>}
        {props.canRelease && (
          <button type="button" className="button button-small" onClick={() => void release()}>
            Release it
          </button>
        )}
        {error !== undefined && <ErrorNote error={error} />}
      </td>
      <td>
        <Chips name={`Conditions of ${row.title}`} chips={row.strip} />
        {row.retracted && <span className="under">taken back by whoever gave it</span>}
        {row.sources.length > 0 && (
          <span className="under">made from what was given under these conditions</span>
        )}
      </td>
      <td className="no-print">
        {row.state === 'wanted' || row.state === 'refused' ? (
          <span className="quiet">not yet</span>
        ) : (
          <div className="row">
            <a className="button button-small" href={`${path}/${row.id}`}>
              save
            </a>
            {props.canCopy && (
              <FileToMatter path={`${path}/${row.id}`} matter={matter} title={row.title} />
            )}
          </div>
        )}
      </td>
    </tr>
  )
}

/** Takes a file up while it is read, with how much has gone. */
function Add({ id, path }: { id: string; path: string }) {
  const client = useQueryClient()
  const picker = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [title, setTitle] = useState('')
  const [sent, setSent] = useState(0)
  const [running, setRunning] = useState<Upload<unknown>>()
  const [error, setError] = useState<unknown>()
  const [own, setOwn] = useState<OwnConditions>()
  async function start(chosen: File) {
    setError(undefined)
    setSent(0)
    const query = new URLSearchParams({
      title: title.trim() || chosen.name,
      ...(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(chosen.type) ? { type: chosen.type } : {}),
      ...asQuery(own),
    })
    const going = upload<unknown>(`${path}?${query}`, chosen, setSent, 'POST')
    setRunning(going)
    try {
      await going.done
      setFile(undefined)
      setTitle('')
      setOwn(undefined)
      if (picker.current) picker.current.value = ''
    } catch (no) {
      setError(no)
    } finally {
      setRunning(undefined)
      await client.invalidateQueries({ queryKey: ['attachments', id] })
    }
  }
  return (
    <div className="card-inside stack no-print">
      <p className="quiet">
        A file stays here until a second officer releases it. Then it goes with the next step that
        reaches the other side, sealed for them alone.
      </p>
      <div className="row">
        <label className="pick">
          File
          <input
            ref={picker}
            className="input"
            type="file"
            disabled={running !== undefined}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </label>
        <label className="pick">
          Title
          <input
            className="input"
            value={title}
            maxLength={200}
            placeholder={file?.name ?? ''}
            disabled={running !== undefined}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <button
          type="button"
          className="button"
          disabled={file === undefined || running !== undefined}
          onClick={() => file && void start(file)}
        >
          Add the file
        </button>
      </div>
      <FileConditions own={own} onChange={setOwn} disabled={running !== undefined} />
      {running && file && (
        <Progress
          what={`Sealing ${file.name}`}
          done={sent}
          total={file.size}
          onCancel={running.cancel}
        />
      )}
      {error !== undefined && <ErrorNote error={error} />}
    </div>
  )
}
