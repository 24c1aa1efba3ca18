import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Outcome, RefusedError } from '#base'
import { readTimestampAuthorities, readWitnessPolicy } from '#node'
import { readOpenId } from '../../src/cli/openid.ts'
import { readPolicies } from '../../src/cli/policies.ts'
import { readCouncil } from '../../src/node/council-file.ts'
import { type Parser, said, utf8 } from './row.ts'

/** Each reader has a folder of its own, in which its one file lies. */
function fileParser(
  file: string,
  covers: readonly string[],
  sample: unknown,
  read: (dir: string) => unknown,
  runs: number,
): Parser {
  const dir = mkdtempSync(join(tmpdir(), 'comity-operator-'))
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
  return {
    name: `the operator’s file ${file}`,
    covers,
    sample: utf8(typeof sample === 'string' ? sample : JSON.stringify(sample)),
    read(bytes) {
      writeFileSync(join(dir, file), bytes)
      try {
        const answer = read(dir)
        const isOutcome = typeof answer === 'object' && answer !== null && 'ok' in answer
        return isOutcome ? said(answer as Outcome<unknown>) : JSON.stringify(answer)
      } catch (error) {
        // A node that must not start without the file is stopped by name.
        if (error instanceof RefusedError && error.refusal.name !== '') return undefined
        throw error
      }
    },
    holds: 'any',
    runs,
  }
}

const root = '-----BEGIN CERTIFICATE-----\nMAo=\n-----END CERTIFICATE-----\n'

/** What the operator writes into the folder of a node. Nobody signs it; it is read, or refused by name. */
export const operatorParsers: readonly Parser[] = [
  fileParser(
    'policies.json',
    [],
    {
      policies: [
        {
          id: 'no-printing',
          effect: 'forbid',
          actions: ['print'],
          when: 'principal.role == "analyst"',
          sentence: 'analysts print nothing',
          citation: 'house rule 4',
        },
      ],
    },
    readPolicies,
    100,
  ),
  fileParser(
    'openid.json',
    [],
    {
      issuer: 'https://sign-in.xv.example',
      clientId: 'comity',
      name: 'Sign-in of the Republic',
      redirect: 'https://node.xv-fiu.example/sign-in/openid',
      officers: { 'h.desk': 'XV-FIU/head' },
    },
    (dir) => readOpenId(dir, 'secret'),
    400,
  ),
  fileParser(
    'council.json',
    [],
    { members: ['XN-FIU', 'XC-FIU', 'XS-FIU'], needed: 2 },
    readCouncil,
    400,
  ),
  fileParser(
    'timestamp-authorities',
    ['node/readTimestampAuthorities'],
    [{ name: 'Northern Clock', url: 'https://clock.example/tsa', roots: [root] }],
    readTimestampAuthorities,
    400,
  ),
  fileParser(
    'witness-policy',
    ['node/readWitnessPolicy', 'store/parseWitnessPolicy'],
    'quorum none\n',
    readWitnessPolicy,
    400,
  ),
]
