import { baseAnswers, type KnownAnswer } from '#base'
import { exchangeAnswers } from '#exchange'
import { hitAnswers } from '#hit'
import { storeAnswers } from '#store'

/** This runtime, or a library under it, gives another answer than the standard. Nothing was opened and nothing was written. */
export class SelfTestFault extends Error {
  constructor({ of, source }: Pick<KnownAnswer, 'of' | 'source'>) {
    super(
      `self-test: ${of} does not give the answer of ${source}\n` +
        '  what to do: do not use this machine for case data; install the runtime and the dependencies again and start once more',
    )
    this.name = 'SelfTestFault'
  }
}

let passed = false

/**
 * Every primitive that a node relies on is asked for an answer that its standard prints, before a key file is opened
 * or a byte is written: a wrong build, a changed library or a broken processor would otherwise be found by a court.
 * In one process it is enough to ask once: what passed is the same code.
 *
 * @param answers absent: all of this program, each of them once in a process
 * @throws SelfTestFault naming the first that is wrong
 */
export async function selfTest(answers?: readonly KnownAnswer[]): Promise<void> {
  if (answers === undefined && passed) return
  for (const answer of answers ?? (await allAnswers()))
    if (!right(answer)) throw new SelfTestFault(answer)
  if (answers === undefined) passed = true
}

/** Everything that is asked at a start. */
export async function allAnswers(): Promise<readonly KnownAnswer[]> {
  return [...baseAnswers, ...exchangeAnswers, ...storeAnswers, ...(await hitAnswers())]
}

function right(answer: KnownAnswer): boolean {
  try {
    return answer.holds()
  } catch {
    return false
  }
}
