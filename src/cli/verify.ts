import { existsSync, readFileSync, statSync } from 'node:fs'
import { refuse } from '#base'
import {
  checkDocument,
  checkExhibit,
  type DocumentCheck,
  differences,
  documentFormat,
  type ExhibitCheck,
} from '#paper'
import type { Call, ExitCode } from './command.ts'
import { attachedData } from './pdf-attachment.ts'
import { exitCode, tell } from './refusal.ts'
import { retrace } from './retrace.ts'
import type { Terminal } from './terminal.ts'

/** What every kind of check comes to: what was looked at, and each thing that is wrong, as a sentence. */
export interface Verdict {
  readonly what: string
  readonly checked: Readonly<Record<string, string | number>>
  readonly findings: readonly string[]
  /** What could not be checked from here, and why. */
  readonly unchecked: readonly string[]
}

/** The auditor's command: a node's folder, a node's address, a proof, an exhibit or a document. */
export async function verify({ args, terminal, config }: Call): Promise<ExitCode> {
  const target = args.positionals[0]!
  const json = args.flag('json')
  if (/^https?:\/\//.test(target)) {
    const { verifyAddress } = await import('./verify-address.ts')
    return report([await verifyAddress(target)], json, terminal)
  }
  if (existsSync(target) && statSync(target).isDirectory()) {
    const { verifyFolder } = await import('./verify-folder.ts')
    return report(await verifyFolder(target, config, terminal), json, terminal)
  }
  const bytes = readFileSync(target === '-' ? 0 : target)
  const { isProof, verifyProof } = await import('./verify-proof.ts')
  if (isProof(bytes)) return report([verifyProof(bytes)], json, terminal)
  const inside = attachedData(bytes) ?? bytes
  if (Buffer.from(inside).includes(`"format":"${documentFormat}"`)) {
    const document = checkDocument(inside)
    if (document.ok) return report([documentVerdict(document.value)], json, terminal)
    terminal.say(tell({ ...document.refusal, where: { file: target } }))
    return exitCode(document.refusal)
  }
  const checked = checkExhibit(inside)
  if (!checked.ok) {
    terminal.say(tell({ ...checked.refusal, where: { file: target } }))
    return exitCode(checked.refusal)
  }
  const ledger = args.text('ledger')
  const again =
    ledger === undefined ? undefined : await retrace(ledger, checked.value.data, terminal)
  if (again && !again.ok) {
    terminal.say(tell(again.refusal))
    return exitCode(again.refusal)
  }
  const differing = again ? differences(checked.value.data, again.value) : undefined
  return report([exhibitVerdict(checked.value, differing)], json, terminal)
}

function documentVerdict({ data, digest, findings }: DocumentCheck): Verdict {
  return {
    what: `document "${data.title}"`,
    checked: { digest, matter: data.matter, ...(data.law === null ? {} : { law: data.law }) },
    findings,
    unchecked: ['whether it stands in the log: compare the digest with the record of the matter'],
  }
}

function exhibitVerdict(check: ExhibitCheck, differing: readonly string[] | undefined): Verdict {
  return {
    what: `exhibit "${check.data.title}"`,
    checked: {
      digest: check.digest,
      holdings: check.data.holdings.length,
      steps: check.data.schedule.steps.length,
      ...(differing === undefined ? {} : { traced_again: 'yes' }),
    },
    findings: [...check.findings, ...(differing ?? [])],
    unchecked:
      differing === undefined
        ? ['whether the figures follow from the ledger: give it with --ledger LEDGER.csv']
        : [],
  }
}

function report(verdicts: readonly Verdict[], json: boolean, terminal: Terminal): ExitCode {
  const documents = verdicts.map((v) => ({ ok: v.findings.length === 0, ...v }))
  const holds = documents.every((d) => d.ok)
  if (json) terminal.json(documents.length === 1 ? documents[0] : { ok: holds, parts: documents })
  else terminal.out(verdicts.map(asText).join('\n'))
  return holds ? 0 : 1
}

function asText({ what, checked, findings, unchecked }: Verdict): string {
  return [
    `${what}: ${findings.length === 0 ? 'holds' : 'does not hold'}`,
    ...Object.entries(checked).map(([k, v]) => `  ${k.replaceAll('_', ' ')}: ${v}`),
    ...findings.map((f) => `  wrong: ${f}`),
    ...unchecked.map((u) => `  not checked: ${u}`),
  ].join('\n')
}

export function notRunning(dir: string) {
  return refuse({
    kind: 'unknown',
    name: 'node-missing',
    ground: `there is no node in ${dir}`,
    remedy: `name the folder of a node, or make one with comity init ${dir}`,
  })
}
