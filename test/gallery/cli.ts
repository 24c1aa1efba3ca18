import { writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { serve } from '#api'
import { must } from '#base'
import { readArgs } from '../../src/cli/args.ts'
import { commands } from '../../src/cli/commands.ts'
import { enrol } from '../../src/cli/enrol.ts'
import { fetched } from '../../src/cli/fetched.ts'
import { keepInNode } from '../../src/cli/import-node.ts'
import { standsStill } from '../../src/cli/keys.ts'
import { refusalOf } from '../../src/cli/node-client.ts'
import { readOpenId } from '../../src/cli/openid.ts'
import { openLine } from '../../src/cli/operator-line.ts'
import { readPolicies } from '../../src/cli/policies.ts'
import { portsFree } from '../../src/cli/port.ts'
import { retrace } from '../../src/cli/retrace.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { notRunning } from '../../src/cli/verify.ts'
import { sample } from '../../src/paper/sample.ts'
import { type Gallery, thrown } from './gallery.ts'
import { folder, shared } from './node.ts'

const config = {
  debug: false,
  databaseUrl: undefined,
  secret: undefined,
  openidSecret: undefined,
  directory: '.comity',
}
const silent: Terminal = {
  out() {},
  json() {},
  say() {},
  progress: () => ({ step() {}, end() {} }),
}

/** What was typed after a command. */
function typed(command: string, ...words: readonly string[]) {
  return readArgs(commands.find((c) => c.name === command)!, words)
}

async function listening<T>(server: Server, use: (port: number) => Promise<T>): Promise<T> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    return await use((server.address() as AddressInfo).port)
  } finally {
    server.close()
  }
}

function file(name: string, text: string): string {
  const path = join(folder(), name)
  writeFileSync(path, text)
  return path
}

export const cliGallery: Gallery = {
  'arguments-unusable': {
    situation: 'an option is spelled wrongly',
    example: () => typed('trace', 'ledger.csv', '--rule', 'fifo', '--opning', 'balances.csv'),
  },
  'node-running': {
    situation: 'the operator makes a new seal for a node that runs',
    example: async () => {
      const dir = folder()
      const line = await openLine(dir, (await shared()).xv, 'http://127.0.0.1:1')
      try {
        return await standsStill(dir)
      } finally {
        line.close()
      }
    },
  },
  'port-taken': {
    situation: 'another program listens on the port of a node',
    example: () => listening(createServer(), (port) => portsFree(port, 1)),
  },
  'no-answer': {
    situation: 'a partner is enrolled by an address where nothing runs',
    example: () => thrown(() => fetched(new URL('http://127.0.0.1:9/exchange/card'))),
  },
  'not-served': {
    situation: 'a partner is enrolled by the address of another website',
    example: () =>
      listening(
        createHttp((_, response) => response.writeHead(404).end('nothing')),
        (port) => thrown(() => fetched(new URL(`http://127.0.0.1:${port}/exchange/card`))),
      ),
  },
  'answer-too-large': {
    situation: 'a website answers with a small file that unpacks to more than anybody reads',
    example: () =>
      listening(
        createHttp((_, response) =>
          response
            .writeHead(200, { 'content-encoding': 'gzip' })
            .end(gzipSync(Buffer.alloc(65 * 1024 * 1024))),
        ),
        (port) => thrown(() => fetched(new URL(`http://127.0.0.1:${port}/exchange/card`))),
      ),
  },
  'not-a-card': {
    situation: 'another file is given in place of the card of a partner',
    example: () => {
      const args = must(typed('enrol', folder(), file('notes.json', '{"card": "soon"}')))
      return thrown(() => enrol({ args, terminal: silent, config }))
    },
  },
  'openid-file-unusable': {
    situation: 'the file of the sign-in service is there, and its secret is not in the environment',
    example: () => {
      const dir = folder()
      const words = { issuer: 'https://a.example', clientId: 'c', name: 'n', officers: {} }
      const redirect = 'https://node.example/sign-in/openid'
      writeFileSync(join(dir, 'openid.json'), JSON.stringify({ ...words, redirect }))
      return readOpenId(dir, undefined)
    },
  },
  'policies-unreadable': {
    situation: 'the file with the own rows about access holds a word for the list',
    example: () => {
      const dir = folder()
      writeFileSync(join(dir, 'policies.json'), '{"policies": "none"}')
      return readPolicies(dir)
    },
  },
  'node-missing': {
    situation: 'a sign-in link is asked for a folder without a node',
    example: () => notRunning('somewhere'),
  },
  'other-ledger': {
    situation: 'an exhibit is traced again on another ledger than it was made from',
    example: () => {
      const ledger = `id,time,from,to,amount,currency\nT1,2025-03-01,Peter,Harbour,1.00,EUR\n`
      return retrace(file('other.csv', ledger), sample, silent)
    },
  },
  'refused-by-node': {
    situation: 'a node of another version refuses without saying why',
    example: () => refusalOf(new Response('', { status: 409 })),
  },
  'import-refused': {
    situation: 'a running node cannot read the ledger that it is given',
    example: async () => {
      const { xv } = await shared()
      const [dir, path] = [folder(), file('empty.csv', 'id,time,from,to,amount,currency\n')]
      const served = await serve({ node: xv, host: '127.0.0.1', port: 0 })
      const line = await openLine(dir, xv, served.address)
      try {
        const args = must(typed('import', path, '--node', dir, '--officer', 'XV-FIU/analyst'))
        const found = [{ as: 'ledger', file: 'empty.csv' }] as never
        return await keepInNode(dir, args, found, silent, config)
      } finally {
        line.close()
        await served.close()
      }
    },
  },
}
