export { lanternStory } from './data/all.ts'
export { demoAuthorities } from './data/authorities.ts'
export { todaysChapters } from './data/today.ts'
export { type Demo, type DemoOptions, demoBegins, openDemo } from './demo.ts'
export { type Log, replay, type Told } from './replay.ts'
export { type Replayed, replayLantern } from './replayed.ts'
export {
  asJsonLines,
  asText,
  type Broken,
  type DeskWork,
  type FaultKind,
  type FoundSeed,
  faultKinds,
  type InvariantName,
  invariants,
  mostMembers,
  type Plan,
  type PlanOptions,
  type Played,
  planOf,
  playSeeds,
  type Ran,
  runPlan,
  type Stamper,
  shrink,
  together,
} from './simulate/index.ts'
export { type Limit, type Standing, standings } from './standing.ts'
export type { Chapter, Expected, MatterChapter, MatterStep, Step } from './story.ts'
export { type Stage, tell } from './tell.ts'
