import { fileRoles } from './desk-shapes.ts'

/** The answers of the desk that are a no. */

export function unknownTracing(id: string) {
  return {
    kind: 'unknown',
    name: 'tracing-unknown',
    ground: `there is no tracing ${id.slice(0, 60)} at this node`,
    remedy: 'open it from the list of tracings',
  } as const
}

export function unknownRun(id: string) {
  return {
    kind: 'unknown',
    name: 'run-unknown',
    ground: `this tracing has no run ${id.slice(0, 60)}`,
    remedy: 'choose one of its runs; a new import removes the runs of the old one',
  } as const
}

export function unknownExhibit(id: string) {
  return {
    kind: 'unknown',
    name: 'exhibit-unknown',
    ground: `there is no exhibit ${id.slice(0, 60)} here`,
    remedy: 'open it from the tracing it was made of',
  } as const
}

export function unknownRole(role: string) {
  return {
    kind: 'malformed',
    name: 'file-role-unknown',
    ground: `a file is ${fileRoles.join(', ')}, not ${role.slice(0, 40)}`,
    remedy: `send it as one of ${fileRoles.join(', ')}`,
  } as const
}

export function notHere(actor: string) {
  return {
    kind: 'unauthenticated',
    name: 'actor-unknown',
    ground: `${actor} has no key at this node, or no longer works here`,
    remedy: 'sign in as an officer of this authority',
  } as const
}

export const notImported = {
  kind: 'conflict',
  name: 'not-imported',
  ground: 'the ledger of this tracing has not been imported yet',
  remedy: 'import it first',
} as const

export const alreadyImported = {
  kind: 'conflict',
  name: 'tracing-imported',
  ground: 'the files of this tracing have been imported and its figures rest on them',
  remedy: 'open a new tracing for other files',
} as const

export function noSuchFile(role: string) {
  return {
    kind: 'unknown',
    name: 'file-unknown',
    ground: `the tracing has no file in the place of the ${role}`,
    remedy: 'nothing has to be removed',
  } as const
}

export const changedMeanwhile = {
  kind: 'conflict',
  name: 'tracing-changed',
  ground: 'the files or the import of this tracing changed while the work went on',
  remedy: 'look at the tracing as it is now and start the work again',
} as const

export const noLedger = {
  kind: 'conflict',
  name: 'ledger-missing',
  ground: 'the tracing has no ledger file yet',
  remedy: 'drop a ledger first',
} as const

export const erasedContent = {
  kind: 'unknown',
  name: 'content-erased',
  ground: 'the content of this tracing is not here any more',
  remedy: 'import the ledger again',
} as const
