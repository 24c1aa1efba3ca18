import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { digest, done, type Outcome, type Refusal } from '#base'
import type { SignedCard } from '#directory'
import type { Node } from '#node'

/**
 * A line between the operator's command line and the running node: a socket in the node's folder that only the user
 * who runs the node can open. It gives out sign-in links and takes partners' cards; everything else goes over HTTP
 * as an officer, so that no act is nameless.
 */
export interface Line {
  close(): void
}

type Question =
  | { readonly officer: string | null }
  | { readonly enrol: SignedCard }
  | { readonly keys: KeysQuestion }

/** What an officer asks about keys and cards, under the officer's own name. */
export type KeysQuestion =
  | { readonly do: 'view' }
  | {
      readonly do: 'propose'
      readonly officer: string
      readonly card: SignedCard
      readonly print?: string
    }
  | {
      readonly do: 'confirm'
      readonly officer: string
      readonly id: string
      readonly print?: string
    }
  | { readonly do: 'decline'; readonly officer: string; readonly id: string }
  | { readonly do: 'cosign'; readonly officer: string; readonly card: SignedCard }

export interface Said {
  readonly address: string
  readonly officers: readonly string[]
  readonly link: string | null
}

/** More than a card with all its keys. */
const longest = 256 * 1024

/** In the folder; a path over a hundred bytes is no address for a socket, then it stands in the temporary folder. */
function socketPath(dir: string): string {
  const path = resolve(dir, 'operator.sock')
  if (Buffer.byteLength(path) <= 100) return path
  return join(tmpdir(), `comity-${digest(Buffer.from(path)).slice(7, 23)}.sock`)
}

export function openLine(dir: string, node: Node, address: string): Promise<Line> {
  const path = socketPath(dir)
  rmSync(path, { force: true })
  const server = createServer((socket) => {
    socket.setEncoding('utf8').setTimeout(5_000, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    let text = ''
    socket.on('data', (part: string) => {
      text += part
      if (text.length > longest) socket.destroy()
      else if (text.endsWith('\n'))
        void answer(node, address, text).then(
          (said) => socket.end(`${JSON.stringify(said)}\n`),
          // A question that is none must not stop the node.
          () => socket.destroy(),
        )
    })
  })
  const mask = process.umask(0o177)
  return new Promise((ready, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      process.umask(mask)
      ready({
        close() {
          server.close()
          rmSync(path, { force: true })
        },
      })
    })
  })
}

async function answer(node: Node, address: string, text: string): Promise<Outcome<unknown>> {
  const officers = node.actors().map((a) => a.id)
  const question = JSON.parse(text) as Question
  if ('enrol' in question) {
    const card = await node.enrol(question.enrol)
    return card.ok ? done({ address, officers, link: null }) : card
  }
  if ('keys' in question) return answerKeys(node, question.keys)
  if (question.officer === null) return done({ address, officers, link: null })
  const link = node.signInLink(question.officer)
  return link.ok ? done({ address, officers, link: link.value }) : link
}

/** The same whether the question came over the line or the node was opened for it. */
export async function answerKeys(node: Node, question: KeysQuestion): Promise<Outcome<unknown>> {
  const keys = node.operatorKeys
  switch (question.do) {
    case 'view':
      return done(await keys.view())
    case 'propose':
      return keys.propose(question.officer, question.card, question.print)
    case 'confirm':
      return keys.confirm(question.officer, question.id, question.print)
    case 'decline':
      return keys.decline(question.officer, question.id)
    case 'cosign':
      return keys.cosign(question.officer, question.card)
  }
}

/** Asks the node that runs in a folder about keys and cards; undefined when none runs there. */
export function askKeys(dir: string, keys: KeysQuestion): Promise<Outcome<unknown> | undefined> {
  return ask(dir, { keys })
}

/** Asks the node that runs in a folder for a link, or only where it is; undefined when none runs there. */
export function askNode(dir: string, officer: string | null): Promise<Outcome<Said> | undefined> {
  return ask(dir, { officer })
}

/** Hands a partner's card to the node that runs in a folder; undefined when none runs there. */
export function enrolInRunning(dir: string, enrol: SignedCard): Promise<Outcome<Said> | undefined> {
  return ask(dir, { enrol })
}

function ask<T>(dir: string, question: Question): Promise<Outcome<T> | undefined> {
  return new Promise((ready, fail) => {
    const socket = connect(socketPath(dir))
    let text = ''
    let open = false
    socket.setEncoding('utf8').setTimeout(10_000, () => socket.destroy())
    socket.on('connect', () => {
      open = true
      socket.write(`${JSON.stringify(question)}\n`)
    })
    socket.on('data', (part: string) => {
      text += part
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (!open) ready(undefined)
      else if (text === '') fail(new Error('the running node did not answer'))
      else ready(JSON.parse(text) as { ok: true; value: T } | { ok: false; refusal: Refusal })
    })
  })
}
