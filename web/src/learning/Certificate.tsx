import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import { sentence } from '../text/words.ts'

interface CertificateData {
  readonly name: string
  readonly officer: string
  readonly authority: string
  readonly course: string
  readonly courseName: string
  readonly says: string
  readonly citation: string
  readonly score: number
  readonly passMark: number
  readonly issuedAt: string
  readonly until: string
  readonly state: 'none' | 'valid' | 'expired' | 'suspended'
  readonly record: { readonly index: number; readonly digest: string }
  readonly node: string
}

/** A certificate to be printed: what was passed, until when it counts, and the record that proves it. */
export function Certificate() {
  const { id } = useParams({ from: '/staff/courses/$id/certificate' })
  const found = useQuery({
    queryKey: ['certificate', id],
    queryFn: () => get<CertificateData>(`/api/requests/${id}/certificate`),
  })
  if (found.error) return <ErrorNote error={found.error} />
  if (!found.data) return <Waiting what="Reading the certificate" />
  const c = found.data
  return (
    <div className="page page-narrow">
      <section className="card certificate">
        <p className="quiet">{c.authority}</p>
        <Title>{`Certificate: ${sentence(c.courseName)}`}</Title>
        <p className="certificate-name">{c.name}</p>
        <p>
          passed the course {c.course} with {c.score} of 100; {c.passMark} were needed. {c.says}
        </p>
        {c.state !== 'valid' && <p className="chip chip-red">{c.state}: it counts no more</p>}
        <dl className="facts">
          <dt>Issued</dt>
          <dd>{day(c.issuedAt)}</dd>
          <dt>Valid until</dt>
          <dd>{day(c.until)}</dd>
          <dt>By law</dt>
          <dd>{c.citation}</dd>
          <dt>Record</dt>
          <dd>
            entry {c.record.index} of the log of {c.node}
            <div className="certificate-digest">{c.record.digest}</div>
          </dd>
        </dl>
        <p className="quiet">
          Graded by the machine against the numbers of the engines. Whoever has the log can hold
          this digest against its entry.
        </p>
      </section>
      <div className="row no-print">
        <button type="button" className="button button-main" onClick={() => window.print()}>
          Print
        </button>
        <Link to="/courses">All courses</Link>
      </div>
    </div>
  )
}
