import { type Digest, digest, done, type Outcome, readJson, refuse } from '#base'
import { documentAsPage, languages } from './document.ts'
import { type DocumentData, documentFormat } from './document-data.ts'
import { embeddedIn } from './embedded.ts'

export interface DocumentCheck {
  readonly data: DocumentData
  readonly digest: Digest
  readonly findings: readonly string[]
}

const limits = { maxBytes: 16 * 1024 * 1024, maxDepth: 32 }

/** Reads a document's page, or the bare `document.json`: is it what it says, unchanged? */
export function checkDocument(bytes: Uint8Array): Outcome<DocumentCheck> {
  const text = Buffer.from(bytes).toString('utf8')
  const bare = text.trimStart().startsWith('{')
  const inside = bare ? bytes : embeddedIn(text, 'document-data')
  if (inside === undefined) return unusable('the file holds no document data')
  const read = readJson(inside, limits, true)
  if (!read.ok) return read
  const data = read.value as unknown as DocumentData
  if (data.format !== documentFormat)
    return unusable(`the data is not of the format ${documentFormat}`)
  return done({ data, digest: digest(inside), findings: bare ? [] : findings(text, data) })
}

/** The page must be, byte for byte, one that this version makes from the data. */
function findings(html: string, data: DocumentData): string[] {
  try {
    const same = [null, ...languages].some((l) => documentAsPage(data, l) === html)
    return same
      ? []
      : [
          'the page is not one that this version makes from its data: what it shows was changed, or another version made it',
        ]
  } catch {
    return ['the data is not complete: no page can be made from it']
  }
}

function unusable(ground: string): Outcome<never> {
  return refuse({
    kind: 'malformed',
    name: 'document-unreadable',
    ground,
    remedy: 'give the page of a document, or the document.json that is attached to its PDF',
  })
}
