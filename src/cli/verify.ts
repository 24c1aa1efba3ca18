import { existsSync, readFileSync, statSync } from 'node:fs'
import { done, type Outcome, type Refusal, refuse } from '#base'
import {
  checkDocument,
  checkExhibit,
  type DocumentCheck,
  differences,
  documentFormat,
  type ExhibitCheck,
} from '#paper'
import { parseWitnessPolicy } from '#store'
import type { Call, ExitCode } from './command.ts'
import { attachedData } from './pdf-attachment.ts'
import { exitCode, tell } from './refusal.ts'
import { retrace } from './retrace.ts'
import type { Terminal } from './terminal.ts'
import type { CheckedProof, Trust } from './verify-proof.ts'

/** What every kind of check comes to: what was looked at, and each thing that is wrong, as a sentence. */
export interface Verdict {
  readonly what: string
  readonly checked: Readonly<Record<string, string | number>>
  readonly findings: readonly string[]
  /** What could not be checked from here, and why. */
  readonly unchecked: readonly string[]
}

/**
 * The auditor's command: a node's folder, a node's address, a proof, released figures with their proof, evidence of a
 * fork, an exhibit or a document. Two folders or two proofs are checked and reconciled.
 */
export async function verify(call: Call): Promise<ExitCode> {
  const { args, terminal, config } = call
  const [target, other] = args.positionals as [string, string?]
  const json = args.flag('json')
  const trust = trustOf(args)
  if (!trust.ok) return refused(trust.refusal, terminal)
  if (/^https?:\/\//.test(target)) {
    await machineTested()
    const { verifyAddress } = await import('./verify-address.ts')
    const state = args.text('state')
    return report([await verifyAddress(target, trust.value, state)], json, terminal)
  }
  if (existsSync(target) && statSync(target).isDirectory()) {
    await machineTested()
    const { verifyFolders } = await import('./verify-folder.ts')
    const dirs = other === undefined ? [target] : [target, other]
    return report(await verifyFolders(dirs, config, terminal), json, terminal)
  }
  const bytes = readFileSync(target === '-' ? 0 : target)
  const { isProof } = await import('./proof-file.ts')
  if (isProof(bytes)) return verifyProofs([bytes, ...(other ? [readFileSync(other)] : [])], call)
  const { isRelease, verifyRelease } = await import('./verify-release.ts')
  if (isRelease(bytes)) {
    await machineTested()
    const proof = other === undefined ? undefined : readFileSync(other)
    const found = await verifyRelease(bytes, proof, trust.value)
    return found.ok ? report(found.value, json, terminal) : refused(found.refusal, terminal)
  }
  const { isForkEvidence, verifyFork } = await import('./verify-fork.ts')
  if (isForkEvidence(bytes)) {
    await machineTested()
    return report([verifyFork(bytes)], json, terminal)
  }
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

/** A judge's machine that takes every signature would take every proof. */
async function machineTested(): Promise<void> {
  const { selfTest } = await import('#node')
  await selfTest()
}

const sealedLetters =
  'that each answered letter carried the record it stands beside: the file of the other side shows it'

async function verifyProofs(files: readonly Uint8Array[], call: Call): Promise<ExitCode> {
  const { args, terminal } = call
  const trust = trustOf(args)
  const { verifyProof } = await import('./verify-proof.ts')
  const { reconcileProofs } = await import('./verify-reconcile.ts')
  await machineTested()
  const proofs: CheckedProof[] = []
  for (const file of files) {
    const checked = await verifyProof(file, trust.ok ? trust.value : {})
    if (!checked.ok) return refused(checked.refusal, terminal)
    proofs.push(checked.value)
  }
  const [a, b] = proofs
  const both = a && b ? [reconcileProofs(a, b)] : []
  const alone = proofs.length === 1 && a?.proof.receipts.some((r) => r.receipt !== null)
  const verdicts = proofs.map(({ verdict }) =>
    alone ? { ...verdict, unchecked: [...verdict.unchecked, sealedLetters] } : verdict,
  )
  return report([...verdicts, ...both], args.flag('json'), terminal)
}

/** What the reader trusts besides the file: a policy of witnesses, roots of timestamp authorities. */
function trustOf(args: Call['args']): Outcome<Trust> {
  const policyFile = args.text('policy')
  const rootsFile = args.text('roots')
  const policy =
    policyFile === undefined ? undefined : parseWitnessPolicy(readFileSync(policyFile, 'utf8'))
  if (policy && !policy.ok) return policy
  return done({
    policy: policy?.value,
    roots:
      rootsFile === undefined
        ? undefined
        : (readFileSync(rootsFile, 'utf8').match(
            /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g,
          ) ?? []),
  })
}

function refused(refusal: Refusal, terminal: Terminal): ExitCode {
  terminal.say(tell(refusal))
  return exitCode(refusal)
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
