export { lanternStory } from './data/all.ts'
export { demoAuthorities } from './data/authorities.ts'
export { todaysChapters } from './data/today.ts'
export { type Demo, type DemoOptions, demoBegins, openDemo } from './demo.ts'
export { type Adopted, adoptLessons, commitmentFrom } from './engine/adopt.ts'
export { type AfterAction, afterAction, afterActionJson } from './engine/after-action.ts'
export { type Conducted, conduct, type Run } from './engine/conduct.ts'
export { type Grade, grade, type PlayedEvent, spreadOf } from './engine/grade.ts'
export { type Live, type LiveOptions, openLive } from './engine/live.ts'
export { readAfterAction } from './engine/read-after-action.ts'
export type { Inject, Lesson, Scenario } from './engine/scenario.ts'
export { scenarios } from './engine/scenarios.ts'
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
