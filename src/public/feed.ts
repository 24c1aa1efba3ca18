import { html } from './html.ts'
import type { Said } from './languages.ts'

/** Something that was published, corrected or withdrawn. */
export interface News {
  /** Absolute and for ever (RFC 4287, 4.2.6): `urn:comity:XV-FIU:release:2025-Q1:2`. */
  readonly id: string
  readonly title: string
  readonly summary: string
  /** The same in the languages of the pages, where it is no name of its own. */
  readonly name?: Said
  readonly says?: Said
  readonly at: string
  /** Address below the base. */
  readonly path: string
}

/** What was published, as an Atom feed (RFC 4287), the newest first. */
export function atomFeed(it: {
  readonly base: string
  /** Where the feed itself is, and the page with the same news, below the base. */
  readonly path: string
  readonly page: string
  readonly title: string
  readonly author: string
  readonly id: string
  /** When the feed last changed, where it holds nothing yet. */
  readonly began: string
  readonly news: readonly News[]
}): string {
  const news = [...it.news].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 100)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${it.id}</id>
<title>${it.title}</title>
<updated>${news[0]?.at ?? it.began}</updated>
<author><name>${it.author}</name></author>
<link rel="self" type="application/atom+xml" href="${it.base}${it.path}"/>
<link rel="alternate" type="text/html" href="${it.base}${it.page}"/>
${news.map(
  (n) => html`<entry>
<id>${n.id}</id>
<title>${n.title}</title>
<updated>${n.at}</updated>
<link rel="alternate" type="text/html" href="${it.base}${n.path}"/>
<summary>${n.summary}</summary>
</entry>\n`,
)}</feed>`}\n`
}
