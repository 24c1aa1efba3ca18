import { done, type Outcome, refuse } from '#base'
import type { Checkpoint } from './checkpoint.ts'
import { type CosignerKey, cosignedBy, type NoteKey, parseVkey, printOf } from './cosignature.ts'

/**
 * Whose cosignatures make a head count (C2SP tlog-policy): witnesses by name and key, groups of them with a threshold,
 * and the quorum. The same text is read by the node that collects, by the auditor and by the court.
 */
export interface WitnessPolicy {
  readonly logs: readonly { readonly key: NoteKey; readonly url?: string }[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** Name of a witness or a group; `none`: no cosignature is asked for. */
  readonly quorum: string
}

export interface PolicyWitness {
  readonly name: string
  readonly key: CosignerKey
  /** Where heads are handed in, without `/add-checkpoint`. */
  readonly url?: string
}

export interface PolicyGroup {
  readonly name: string
  readonly atLeast: number
  readonly members: readonly string[]
}

/** The text of a stranger's policy that is longer is not read. */
const most = { signs: 256 * 1024, lines: 1000 } as const

/** @returns the policy, or a refusal that names the line */
export function parseWitnessPolicy(text: string): Outcome<WitnessPolicy> {
  const lines = text.split('\n')
  if (text.length > most.signs || lines.length > most.lines)
    return wrong(0, 'the policy is too long')
  const read = new Reader()
  for (const [i, line] of lines.entries()) {
    if (/[^\t\x20-\x7e\x80-\u{10ffff}]/u.test(line)) return wrong(i + 1, 'has a control sign')
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    if (words.length === 0 || words[0]!.startsWith('#')) continue
    const problem = read.line(words)
    if (problem) return wrong(i + 1, problem)
  }
  if (read.quorum === undefined) return wrong(lines.length, 'there is no quorum line')
  return done({
    logs: read.logs,
    witnesses: read.witnesses,
    groups: read.groups,
    quorum: read.quorum,
  })
}

class Reader {
  readonly logs: { key: NoteKey; url?: string }[] = []
  readonly witnesses: PolicyWitness[] = []
  readonly groups: PolicyGroup[] = []
  quorum: string | undefined
  readonly #members = new Set<string>()
  readonly #prints = new Set<string>()

  line([what, ...rest]: readonly string[]): string | undefined {
    if (what === 'log') return this.#log(rest)
    if (what === 'witness') return this.#witness(rest)
    if (what === 'group') return this.#group(rest)
    if (what === 'quorum') return this.#quorum(rest)
    return `"${what}" is not log, witness, group or quorum`
  }

  #log([vkey, url, ...more]: readonly string[]): string | undefined {
    const key = parseVkey(vkey ?? '')
    if (key?.type !== 'Ed25519' || more.length > 0)
      return 'is not a log with an Ed25519 key and at most one address'
    if (this.logs.some((log) => printOf(log.key) === printOf(key))) return 'names a log twice'
    this.logs.push(url === undefined ? { key } : { key, url })
    return undefined
  }

  #witness([name, vkey, url, ...more]: readonly string[]): string | undefined {
    const key = parseVkey(vkey ?? '')
    if (!name || !key || key.type === 'Ed25519' || more.length > 0)
      return 'is not a witness with a name, a key for cosignatures and at most one address'
    if (this.#known(name)) return `uses the name ${name} again`
    if (this.#prints.has(printOf(key))) return `gives ${name} the key of another witness`
    this.#prints.add(printOf(key))
    const cosigner = { ...key, type: key.type }
    this.witnesses.push({ name, key: cosigner, ...(url === undefined ? {} : { url }) })
    return undefined
  }

  #group([name, rule, ...members]: readonly string[]): string | undefined {
    if (!name || this.#known(name)) return `is not a group with a name of its own`
    if (members.length === 0) return 'is a group without members'
    for (const member of members) {
      if (member === 'none' || !this.#known(member))
        return `names ${member}, which is not known yet`
      if (this.#members.has(member)) return `counts ${member} a second time`
      this.#members.add(member)
    }
    const atLeast = rule === 'all' ? members.length : rule === 'any' ? 1 : countOf(rule ?? '')
    if (atLeast === undefined || atLeast < 1 || atLeast > members.length)
      return `asks for ${rule} of ${members.length}`
    this.groups.push({ name, atLeast, members })
    return undefined
  }

  #quorum([name, ...more]: readonly string[]): string | undefined {
    if (this.quorum !== undefined) return 'is a second quorum'
    if (!name || more.length > 0 || !this.#known(name)) return 'names no witness and no group'
    this.quorum = name
    return undefined
  }

  #known(name: string): boolean {
    return (
      name === 'none' ||
      this.witnesses.some((w) => w.name === name) ||
      this.groups.some((g) => g.name === name)
    )
  }
}

/** Whether these witnesses, by their names in the policy, are enough. */
export function isQuorum(policy: WitnessPolicy, cosigned: ReadonlySet<string>): boolean {
  const holds = (name: string): boolean => {
    const group = policy.groups.find((g) => g.name === name)
    if (group === undefined) return name === 'none' || cosigned.has(name)
    return group.members.filter(holds).length >= group.atLeast
  }
  return holds(policy.quorum)
}

/**
 * Who of the policy has cosigned the checkpoint, and when (seconds since the epoch).
 *
 * @param counts whether a cosignature by this key at that time counts; all do when absent
 */
export function cosignaturesOn(
  policy: WitnessPolicy,
  checkpoint: Checkpoint,
  counts: (key: CosignerKey, seconds: number) => boolean = () => true,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { name, key } of policy.witnesses) {
    const seconds = cosignedBy(checkpoint, key)
    if (seconds !== undefined && counts(key, seconds)) found.set(name, seconds)
  }
  return found
}

/** The quorum in words, for a page or a finding: `2 of XN-FIU, XS-FIU, XH-FIU`. */
export function quorumWords(policy: WitnessPolicy, name = policy.quorum): string {
  const group = policy.groups.find((g) => g.name === name)
  if (group === undefined) return name === 'none' ? 'nobody' : name
  const members = group.members.map((member) =>
    policy.groups.some((g) => g.name === member) ? `(${quorumWords(policy, member)})` : member,
  )
  return members.length === 1 ? members[0]! : `${group.atLeast} of ${members.join(', ')}`
}

/** Decimal without leading zeroes. */
function countOf(text: string): number | undefined {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined
}

function wrong(line: number, why: string) {
  return refuse({
    kind: 'malformed',
    name: 'witness-policy-unreadable',
    ground: line === 0 ? why : `line ${line} of the witness policy ${why}`,
    citation: 'C2SP tlog-policy',
    remedy: 'write it as C2SP tlog-policy says: witness lines, groups of them, one quorum line',
    where: { row: line },
  })
}
