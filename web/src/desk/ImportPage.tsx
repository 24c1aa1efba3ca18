import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Button, DropZone, type FileDropItem, FileTrigger } from 'react-aria-components'
import { call, type Upload, upload } from '../api/http.ts'
import type { FileRole, Tracing, TracingFile } from '../api/types.ts'
import { Digest, Progress } from '../parts/bits.tsx'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { bytes } from '../text/amount.ts'
import { ColumnMap } from './ColumnMap.tsx'
import { take } from './carried.ts'
import { useJob } from './jobs.ts'
import { PreviewTable } from './PreviewTable.tsx'
import { RefusedRows } from './RefusedRows.tsx'
import {
  type ColumnChoice,
  fileRoles,
  firstChoice,
  guessRole,
  mapOf,
  missingColumns,
} from './roles.ts'

interface Sending {
  readonly role: FileRole
  readonly name: string
  readonly sent: number
  readonly total: number
}

/** From files to payments: send, look, name the columns, import. Nothing is kept when a row is refused. */
export function ImportPage({ tracing }: { tracing: Tracing }) {
  const queries = useQueryClient()
  const [files, setFiles] = useState<readonly TracingFile[]>(tracing.files)
  const [sending, setSending] = useState<Sending | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [choice, setChoice] = useState<ColumnChoice>({})
  const [base, setBase] = useState('')
  const [skip, setSkip] = useState(false)
  const job = useJob()
  const current = useRef<Upload<TracingFile> | null>(null)

  const ledger = files.find((file) => file.role === 'ledger')
  const header = ledger?.preview?.header
  const hasMap = files.some((file) => file.role === 'map')
  const hasRates = files.some((file) => file.role === 'rates')

  useEffect(() => {
    if (ledger?.preview) {
      setChoice(firstChoice(ledger.preview.header, ledger.preview.guess?.columns))
    }
  }, [ledger?.preview])

  const send = useCallback(
    async (role: FileRole, file: File) => {
      setError(null)
      job.clear()
      setSending({ role, name: file.name, sent: 0, total: file.size })
      try {
        const path = `/api/tracings/${tracing.id}/files/${role}?${new URLSearchParams({ name: file.name })}`
        const going = upload<TracingFile>(path, file, (sent) =>
          setSending((now) => (now ? { ...now, sent } : now)),
        )
        current.current = going
        const kept = await going.done
        setFiles((old) => [...old.filter((f) => f.role !== role), { ...kept, role }])
        void queries.invalidateQueries({ queryKey: ['tracing', tracing.id] })
      } catch (problem) {
        setError(problem)
      } finally {
        current.current = null
        setSending(null)
      }
    },
    [tracing.id, job.clear, queries],
  )

  const sendAll = useCallback(
    async (dropped: readonly File[]) => {
      const taken: FileRole[] = []
      for (const file of dropped) {
        const role = guessRole(file.name, taken)
        taken.push(role)
        await send(role, file)
      }
    },
    [send],
  )

  useEffect(() => {
    const waiting = take(tracing.id)
    if (waiting.length > 0) void sendAll(waiting)
  }, [tracing.id, sendAll])

  async function remove(role: FileRole) {
    setError(null)
    job.clear()
    try {
      await call('DELETE', `/api/tracings/${tracing.id}/files/${role}`)
      setFiles((old) => old.filter((file) => file.role !== role))
      void queries.invalidateQueries({ queryKey: ['tracing', tracing.id] })
    } catch (problem) {
      setError(problem)
    }
  }

  async function run() {
    const map = header && !hasMap ? mapOf(choice, header) : null
    const ended = await job.start(() =>
      call('POST', `/api/tracings/${tracing.id}/import`, {
        ...(base.trim() === '' ? {} : { base: base.trim().toUpperCase() }),
        ...(map === null ? {} : { map }),
        ...(skip ? { skipBadRows: true } : {}),
      }),
    )
    if (ended?.state === 'done') {
      void queries.invalidateQueries({ queryKey: ['tracings'] })
      await queries.invalidateQueries({ queryKey: ['tracing', tracing.id] })
    }
  }

  const missing = header && !hasMap ? missingColumns(choice) : []
  const ready =
    ledger !== undefined &&
    missing.length === 0 &&
    sending === null &&
    !job.running &&
    (!hasRates || base.trim() !== '')

  return (
    <div className="columns import-columns">
      <div className="stack">
        <DropZone
          className="drop"
          aria-label="Drop files here"
          onDrop={(event) => {
            const items = event.items.filter((item): item is FileDropItem => item.kind === 'file')
            void Promise.all(items.map((item) => item.getFile())).then(sendAll)
          }}
        >
          <div className="strong">Drop the ledger and what belongs to it here</div>
          <p className="quiet">Or choose each file below. Files stay on this authority’s node.</p>
        </DropZone>
        {fileRoles.map(({ role, name, what }) => {
          const file = files.find((f) => f.role === role)
          return (
            <section className="card slot" key={role} aria-label={name}>
              <div className="card-head">
                <h3>{name}</h3>
                <span className="grow" />
                <FileTrigger onSelect={(list) => list?.[0] && void send(role, list[0])}>
                  <Button
                    className={
                      role === 'ledger' && !file ? 'button button-main' : 'button button-small'
                    }
                  >
                    {file ? 'Replace' : 'Choose file'}
                  </Button>
                </FileTrigger>
                {file && (
                  <button
                    type="button"
                    className="button button-small button-bare"
                    onClick={() => void remove(role)}
                  >
                    Remove
                  </button>
                )}
              </div>
              {sending?.role === role ? (
                <Progress
                  what={`Sending ${sending.name}`}
                  done={sending.sent}
                  total={sending.total}
                  onCancel={() => current.current?.cancel()}
                />
              ) : file ? (
                <div className="row">
                  <span className="strong wrap-any">{file.name}</span>
                  <span className="quiet">{bytes(file.bytes)}</span>
                  <Digest value={file.digest} label={`digest of ${file.name}`} />
                </div>
              ) : (
                <p className="quiet">{what}</p>
              )}
            </section>
          )
        })}
      </div>
      <div className="stack">
        {error !== null && <ErrorNote error={error} />}
        {job.error !== null && <ErrorNote error={job.error} />}
        {job.problem && <RefusedRows problem={job.problem} name={ledger?.name ?? 'ledger'} />}
        {ledger?.preview ? (
          <>
            <PreviewTable preview={ledger.preview} />
            {!hasMap && (
              <ColumnMap header={ledger.preview.header} choice={choice} onChange={setChoice} />
            )}
          </>
        ) : (
          !sending && (
            <Note tone="blue" title="What happens next">
              You will see the first rows as they are understood, with the delimiter and the
              encoding, before anything is imported.
            </Note>
          )
        )}
        {ledger && (
          <section className="import-bar" aria-label="Import">
            {job.running ? (
              <Progress
                what={job.job?.what ?? 'Importing'}
                done={job.job?.done ?? 0}
                total={job.job?.total ?? 0}
                onCancel={job.cancel}
              />
            ) : (
              <div className="row">
                <button
                  type="button"
                  className="button button-main"
                  disabled={!ready}
                  onClick={() => void run()}
                >
                  Import the ledger
                </button>
                {hasRates && (
                  <label className="pick">
                    <span>Base currency of the rates</span>
                    <input
                      className="input input-short"
                      size={5}
                      maxLength={5}
                      placeholder="EUR"
                      value={base}
                      onChange={(event) => setBase(event.target.value)}
                    />
                  </label>
                )}
                <label className="row">
                  <input
                    type="checkbox"
                    checked={skip}
                    onChange={(event) => setSkip(event.target.checked)}
                  />
                  <span>
                    Leave out rows that cannot be read{' '}
                    <span className="quiet">(they are listed; else one refuses the file)</span>
                  </span>
                </label>
                {missing.length > 0 && (
                  <span>
                    Still to be named: <span className="strong">{missing.join(', ')}</span>
                  </span>
                )}
              </div>
            )}
          </section>
        )}
      </div>
    </div>
  )
}
