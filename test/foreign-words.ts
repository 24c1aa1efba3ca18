/** Elements that have no end tag (HTML, 13.1.2). */
const voids = new Set(['meta', 'link', 'input', 'br', 'hr', 'img', 'col', 'wbr'])

/** Words that stand in every sentence of a language, and are no words of the others that these pages speak. */
const small: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:the|of|and|with|was|were|which|that|this|from|their|been|who|not)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:le|les|des|du|une|et|est|dans|pour|qui|avec|sur|aux|être)(?!\p{L})/giu,
}

/** Names of formats, tools and units that are the same in every language. */
const names =
  /^(?:[A-Z\d][A-Z\d./:-]*|Atom\.?|WebP|Comity|comity|verify|Tor|Browser|Ed25519\.?|[\w-]+\.[a-z][\w./-]*)$/

/**
 * Text of a page that is in another language than the element around it says: in Arabic any word in Latin letters, in French
 * and English the small words of the other. What stands in `bdi`, `code` and `pre` is a name or a sign, and no language.
 */
export function foreignWords(page: string): readonly string[] {
  const found: string[] = []
  const stack: { readonly name: string; readonly lang: string; readonly sign: boolean }[] = []
  const tokens = page.match(/<!--[\s\S]*?-->|<[^>]+>|[^<]+/g) ?? []
  for (const token of tokens) {
    const around = stack.at(-1)
    if (token.startsWith('<!')) continue
    if (token.startsWith('</')) {
      stack.pop()
      continue
    }
    if (token.startsWith('<')) {
      const name = /^<([a-z\d:-]+)/i.exec(token)![1]!.toLowerCase()
      if (voids.has(name) || token.endsWith('/>')) continue
      stack.push({
        name,
        lang: /\slang="([^"]+)"/.exec(token)?.[1] ?? around?.lang ?? '',
        sign:
          around?.sign === true ||
          ['bdi', 'code', 'pre', 'style'].includes(name) ||
          /class="[^"]*\bcode\b/.test(token),
      })
      continue
    }
    if (around === undefined || around.sign) continue
    found.push(...foreignIn(token, around.lang))
  }
  return found
}

function foreignIn(text: string, lang: string): readonly string[] {
  const plain = text.replaceAll(/&[#\w]+;/g, ' ')
  if (lang === 'ar')
    return (plain.match(/[\p{Script=Latin}][\p{Script=Latin}\d./:-]*/gu) ?? []).filter(
      (word) => word.length > 2 && !names.test(word),
    )
  if (/\p{Script=Arabic}/u.test(plain)) return [plain.trim()]
  const other = small[lang === 'fr' ? 'en' : 'fr']!
  const own = small[lang]
  // One small word alone may be a name; a sentence has more of them than of its own.
  const hits = plain.match(other) ?? []
  return hits.length > 0 && hits.length > (plain.match(own ?? /$^/g) ?? []).length
    ? [plain.trim().slice(0, 120)]
    : []
}
