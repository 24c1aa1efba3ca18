import { text } from '../data/text.ts'

/** A whole request between two units. */
export const requestDocument = text('fiu-request', { class: 'normal' })
