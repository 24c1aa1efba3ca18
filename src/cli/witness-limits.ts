import { done, type Outcome, refuse } from '#base'
import { defaultWitnessLimits, type WitnessLimits } from '#node'
import type { Args } from './command.ts'

/** After how many seconds of lag every page says so, and after how many no letter leaves; a banner comes first. */
export function witnessLimitsOf(args: Args): Outcome<WitnessLimits> {
  const seconds = (name: string, otherwise: number) => {
    const text = args.text(name)
    return text === undefined ? otherwise : /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  }
  const limits: WitnessLimits = {
    bannerAfter: seconds('witness-late', defaultWitnessLimits.bannerAfter),
    stopAfter: seconds('witness-stop', defaultWitnessLimits.stopAfter),
  }
  return limits.bannerAfter <= limits.stopAfter
    ? done(limits)
    : refuse({
        kind: 'malformed',
        name: 'arguments-unusable',
        ground: 'the lags of the witnesses are not whole seconds with the banner before the stop',
        remedy: 'write --witness-late 60 --witness-stop 900, or other whole seconds in that order',
      })
}
