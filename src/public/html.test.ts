import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Html, html } from './html.ts'

describe('a piece of a page', () => {
  it('escapes whatever stands in a gap, in text and in attributes', () => {
    const name = `<script>alert("1")</script> & 'x'`
    expect(String(html`<p title="${name}">${name}</p>`)).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>',
    )
  })

  it('puts pieces into pieces as they are, joins lists, and leaves nothing for nothing', () => {
    const items = ['a', '<b>'].map((each) => html`<li>${each}</li>`)
    expect(String(html`<ul>${items}</ul>${null}${undefined}${false}${0}`)).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>0',
    )
  })

  it('takes nothing for a piece that only looks like one', () => {
    const forged = JSON.parse('{"text":"<b>","toString":"<b>"}')
    expect(Html.is(forged)).toBe(false)
    expect(Html.is(Object.create(Html.prototype))).toBe(false)
  })

  it('shows marks that reorder text by their code point', () => {
    expect(String(html`${'Ltd\u202Edetsurt\u0000'}`)).toBe('Ltd[U+202E]detsurt[U+0000]')
  })

  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )

  it.each(files)('%s quotes every gap in a tag and holds no script inside a page', (name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8')
    expect(text).not.toMatch(/\s[a-z-]+=\$\{/)
    expect(text).not.toMatch(/<script(?![^>]* src="\/public\/)|javascript:|\son[a-z]+="/i)
    expect(text).not.toMatch(/\sstyle="/)
    if (name !== 'html.ts') expect(text).not.toMatch(/Html\.of/)
  })
})
