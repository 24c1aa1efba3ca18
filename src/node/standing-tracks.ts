import type { ClockView, RequestView, TimelineEntry } from './views.ts'

type PathState = RequestView['path'][number]

/**
 * Two tracks that every matter has whatever its procedure: how far its letters are, from the receipts, and how its time
 * limits stand, from the clocks. Nothing is kept for them; late evidence changes what they say.
 */
export function standingTracks(
  timeline: readonly TimelineEntry[],
  clocks: readonly ClockView[],
): PathState[] {
  return [...delivery(timeline), ...deadline(clocks)]
}

function delivery(timeline: readonly TimelineEntry[]): PathState[] {
  const letters = timeline.filter((entry) => entry.ours && entry.receipt !== undefined)
  if (letters.length === 0) return []
  const of = (status: string) => letters.filter((l) => l.receipt?.status === status)
  const refused = of('refused')
  const away = of('on its way')
  const current = refused.length > 0 ? 'REFUSED' : away.length > 0 ? 'ON-ITS-WAY' : 'ADMITTED'
  const counted = (some: readonly TimelineEntry[]) => `${some.length} of ${letters.length}`
  const last = (some: readonly TimelineEntry[]) => some.at(-1)?.receipt?.at ?? null
  return [
    row(
      'delivery',
      'ON-ITS-WAY',
      `letters on their way: ${counted(away)}`,
      letters[0]!.at,
      current,
    ),
    row(
      'delivery',
      'ADMITTED',
      `letters admitted: ${counted(of('admitted'))}`,
      last(of('admitted')),
      current,
    ),
    ...(refused.length === 0
      ? []
      : [
          row(
            'delivery',
            'REFUSED',
            `letters refused: ${counted(refused)}`,
            last(refused),
            current,
          ),
        ]),
  ]
}

const standings = [
  ['OVERDUE', 'a limit has run out', ['overdue']],
  ['STANDING-STILL', 'the clock stands still', ['paused']],
  ['RUNNING', 'a limit is running', ['running']],
  ['BREACHED', 'met, once too late', ['breached-then-met']],
  ['MET', 'every limit met or ended', ['met', 'ended']],
] as const

function deadline(clocks: readonly ClockView[]): PathState[] {
  const [now] = standings.filter(([, , statuses]) =>
    clocks.some((c) => (statuses as readonly string[]).includes(c.status)),
  )
  if (now === undefined) return []
  const [id, name, statuses] = now
  const those = clocks.filter((c) => (statuses as readonly string[]).includes(c.status))
  const since = those.map((c) => (id === 'OVERDUE' ? (c.due ?? c.start) : c.start)).sort()[0]
  return [row('deadline', id, `${name}: ${those.map((c) => c.name).join(', ')}`, since ?? null, id)]
}

function row(
  track: string,
  id: string,
  name: string,
  reached: string | null,
  current: string,
): PathState {
  return { track, id, name, reached, current: id === current, waitsFor: 'nobody', closed: false }
}
