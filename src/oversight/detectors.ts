/** Something at a node that flags, and what its own records let one test. */
export interface Detector {
  readonly id: string
  readonly name: string
  /** What is counted: flagged of all. */
  readonly unit: string
  /** Attributes of `lawfulAttributes` that its records hold anyway. */
  readonly attributes: readonly string[]
  /** What the result does not say, for whoever reads it. */
  readonly silentOn: string
}

export const detectors = [
  {
    id: 'looks',
    name: 'rows of the access log',
    unit: 'looks that led to an alarm, of all looks',
    attributes: ['role', 'authority', 'sector'],
    silentOn:
      'looks of one officer hang together, so the true interval is wider; an alarm is no misuse, and who has more files opens more',
  },
  {
    id: 'match',
    name: 'blind questions',
    unit: 'identifiers with a hit or a possible one, of all that were asked',
    attributes: ['country', 'authority', 'sector'],
    silentOn:
      'who is asked about is chosen by the officer: a higher rate may mean better questions; whether a hit was the right person, the file says and not this',
  },
  {
    id: 'red-lines',
    name: 'red lines',
    unit: 'requests that were stopped, of all that were put',
    attributes: ['country', 'authority', 'sector'],
    silentOn:
      'a request that was stopped may still have been lawful; what no row has a word or a code for is not seen in any group',
  },
  {
    id: 'red-flags',
    name: 'red flags of patterns and alerts',
    unit: 'flags that turned out false, of all with feedback',
    attributes: ['authority', 'country', 'sector'],
    silentOn:
      'only flags that came back with feedback are counted; who was never flagged and should have been is not seen; persons behind the flags are in no record here',
  },
] as const satisfies readonly Detector[]

export type DetectorId = (typeof detectors)[number]['id']
