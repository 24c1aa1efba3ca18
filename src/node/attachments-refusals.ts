import type { Refusal } from '#base'

/** Every "no" around a file of a matter. */
const attachmentRefusals = {
  'attachment-unreadable': {
    kind: 'malformed',
    ground: 'the title or the media type of the file cannot be kept as it is written',
    remedy: 'give a title of 1 to 200 visible characters and a type such as application/pdf',
  },
  'attachment-conditions': {
    kind: 'malformed',
    ground: 'the conditions of the file cannot be read',
    citation: 'conditions of use: what cannot be read would be kept by nobody',
    remedy:
      'give handling, evidence and onward as for a document, and purposes, onwardTo, siena, pap, speciality, retainUntil or confidentialUntil where they are wanted',
  },
  'attachment-too-large': {
    kind: 'too-large',
    ground: 'the file has more than 64 GiB',
    remedy: 'divide it, and send the parts as files of their own',
  },
  'attachment-no-room': {
    kind: 'too-large',
    ground: 'the disk of this node has no room for the file; nothing of it was kept',
    remedy: 'ask the operator to make room on the disk of the folder blobs, and add the file again',
  },
  'attachment-unknown': {
    kind: 'unknown',
    ground: 'there is no such file in this matter',
    remedy: 'open the matter and choose one of its files',
  },
  'attachment-not-kept': {
    kind: 'conflict',
    ground: 'the file was released or sent before',
    remedy: 'look at its state; a corrected file is added as a new one',
  },
  'attachment-own-release': {
    kind: 'forbidden',
    ground: 'whoever added a file does not release it to another authority',
    citation: 'four eyes, as for the text of a request',
    remedy: 'ask a second officer of this authority to look at it and release it',
  },
  'attachment-not-whole': {
    kind: 'too-early',
    ground: 'the file is still on its way here, or was refused',
    remedy: 'wait until the page says that it is verified',
  },
  'attachment-erased': {
    kind: 'unknown',
    ground: 'the file was erased; its key is gone, here and in every backup',
    remedy: 'ask the authority that it came from, if the law lets you have it again',
  },
} as const satisfies Readonly<Record<string, Omit<Refusal, 'name' | 'where'>>>

/** @param why what exactly, where that is not the same each time */
export function attachmentRefusal(name: keyof typeof attachmentRefusals, why?: string): Refusal {
  const refusal = attachmentRefusals[name]
  return { ...refusal, name, ...(why === undefined ? {} : { ground: `${refusal.ground}: ${why}` }) }
}

/** Did the disk refuse because nothing more fits on it? */
export function isFull(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: { code?: string } }
  return ['ENOSPC', 'EDQUOT'].some((full) => full === code || full === cause?.code)
}
