import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Outcome, systemRandom } from '#base'
import { openNode } from '#node'
import { testFederation } from '../node/testing.ts'
import { readOpenId } from './openid.ts'
import { readPolicies } from './policies.ts'

const dirs: string[] = []
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

function folder(name: string, value: unknown): string {
  const dir = mkdtempSync(join(tmpdir(), 'comity-own-rows-'))
  dirs.push(dir)
  writeFileSync(join(dir, name), JSON.stringify(value))
  return dir
}

function named(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

const row = {
  id: 'own-no-export',
  effect: 'forbid',
  actions: ['export'],
  when: 'true',
  sentence: 'nothing is taken out here',
  citation: 'standing order 4',
}

describe('rows of an authority’s own', () => {
  it('narrow what its officers may do', async () => {
    const dir = folder('policies.json', { policies: [row] })
    const read = readPolicies(dir)
    if (!read.ok) throw new Error(read.refusal.ground)
    const federation = await testFederation(['XV-FIU'], '2025-02-14T09:00:00.000Z')
    const node = await openNode({
      dir: federation.dir('XV-FIU'),
      storage: 'memory',
      policies: read.value,
    })
    expect(node.access.policies().policies.map((p) => p.id)).toContain('own-no-export')
    expect(node.access.policies().digest).not.toBe(
      federation.node('XV-FIU').access.policies().digest,
    )
    await node.close()
    await federation.close()
  })

  it.each([
    [{ policies: [{ ...row, when: 'resource.colour == "red"' }] }, 'policy-unusable'],
    [{ policies: [{ ...row, id: 'self-approval', effect: 'permit' }] }, 'policy-unusable'],
    [
      { policies: [{ ...row, when: 'true }; permit(principal, action, resource) when { true' }] },
      'policy-unusable',
    ],
    [{ policies: [{ ...row, actions: ['fly'] }] }, 'policies-unreadable'],
    [{ policies: [null] }, 'policies-unreadable'],
    [[], 'policies-unreadable'],
    [null, 'policies-unreadable'],
  ])('that do not hold keep the node from starting', (value, name) => {
    expect(named(readPolicies(folder('policies.json', value)))).toBe(name)
  })

  it('are not needed', () => {
    expect(readPolicies(folder('other.json', {}))).toEqual({ ok: true, value: [] })
  })
})

describe('the file of the sign-in service', () => {
  const file = {
    issuer: 'https://sign-in.example',
    clientId: 'comity',
    name: 'Sign-in',
    officers: { a: 'XV-FIU/head' },
    redirect: 'https://node.example/sign-in/openid',
  }

  it('is taken with its secret, and refused without, with plain http or with a field missing', () => {
    const secret = Buffer.from(systemRandom.bytes(8)).toString('hex')
    expect(named(readOpenId(folder('openid.json', file), secret))).toBe('accepted')
    const wrong = [
      [file, undefined],
      [{ ...file, issuer: 'http://sign-in.example' }, secret],
      [{ ...file, redirect: undefined }, secret],
      [{ ...file, officers: ['XV-FIU/head'] }, secret],
      [{ ...file, claim: 4 }, secret],
      ['text', secret],
      [null, secret],
    ] as const
    for (const [value, given] of wrong)
      expect(named(readOpenId(folder('openid.json', value), given))).toBe('openid-file-unusable')
  })
})
