import { evaluationParsers } from './parsers-evaluation.ts'
import { exchangeParsers } from './parsers-exchange.ts'
import { fileParsers } from './parsers-files.ts'
import { hitParsers } from './parsers-hit.ts'
import { learningParsers } from './parsers-learning.ts'
import { logParsers } from './parsers-log.ts'
import { operatorParsers } from './parsers-operator.ts'
import { oversightParsers } from './parsers-oversight.ts'
import { peopleParsers } from './parsers-people.ts'
import { proofParsers } from './parsers-proof.ts'
import { signInParsers } from './parsers-sign-in.ts'
import { tipsParsers } from './parsers-tips.ts'
import type { Parser } from './row.ts'

/** Every reader of what somebody else wrote. A new one on a face without a row here fails `parsers.test.ts`. */
export const parsers: readonly Parser[] = [
  ...exchangeParsers,
  ...logParsers,
  ...hitParsers,
  ...fileParsers,
  ...peopleParsers,
  ...signInParsers,
  ...operatorParsers,
  ...proofParsers,
  ...learningParsers,
  ...tipsParsers,
  ...evaluationParsers,
  ...oversightParsers,
]

/** Functions of the faces that are named like readers and read nothing of a stranger, each with its reason. */
export const ownThings: Readonly<Record<string, string>> = {
  'exercise/openDemo': 'opens or makes the own folder of a demonstration',
  'exercise/openLive': 'makes a federation of its own and reads nothing',
  'procedure/readCaseLine':
    'a line of a document whose form was read before; src/knowledge/knowledge.test.ts',
  'hit/openItems': 'opens items that this node itself has committed to',
  'hit/opensTo': 'judges an opening inside of the own authority; its bytes were read before',
  'intake/unpackPayments': 'columns that another thread of the same process handed over',
  'knowledge/readableBy': 'chooses among what this node released',
  'node/openNode': 'opens the own folder; damage of it: test/found/whole-folder.test.ts',
  'store/openStore': 'opens the own database; damage of it: test/found/whole-folder.test.ts',
  'store/verify':
    'walks the own log; damage of it: src/store/verify.test.ts, test/found/every-byte.test.ts',
}
