export interface Lane {
  readonly lane: 'routine' | 'emergency'
  readonly sent: number
  readonly answered: number
  readonly waiting: number
  readonly received: number
  readonly restsUntil: string
  readonly failures: number
}

export interface Suspension {
  readonly key: string
  readonly by: string
  readonly instrument: string
  readonly measure: string
  readonly until: string
  readonly ground: string
  readonly proposedBy: string
  readonly confirmedBy: string
  readonly holds: boolean
  readonly mayConfirm: boolean
  readonly mayEnd: boolean
}

export interface Alarm {
  readonly at: string
  readonly type: string
  readonly reason: string
  readonly index: number
}

export interface Channel {
  readonly peer: string
  readonly name: string
  readonly country: string
  readonly lanes: readonly Lane[]
  readonly lastSent: string
  readonly lastAnswered: string
  readonly lastReceived: string
  readonly alarms: readonly Alarm[]
  readonly suspensions: readonly Suspension[]
}

export interface ChannelsView {
  readonly channels: readonly Channel[]
  readonly instruments: readonly { readonly id: string; readonly name: string }[]
  readonly measures: readonly string[]
  readonly mayPropose: boolean
  readonly longestDays: number
}

const reasons: Readonly<Record<string, string>> = {
  'chain-broken': 'another history of the channel than the one received before',
  'id-reused': 'another letter under an id that was used before',
  'number-unknown':
    'a letter was asked for that was never written: one of the two logs is not what it was',
}

/** An event of the channel as a person reads it. */
export function alarmWords({ type, reason }: Alarm): string {
  if (type === 'gap.queried') return `We asked for ${reason}, which had not arrived.`
  if (type === 'gap.asked') return `They asked for ${reason}, which had not arrived there.`
  if (type === 'letter.term-warned')
    return 'A letter of ours has no final answer and its term comes near.'
  return `Alarm: ${reasons[reason] ?? reason.replaceAll('-', ' ')}.`
}
