import { Link } from '@tanstack/react-router'
import { Note } from '../parts/notes.tsx'
import { length } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { useWitnesses } from './witnesses.ts'

/** On every page while the witnesses lag behind, or a partner's log told two histories. */
export function WitnessBanner() {
  const { data } = useWitnesses()
  if (data === undefined) return null
  const { own, forks } = data
  return (
    <>
      {own.state === 'late' && (
        <div className="page banner">
          <Note tone="amber" title="The witnesses of the log are late">
            The newest entries have waited {length(own.lag)} for the cosignatures of {own.quorum}.
            After {length(own.limits.stopAfter)} letters wait too.{' '}
            <Link to="/log">See the witnesses</Link>
          </Note>
        </div>
      )}
      {own.state === 'stopped' && own.refusal && (
        <div className="page banner">
          <Note
            tone={own.refusal.name === 'witnesses-not-heard' ? 'amber' : 'red'}
            title={
              own.refusal.name === 'witnesses-not-heard'
                ? 'Letters wait for the witnesses'
                : 'No letter leaves this node'
            }
          >
            {sentence(own.refusal.ground)}. {sentence(own.refusal.remedy)}.{' '}
            <Link to="/log">See the witnesses</Link>
          </Note>
        </div>
      )}
      {forks.length > 0 && (
        <div className="page banner">
          <Note tone="red" title={`The log of ${forks[0]!.node} has told two histories`}>
            Two heads that it signed cannot both be true. Trust no letter of it before its head and
            yours have spoken. <Link to="/log">See the evidence</Link>
          </Note>
        </div>
      )}
    </>
  )
}
