/** One line of settings of nginx: a word, what follows it, and the block that it opens. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly line: number
  readonly block?: readonly Directive[]
}

const deepest = 12
const mostWords = 200_000

/** Settings of nginx, or its `-T`, in which all files stand after each other. Undefined for anything else. */
export function readNginx(text: string): readonly Directive[] | undefined {
  const words = wordsOf(text)
  if (words === undefined) return undefined
  let at = 0
  const block = (depth: number): Directive[] | undefined => {
    const found: Directive[] = []
    for (;;) {
      const first = words[at]
      if (first === undefined) return depth === 0 ? found : undefined
      if (first.text === '}') {
        at++
        return depth === 0 ? undefined : found
      }
      const args: string[] = []
      at++
      for (; words[at] !== undefined && !isMark(words[at]!); at++) args.push(words[at]!.text)
      const end = words[at++]
      if (isMark(first) || end === undefined || end.text === '}') return undefined
      const inside = end.text === '{' && depth < deepest ? block(depth + 1) : undefined
      if (end.text === '{' && inside === undefined) return undefined
      found.push({
        name: first.text,
        args,
        line: first.line,
        ...(inside === undefined ? {} : { block: inside }),
      })
    }
  }
  return block(0)
}

interface Word {
  readonly text: string
  readonly line: number
  readonly quoted: boolean
}

function isMark({ text, quoted }: Word): boolean {
  return !quoted && ['{', '}', ';'].includes(text)
}

function wordsOf(text: string): readonly Word[] | undefined {
  const words: Word[] = []
  let line = 1
  // Comment, quoted word, mark, plain word (where a variable may stand in braces), line end, blank.
  const parts =
    /(#[^\n]*)|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([{};])|((?:\$\{\w+\}|\\[\s\S]|[^\s{};"'#\\])(?:\$\{\w+\}|\\[\s\S]|[^\s{};\\])*)|(\n)|([^\S\n]+)/y
  for (let at = 0; at < text.length; ) {
    parts.lastIndex = at
    const found = parts.exec(text)
    if (found === null || words.length > mostWords) return undefined
    at = parts.lastIndex
    const [whole, , double, single, mark, plain] = found
    const word = double ?? single ?? mark ?? plain
    if (word !== undefined)
      words.push({ text: word, line, quoted: mark === undefined && plain === undefined })
    line += whole.split('\n').length - 1
  }
  return words
}
