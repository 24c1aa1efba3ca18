/** What in the settings of a machine in front of the node would betray who writes to the box. */
export interface FrontFinding {
  readonly code: FrontCode
  /** Line of the text that was read, counted from 1; 0 where nothing stands that ought to. */
  readonly line: number
  /** Address, server or setting that it is about. */
  readonly about: string
}

export const frontCodes = {
  'front-logs': {
    ground: 'calls of the box are written to an access log, with address and time',
    remedy: 'switch the access log off for /tips and /public/*/tips*',
  },
  'front-logs-errors': {
    ground: 'an error there is written down with the address of the caller',
    remedy: 'send errors of these addresses to /dev/null',
  },
  'front-keeps-uploads': {
    ground: 'files of a source are put on its disk before they reach the node',
    remedy: 'pass requests on as they come, without buffering them on disk',
  },
  'front-keeps-answers': {
    ground: 'answers of the box may be put on its disk',
    remedy: 'switch cache and buffering to disk off for these addresses',
  },
  'front-packs': {
    ground: 'answers are packed: their length then tells what they say',
    remedy: 'switch compression off for these addresses',
  },
  'front-names-callers': {
    ground: 'the address of the caller is handed on in a header',
    remedy: 'leave the header out for these addresses',
  },
  'front-include-unseen': {
    ground: 'settings are taken in from a file that was not given',
    remedy: 'give that file too, or the whole of `nginx -T`',
  },
  'front-onion-weak': {
    ground: 'the onion address does not hide that machine, or its log names callers',
    remedy: 'take the setting out',
  },
} as const

export type FrontCode = keyof typeof frontCodes

/** Addresses of the box, as callers ask for them. */
export const boxAddresses = [
  '/tips',
  '/public/en/tips',
  '/public/en/tips/new',
  '/public/fr/tips/receipt',
  '/public/ar/tips/add',
] as const
