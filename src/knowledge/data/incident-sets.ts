import type { TestSetRow } from '../test-set.ts'

/** Sets of synthetic incidents on which anybody can measure a detector. */
export const incidentSets: readonly TestSetRow[] = [
  {
    id: 'IR-01',
    says: '200 accounts through which money was moved in one of four ways, among 400 lawful ones; some of those who move it know the thresholds, some lawful accounts look alike',
    // Chosen among many so that the set is as hard as the one that the network published; what is measured on it is counted.
    seed: '93',
    incidents: 200,
    lawful: 400,
    careful: 32,
    alike: 8,
  },
]
