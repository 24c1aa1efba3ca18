import { frForms } from './fr-forms.ts'
import type { Language } from './language.ts'
import type { PageWord } from './page-words.ts'

const page: Readonly<Record<PageWord, string>> = {
  Reference: 'Référence',
  Procedure: 'Procédure',
  From: 'De',
  To: 'À',
  'Filed at': 'Déposé le',
  By: 'Par',
  'Legal basis': 'Base juridique',
  'Law version': 'Version du droit',
  Record: 'Enregistrement',
  Section: 'Section',
  Content: 'Contenu',
  'Missing elements': 'Éléments manquants',
  'left empty': 'laissé vide',
  yes: 'oui',
  no: 'non',
  'original text, not translated': 'texte original, non traduit',
  'Sworn translation': 'Traduction assermentée',
  'Translation by the office': 'Traduction par le service',
  'Machine translation, to be checked': 'Traduction automatique, à vérifier',
  'Where the two differ, the original counts.': 'En cas de divergence, l’original fait foi.',
  'Where the two differ, the translation counts.': 'En cas de divergence, la traduction fait foi.',
  'How to check this document': 'Comment vérifier ce document',
  'The digest is SHA-256 over the canonical data (RFC 8785), which is inside the page and attached to the PDF. It is the same in every language and every shape of this document.':
    'L’empreinte est le SHA-256 des données canoniques (RFC 8785), contenues dans la page et jointes au PDF. Elle est la même dans toutes les langues et toutes les formes de ce document.',
  name: 'nom',
  born: 'né(e) le',
  country: 'pays',
  identifier: 'identifiant',
  role: 'rôle',
  person: 'personne physique',
  company: 'société',
  account: 'compte',
  'real-estate': 'bien immobilier',
  vehicle: 'véhicule',
  vessel: 'navire',
  goods: 'marchandises',
  securities: 'titres',
  policy: 'police d’assurance',
  wallet: 'portefeuille numérique',
  other: 'autre',
  holder: 'titulaire',
  value: 'valeur',
  place: 'lieu',
}

/** French. */
export const fr: Language = { tag: 'fr', name: 'français', words: { ...frForms, ...page } }
