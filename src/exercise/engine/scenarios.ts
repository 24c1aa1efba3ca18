import type { Scenario } from './scenario.ts'
import { silentHarbour } from './silent-harbour.ts'

/** Every exercise that can be played, by the name under which it is called. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [silentHarbour].map((scenario) => [scenario.slug, scenario]),
)
