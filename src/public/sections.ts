import type { Said } from './languages.ts'

/** One door of the site, as it stands in the navigation of every page. */
export interface Section {
  readonly id: string
  /** Below `/public/<language>`. */
  readonly path: string
  readonly name: Said
}

/** In the order of the navigation. A section comes when its first page does. */
export const sections = [
  { id: 'figures', path: '/figures', name: { en: 'Figures', fr: 'Chiffres', ar: 'الأرقام' } },
  { id: 'cases', path: '/cases', name: { en: 'Cases', fr: 'Affaires', ar: 'القضايا' } },
  { id: 'method', path: '/method', name: { en: 'Method', fr: 'Méthode', ar: 'المنهج' } },
  {
    id: 'authorities',
    path: '/authorities',
    name: { en: 'How to ask us', fr: 'Nous saisir', ar: 'كيف تُقدَّم الطلبات' },
  },
  {
    id: 'commitments',
    path: '/commitments',
    name: { en: 'Commitments', fr: 'Engagements', ar: 'الالتزامات' },
  },
  {
    id: 'patterns',
    path: '/patterns',
    name: { en: 'Patterns', fr: 'Schémas', ar: 'الأنماط' },
  },
  { id: 'rights', path: '/rights', name: { en: 'Your rights', fr: 'Vos droits', ar: 'حقوقك' } },
  { id: 'tips', path: '/tips', name: { en: 'Tell us', fr: 'Signaler', ar: 'أخبرنا' } },
] as const satisfies readonly Section[]
export type SectionId = (typeof sections)[number]['id']
