import { Link } from '@tanstack/react-router'
import { clockOf, stageWords, useExercise } from './use-exercise.ts'

/** Under the mark of the exercise: its clock, and the last thing that this authority was told. */
export function Band() {
  const { data } = useExercise(true)
  if (!data) return null
  const [last] = data.told
  return (
    <div className="exercise-told">
      <span>
        {data.name} {stageWords[data.stage]}
        {data.stage === 'waiting' ? '' : `, ${clockOf(data.second)} of ${data.minutes} minutes`}.{' '}
      </span>
      <span aria-live="polite">
        {last && (
          <>
            <b>{last.inject}</b> {last.text}{' '}
          </>
        )}
      </span>
      <Link to="/exercise">
        {data.control === null ? 'All you were told' : 'Lead the exercise'}
      </Link>
    </div>
  )
}
