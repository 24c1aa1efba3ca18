import { readJson } from '#base'
import { parseMinor } from '#money'
import type { Gallery } from './gallery.ts'

const limits = { maxBytes: 64, maxDepth: 4 }
const json = (text: string, canonicalOnly = false) =>
  readJson(new TextEncoder().encode(text), limits, canonicalOnly)

export const baseMoneyGallery: Gallery = {
  'json-too-large': {
    situation: 'a document arrives that is larger than its place allows',
    example: () => json(`"${'x'.repeat(100)}"`),
  },
  'json-too-deep': {
    situation: 'a document nests lists in lists without end',
    example: () => json('[[[[[[]]]]]]'),
  },
  'json-malformed': {
    situation: 'a document breaks off in the middle',
    example: () => json('{"amount": 18'),
  },
  'json-ambiguous': {
    situation: 'a document says under one name two things, and each reader would believe another',
    example: () => json('{"to": "XN-FIU", "to": "XS-FIU"}'),
  },
  'json-not-canonical': {
    situation: 'a signed document has its keys in another order than the signed bytes',
    example: () => json('{"to": "XN-FIU", "from": "XV-FIU"}', true),
  },
  'amount-malformed': {
    situation: 'an amount is written with a comma and a currency sign',
    example: () => parseMinor('EUR 1.870,00', 2),
  },
  'amount-too-fine': {
    situation: 'an amount in euro has a tenth of a cent',
    example: () => parseMinor('10.005', 2),
  },
}
