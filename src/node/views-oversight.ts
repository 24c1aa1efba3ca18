import { z } from 'zod'

/** What the page of oversight shows. Officers by number and name, persons of a case nowhere. */

const officer = { officer: z.string(), officerName: z.string() }

export const alarmView = z.object({
  id: z.string(),
  row: z.string(),
  name: z.string(),
  sentence: z.string(),
  citation: z.string(),
  ...officer,
  count: z.int(),
  looks: z.array(z.int()),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  answerBy: z.string(),
  late: z.boolean(),
  settled: z.object({ by: z.string(), at: z.string(), outcome: z.string() }).nullable(),
})

export const accountView = z.object({
  ...officer,
  state: z.enum(['proposed', 'suspended', 'declined', 'lifted', 'ended']),
  row: z.string(),
  at: z.string(),
  decideBy: z.string(),
  signed: z.array(z.object({ by: z.string(), at: z.string() })),
  suspendedAt: z.string(),
  until: z.string(),
  heardAt: z.string(),
  /** The matter of the oversight body that ordered it, or empty. */
  ordered: z.string(),
  late: z.boolean(),
  /** What this officer may do with it now. */
  may: z.array(z.enum(['sign', 'give-back', 'hear'])),
})

export const auditItemView = z.object({
  ticket: z.string(),
  node: z.string(),
  finding: z.string(),
  withdrawn: z.boolean(),
  /** Of a release of this node: where it stands and in which matter. */
  place: z
    .object({ index: z.int(), matter: z.string(), type: z.string(), at: z.string() })
    .nullable(),
})

export const sampleView = z.object({
  id: z.string(),
  name: z.string(),
  by: z.string(),
  at: z.string(),
  state: z.enum(['announced', 'drawn', 'heard', 'final']),
  from: z.string(),
  to: z.string(),
  count: z.int(),
  pots: z.array(z.object({ node: z.string(), releases: z.int(), seedSize: z.int() })),
  items: z.array(auditItemView),
  replyBy: z.string(),
  concerned: z.array(z.string()),
  replied: z.array(z.string()),
  result: z.object({
    sampled: z.int(),
    compliant: z.int(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    findings: z.record(z.string(), z.int()),
  }),
})

export const lineView = z.object({
  matter: z.string(),
  reference: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      ground: z.string(),
      citation: z.string(),
      by: z.enum(['mark', 'person', 'offence', 'word']),
      word: z.string(),
    }),
  ),
  at: z.string(),
  stopped: z.string(),
  signed: z.array(z.object({ by: z.string(), at: z.string() })),
  passed: z.boolean(),
})

export const consoleView = z.object({
  /** False for an officer who watches nobody. */
  watches: z.boolean(),
  /** A committee of parliament: how it is watched, never whom or what. */
  sumsOnly: z.boolean(),
  oversees: z.boolean(),
  headsDesk: z.boolean(),
  alarms: z.array(alarmView),
  accounts: z.array(accountView),
  officers: z.array(z.object({ id: z.string(), name: z.string() })),
  samples: z.array(sampleView),
  lines: z.array(lineView),
  recusals: z.array(
    z.object({
      ...officer,
      matter: z.string(),
      at: z.string(),
      lifted: z.array(z.string()),
      stands: z.boolean(),
    }),
  ),
  erasures: z.array(
    z.object({
      index: z.int(),
      at: z.string(),
      type: z.string(),
      by: z.string(),
      what: z.string(),
    }),
  ),
  criteria: z.array(
    z.object({ id: z.string(), question: z.string(), finding: z.string(), citation: z.string() }),
  ),
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sentence: z.string(),
      citation: z.string(),
      weight: z.string(),
    }),
  ),
  attributes: z.array(z.object({ id: z.string(), name: z.string(), source: z.string() })),
  detectors: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      attributes: z.array(z.string()),
      silentOn: z.string(),
    }),
  ),
})
export type ConsoleView = z.infer<typeof consoleView>

export const foundLooksView = z.object({
  looks: z.array(
    z.object({
      index: z.int(),
      at: z.string(),
      kind: z.string(),
      officer: z.string(),
      officerName: z.string(),
      subject: z.string(),
      reference: z.string(),
      purpose: z.string(),
      what: z.string(),
      ownStep: z.boolean(),
    }),
  ),
  more: z.boolean(),
})

export const copyTracedView = z.object({
  sha256: z.string(),
  found: z.array(
    z.object({
      index: z.int(),
      at: z.string(),
      officer: z.string(),
      subject: z.string(),
      what: z.string(),
    }),
  ),
  fileOf: z.array(z.string()),
  logged: z.boolean(),
})

export const declarationView = z.object({
  made: z.boolean(),
  at: z.string(),
  until: z.string(),
  names: z.int(),
  owed: z.boolean(),
  roundFrom: z.string(),
})

export const disparityView = z.object({
  groups: z.array(
    z.object({
      group: z.string(),
      flagged: z.int(),
      total: z.int(),
      rate: z.number().nullable(),
      ratio: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      says: z.enum(['too-few', 'no-sign', 'look']),
      fourFifths: z.boolean(),
    }),
  ),
})

export const reportView = z.object({
  year: z.int(),
  nodes: z.array(z.string()),
  heldBack: z.int(),
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      lines: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          from: z.array(z.string()),
          shown: z.boolean(),
          text: z.string(),
          note: z.string(),
        }),
      ),
    }),
  ),
})
