/** Languages of the public pages: BCP 47 tags, as they stand in an address. */
export const publicLanguages = ['en', 'fr', 'ar'] as const
export type PublicLanguage = (typeof publicLanguages)[number]

/** Each by its own name, with its direction of writing. */
export const languageRows = {
  en: { name: 'English', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const satisfies Record<PublicLanguage, { readonly name: string; readonly direction: string }>

/** One text in every language of the pages. */
export type Said = Readonly<Record<PublicLanguage, string>>

/** The language that a browser would rather read (RFC 9110, 12.5.4); English where it names none of ours. */
export function preferred(acceptLanguage: string): PublicLanguage {
  const wanted = acceptLanguage
    .slice(0, 500)
    .split(',')
    .map((range, place) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
      const quality = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1])[0]
      return { tag, place, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place)
  for (const { tag } of wanted) {
    const found = publicLanguages.find((each) => tag === each || tag.startsWith(`${each}-`))
    if (found !== undefined) return found
  }
  return 'en'
}

export function isPublicLanguage(text: string): text is PublicLanguage {
  return (publicLanguages as readonly string[]).includes(text)
}
