import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '..', 'web', 'src')
const styles = join(source, 'styles')

const sheets = readdirSync(styles).filter((name) => name.endsWith('.css'))
const components = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
)

/** Every class that some selector of a style sheet names. */
function styled(css: string): ReadonlySet<string> {
  const selectors = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)
  const found = new Set<string>()
  for (const [, selector] of selectors)
    for (const [, name] of selector!.matchAll(/\.(-?[a-zA-Z_][\w-]*)/g)) found.add(name!)
  return found
}

interface Syntax {
  readonly type: string
  readonly [member: string]: unknown
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** The direct parts of a piece of syntax. */
function partsOf(node: Syntax): readonly Syntax[] {
  return Object.values(node).flat().filter(isSyntax)
}

/**
 * The classes that the `className`s of a component can come to: whole names, and the beginnings of names that end in a value
 * (`chip-${tone}`).
 */
function named(text: string): { whole: string[]; begun: string[] } {
  const whole: string[] = []
  const begun: string[] = []
  const words = (part: string, cutBefore: boolean, cutAfter: boolean) => {
    const names = part.split(/\s+/)
    if (cutBefore) names.shift()
    const last = cutAfter ? names.pop() : undefined
    if (last !== undefined && last !== '') begun.push(last)
    whole.push(...names.filter((name) => name !== ''))
  }
  const inside = (node: Syntax): void => {
    if (node.type === 'Literal') words(String(node.value), false, false)
    else if (node.type === 'TemplateLiteral') {
      const quasis = node.quasis as readonly { readonly value: { readonly cooked: string } }[]
      for (const [i, { value }] of quasis.entries())
        words(value.cooked, i > 0, i < quasis.length - 1)
      for (const each of node.expressions as readonly Syntax[]) inside(each)
    } else if (node.type === 'ConditionalExpression') {
      // What is asked is no class.
      inside(node.consequent as Syntax)
      inside(node.alternate as Syntax)
    } else if (node.type === 'LogicalExpression') inside(node.right as Syntax)
    else if (node.type === 'JSXExpressionContainer') inside(node.expression as Syntax)
    else if (node.type === 'ArrayExpression' || node.type === 'CallExpression')
      for (const each of partsOf(node)) inside(each)
    else if (node.type === 'MemberExpression') inside(node.object as Syntax)
  }
  const walk = (node: Syntax): void => {
    const name = node.type === 'JSXAttribute' ? (node.name as { name: unknown }).name : undefined
    if (typeof name === 'string' && /^className$|ClassName$/.test(name))
      inside(node.value as Syntax)
    for (const part of partsOf(node)) walk(part)
  }
  walk(parseAst(text, { lang: 'tsx' }) as unknown as Syntax)
  return { whole, begun }
}

describe('the names between components and style sheets', () => {
  const known = styled(sheets.map((name) => readFileSync(join(styles, name), 'utf8')).join('\n'))

  it('every class that a component names has a rule', () => {
    const unknown: string[] = []
    for (const name of components) {
      const { whole, begun } = named(readFileSync(join(source, name), 'utf8'))
      for (const each of whole) if (!known.has(each)) unknown.push(`${name}: ${each}`)
      for (const each of begun)
        if (![...known].some((k) => k.startsWith(each))) unknown.push(`${name}: ${each}*`)
    }
    expect([...new Set(unknown)]).toEqual([])
  })

  it('every class that has a rule is named somewhere', () => {
    const text = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(source, name), 'utf8'))
      .join('\n')
    const begun = components.flatMap(
      (name) => named(readFileSync(join(source, name), 'utf8')).begun,
    )
    const unused = [...known].filter(
      (each) =>
        !new RegExp(`(?<![\\w-])${each}(?![\\w-])`).test(text) &&
        !begun.some((beginning) => each.startsWith(beginning)),
    )
    expect(unused).toEqual([])
  })

  it('reads the names out of conditions and templates', () => {
    const read = (attribute: string) => named(`<p className=${attribute} />`)
    expect(read('"a b-c"').whole).toEqual(['a', 'b-c'])
    expect(read("{state === 'waiting' ? 'a' : 'b'}").whole).toEqual(['a', 'b'])
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: source text, not a template
    expect(read('{`a b-${tone} c`}')).toEqual({ whole: ['a', 'c'], begun: ['b-'] })
    expect(read("{`a${on ? ' b' : ''}`}").whole).toContain('b')
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: -
    expect([...styled('/* .no */ .a > .b-c:hover, p.d { color: rgb(0 0 0 / .5) }')]).toEqual([
      'a',
      'b-c',
      'd',
    ])
  })
})
