import type { Problem } from './types.ts'

/** A "no" from the node: ground, citation and remedy travel with it. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'Refused'
    this.problem = problem
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One call to this node. State-changing calls carry `x-comity`, which another site cannot set. */
export async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'x-comity': '1' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  let response: Response
  try {
    response = await fetch(path, init)
  } catch {
    throw new Refused(unreachable)
  }
  const text = await response.text()
  const value = parse(text)
  if (response.ok) return value as T
  throw new Refused(asProblem(value, response.status))
}

/** A file that the node makes for a POST, saved under a name; a refusal is told as for every call. */
export async function save(path: string, body: unknown, name: string): Promise<void> {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-comity': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    throw new Refused(unreachable)
  }
  if (!response.ok) throw new Refused(asProblem(parse(await response.text()), response.status))
  const address = URL.createObjectURL(await response.blob())
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export function get<T>(path: string): Promise<T> {
  return call<T>('GET', path)
}

export interface Upload<T> {
  readonly done: Promise<T>
  readonly cancel: () => void
}

/** Sends a file as it is. XMLHttpRequest, because fetch does not report how much has been sent. */
export function upload<T>(
  path: string,
  file: Blob,
  onSent: (sent: number) => void,
  method: 'PUT' | 'POST' = 'PUT',
): Upload<T> {
  const request = new XMLHttpRequest()
  const done = new Promise<T>((resolve, reject) => {
    request.open(method, path)
    request.setRequestHeader('x-comity', '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onSent(event.loaded)
    request.onload = () => {
      const value = parse(request.responseText)
      if (request.status < 300) resolve(value as T)
      else reject(new Refused(asProblem(value, request.status)))
    }
    request.onerror = () => reject(new Refused(unreachable))
    request.onabort = () => reject(new Refused(cancelled))
    request.send(file)
  })
  return { done, cancel: () => request.abort() }
}

const unreachable: Problem = {
  title: 'The node does not answer',
  status: 0,
  name: 'node-unreachable',
  detail: 'this authority’s node could not be reached',
  remedy: 'check that the node is running, then try again; nothing was changed',
}

const cancelled: Problem = {
  title: 'Stopped',
  status: 0,
  name: 'cancelled',
  detail: 'the transfer was stopped before it was complete',
  remedy: 'choose the file again to start over; nothing was kept',
}

function parse(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function asProblem(value: unknown, status: number): Problem {
  if (typeof value === 'object' && value !== null && 'detail' in value) return value as Problem
  return {
    title: 'The node could not do this',
    status,
    name: 'fault',
    detail: `the node answered with status ${status} and no explanation`,
    remedy:
      'try again; if it happens twice, tell the operator of this node the time and what you did',
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return error.problem
  const text = error instanceof Error ? error.message : String(error)
  return {
    title: 'The workbench failed',
    status: 0,
    name: 'bug',
    detail: text,
    remedy:
      'reload the page; if it happens again, report the text above to the operator of this node',
  }
}
