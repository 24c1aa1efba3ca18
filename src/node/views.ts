import { z } from 'zod'
import { fieldKinds } from '#procedure'

/**
 * What a node shows, as shapes: the same rows type the code, validate what leaves through the api and become its
 * OpenAPI document. Instants are ISO 8601 in UTC, amounts decimal strings.
 */

export const actorView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  roleName: z.string(),
  authority: z.string(),
  authorityName: z.string(),
})
export type ActorView = z.infer<typeof actorView>

const party = z.object({ id: z.string(), name: z.string() })

export const nodeView = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  countryName: z.string(),
  demo: z.boolean(),
  /** Reference of the exercise that the node was made for; it stands on every screen. */
  exercise: z.string().nullable(),
  /** The authority that keeps the tip box here; who keeps none says nothing. */
  tipBox: z.string().nullable(),
  now: z.string(),
  federation: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      country: z.string(),
      address: z.string(),
      self: z.boolean(),
    }),
  ),
  log: z.object({ size: z.int(), root: z.string() }),
})
export type NodeView = z.infer<typeof nodeView>

const matterKind = z.enum(['request', 'spontaneous', 'matter'])

export const inboxItem = z.object({
  id: z.string(),
  reference: z.string(),
  /** `matter` for every procedure but the two between financial intelligence units. */
  kind: matterKind,
  procedure: z.object({ id: z.string(), name: z.string() }),
  subject: z.string(),
  side: z.enum(['requesting', 'requested']),
  counterpart: party,
  state: z.string(),
  stateName: z.string(),
  urgency: z.string(),
  due: z.string().nullable(),
  dueName: z.string().nullable(),
  dueStatus: z.enum(['running', 'soon', 'overdue', 'paused', 'met', 'none']),
  remainingSeconds: z.int().nullable(),
  waitingFor: z.enum(['us', 'them', 'nobody']),
  /** The officer who asks has a step to take. */
  officersTurn: z.boolean(),
  /** Rung of the stall ladder that is due for a late matter. */
  stall: z.string().nullable(),
  updatedAt: z.string(),
})
export type InboxItem = z.infer<typeof inboxItem>

export const field = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(fieldKinds),
  section: z.string().optional(),
  least: z.int().optional(),
  most: z.int().optional(),
  required: z.boolean(),
  citation: z.string().optional(),
  help: z.string().optional(),
  /** Said beside the document; a page folds it away. */
  beside: z.literal(true).optional(),
  options: z
    .array(z.object({ value: z.string(), label: z.string(), citation: z.string().optional() }))
    .optional(),
})
export type Field = z.infer<typeof field>

const anyDocument = z.record(z.string(), z.unknown())

const timelineEntry = z.object({
  id: z.string(),
  /** Last day on which the words could be held; they are not shown any more. */
  withheld: z.string().optional(),
  at: z.string(),
  type: z.string(),
  title: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), authority: z.string() }),
  node: z.string(),
  /** Written by this node; false for a record that came from the other side. */
  ours: z.boolean(),
  /** The record stands in both logs. */
  crossed: z.boolean(),
  document: anyDocument.optional(),
  digest: z.string(),
  index: z.int().nullable(),
  receipt: z
    .object({ status: z.string(), at: z.string(), index: z.int(), size: z.int() })
    .optional(),
  /** Of an approval at this node: proven by the officer’s passkey, or by the key that the node keeps alone. */
  approvedWith: z.enum(['passkey', 'node-key']).optional(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

const clockView = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.string(),
  citation: z.string(),
  start: z.string(),
  due: z.string().nullable(),
  status: z.string(),
  remainingSeconds: z.int().nullable(),
  steps: z.array(z.string()),
  owedBy: z.string(),
  /** What follows when it runs out. */
  consequence: z.string(),
  /** When it warns, before it runs out. */
  warnings: z.array(z.string()),
})
export type ClockView = z.infer<typeof clockView>

/** How much of what the law asks for a document has, and what else to think of. */
export const completeness = z.object({
  have: z.int(),
  of: z.int(),
  missing: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      citation: z.string(),
      fields: z.array(z.string()),
    }),
  ),
  prompts: z.array(
    z.object({ id: z.string(), text: z.string(), citation: z.string(), field: z.string() }),
  ),
})
export type Completeness = z.infer<typeof completeness>

