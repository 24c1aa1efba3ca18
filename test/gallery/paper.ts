import { checkDocument, checkExhibit } from '#paper'
import type { Gallery } from './gallery.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

export const paperGallery: Gallery = {
  'exhibit-data-missing': {
    situation: 'a page that is no exhibit is given to be verified',
    example: () => checkExhibit(bytes('<!doctype html><p>a letter</p>')),
  },
  'exhibit-format-unknown': {
    situation: 'the data of an exhibit is of a format that this version does not know',
    example: () => checkExhibit(bytes('{"format":"comity-exhibit/99"}')),
  },
  'document-unreadable': {
    situation: 'a page without data is given to be verified as a document',
    example: () => checkDocument(bytes('<!doctype html><p>a letter</p>')),
  },
}