const actionView = z.object({
  id: z.string(),
  name: z.string(),
  open: z.boolean(),
  why: z.string().optional(),
  remedy: z.string().optional(),
  citation: z.string().optional(),
  form: z.array(field),
  /** It restrains a person or property; every safeguard must be filled first. */
  coercive: z.boolean(),
  /** The other side learns of it. */
  crosses: z.boolean(),
  /** Text that is there already and may be changed, as far as the step begins with one. */
  document: anyDocument.optional(),
  elements: completeness.optional(),
})
export type ActionView = z.infer<typeof actionView>

const stallView = z.object({
  clock: z.string(),
  /** The side that is late. */
  owedBy: z.string(),
  since: z.string(),
  rung: z.string(),
  next: z.object({ rung: z.string(), at: z.string() }).nullable(),
  /** First document of the procedure that takes it up; an officer signs it, no machine sends it. */
  notice: anyDocument,
})

export const requestView = z.object({
  id: z.string(),
  reference: z.string(),
  kind: matterKind,
  procedure: z.string(),
  procedureName: z.string(),
  citation: z.string(),
  family: z.string(),
  subject: z.string(),
  side: z.enum(['requesting', 'requested']),
  from: party,
  to: party,
  state: z.string(),
  stateName: z.string(),
  urgency: z.string(),
  legalBasis: z.object({ id: z.string(), name: z.string(), citation: z.string() }).nullable(),
  conditions: anyDocument.nullable(),
  document: anyDocument,
  timeline: z.array(timelineEntry),
  clocks: z.array(clockView),
  actions: z.array(actionView),
  reply: anyDocument.optional(),
  completeness,
  tracks: z.array(z.object({ id: z.string(), state: z.string(), stateName: z.string() })),
  /** States of the table in its order, so that a page can draw the way. */
  path: z.array(
    z.object({
      track: z.string(),
      id: z.string(),
      name: z.string(),
      /** When it was first reached. */
      reached: z.string().nullable(),
      current: z.boolean(),
      waitsFor: z.string(),
      closed: z.boolean(),
    }),
  ),
  parties: z.array(
    z.object({
      side: z.string(),
      sideName: z.string(),
      id: z.string(),
      name: z.string(),
      outside: z.boolean(),
    }),
  ),
  links: z.array(
    z.object({
      step: z.string(),
      stepName: z.string(),
      id: z.string(),
      reference: z.string(),
      procedureName: z.string(),
    }),
  ),
  tallies: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      /** What the rows are kept by; tallies with the same key belong in one table. */
      by: z.object({ name: z.string(), label: z.string() }),
      /** The amount that bounds the sum, where one is set. */
      limit: z.object({ label: z.string(), value: z.string() }).nullable(),
      /** The moment from which instants are counted, where the document sets one. */
      zero: z.object({ label: z.string(), at: z.string() }).nullable(),
      rows: z.array(
        z.object({
          key: z.string(),
          value: z.string(),
          /** The value taken apart, so that a page can set it in columns and draw it. */
          parts: z.array(
            z.object({
              name: z.string(),
              label: z.string(),
              kind: z.enum(['text', 'instant', 'money']),
              value: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
  safeguards: z
    .array(
      z.object({
        column: z.string(),
        label: z.string(),
        needed: z.string().nullable(),
        filledBy: z.string().nullable(),
      }),
    )
    .nullable(),
  documents: z.array(
    z.object({
      record: z.string(),
      form: z.string(),
      formName: z.string(),
      title: z.string(),
      at: z.string(),
      by: z.string(),
    }),
  ),
  /** What is late, since when, and how far up the stall ladder it has come. */
  stall: stallView.nullable(),
  law: z.object({
    /** Under which the last step was decided. */
    version: z.string(),
    now: z.string(),
    changed: z.boolean(),
  }),
})
export type RequestView = z.infer<typeof requestView>

export const authorityView = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  kind: z.string(),
  competences: z.array(z.string()),
  languages: z.array(z.string()),
  address: z.string(),
  keys: z.array(
    z.object({
      use: z.string(),
      id: z.string(),
      fingerprint: z.string(),
      from: z.string(),
      to: z.string(),
    }),
  ),
  bases: z.array(z.object({ id: z.string(), name: z.string(), citation: z.string() })),
})
export type AuthorityView = z.infer<typeof authorityView>

export const logView = z.object({
  head: z.object({ size: z.int(), root: z.string(), checkpoint: z.string() }),
  entries: z.array(
    z.object({
      index: z.int(),
      at: z.string(),
      type: z.string(),
      actor: z.string(),
      stream: z.string(),
      digest: z.string().nullable(),
      leaf: z.string(),
      foreign: z.boolean(),
    }),
  ),
})
export type LogView = z.infer<typeof logView>

const settingsFile = z.object({ name: z.string(), digest: z.string() })
/** What the operator's files say by their digests, and when they changed; nothing of what stands in them. */
export const settingsView = z.object({
  /** As the newest records say, by the start of the node that took each up. */
  files: z.array(settingsFile),
  /** Newest first; a file without a digest was taken away. */
  changes: z.array(
    z.object({
      index: z.int(),
      at: z.string(),
      changed: z.array(z.object({ name: z.string(), digest: z.string().nullable() })),
    }),
  ),
  /** Files that were changed in the folder after the last start: they count from the next one. */
  notYet: z.array(z.string()),
})
export type SettingsView = z.infer<typeof settingsView>

export const auditView = z.object({
  ok: z.boolean(),
  findings: z.array(z.object({ where: z.string(), text: z.string() })),
  checked: z.object({ records: z.int(), bodies: z.int(), signatures: z.int() }),
  /**
   * Decisions made again from the law that each names. They are told apart from the findings: a difference may come from
   * a newer program with other tables, or from a card that has changed since.
   */
  decisions: z.object({
    same: z.int(),
    notChecked: z.int(),
    different: z.array(z.object({ where: z.string(), text: z.string() })),
  }),
  head: z.object({ size: z.int(), root: z.string(), checkpoint: z.string() }),
  settings: settingsView,
})
export type AuditView = z.infer<typeof auditView>

const figurePart = z.object({
  /** The same in every release: `IN-05/ground/G-07`. */
  id: z.string().optional(),
  by: z.string(),
  key: z.string(),
  text: z.string(),
  value: z.number().nullable().optional(),
  n: z.int().optional(),
  numerator: z.int().optional(),
  denominator: z.int().optional(),
  jurisdictions: z.int().optional(),
  unit: z.string().optional(),
  shown: z.boolean().optional(),
  note: z.string().optional(),
  /** Step of the small-count rule that was applied. */
  rule: z.string().nullable().optional(),
})

/** Words of the definition that were and were not in the logs, and whose logs were read. */
const figureCoverage = z.object({
  seen: z.array(z.string()),
  missing: z.array(z.string()),
  nodes: z.array(z.string()),
})

/** Figures for staff (`n`, `numerator`) or, after the small-count rule, for anybody (`cases`). */
export const figuresView = z.object({
  asOf: z.string(),
  from: z.string(),
  to: z.string(),
  nodes: z.array(z.string()),
  /** Members with a log of their own that was not counted. */
  absent: z.array(z.string()).optional(),
  indicators: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      formula: z.string(),
      unit: z.string(),
      shown: z.boolean(),
      value: z.number().nullable(),
      text: z.string(),
      note: z.string(),
      n: z.int().optional(),
      numerator: z.int().optional(),
      cases: z.string().optional(),
      interval: z.array(z.number()).length(2).optional(),
      denominator: z.int().optional(),
      jurisdictions: z.int().optional(),
      coverage: figureCoverage.optional(),
      rule: z.string().nullable().optional(),
      /** Lines that the small-count rule leaves out. */
      leftOut: z.array(z.string()).optional(),
      parts: z.array(figurePart),
    }),
  ),
  log: z.object({ origin: z.string(), size: z.int(), root: z.string() }),
  /** The version that is out; null for what a demonstration shows before two persons have released it. */
  release: z.object({ id: z.string(), version: z.int(), digest: z.string() }).nullable().optional(),
})

const addressee = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  kind: z.string(),
})

export const startForm = z.object({
  procedure: z.object({ id: z.string(), name: z.string(), citation: z.string() }),
  /** How many elements the law asks for. */
  elements: z.int(),
  /** Steps with which the officer may begin it, where there is more than one way. */
  steps: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The matter has no addressee; both sides are the authority that opens it. */
  alone: z.boolean(),
  /** The step with which it begins goes to the other side at once: there is no draft. */
  sends: z.boolean(),
  addressees: z.array(addressee),
  /** Authorities to whom this cannot be put, and why not. */
  closed: z.array(
    addressee.extend({ why: z.string(), citation: z.string().optional(), remedy: z.string() }),
  ),
  form: z.array(field),
  bases: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      citation: z.string(),
      clocks: z.array(z.string()),
    }),
  ),
})
export type StartForm = z.infer<typeof startForm>
