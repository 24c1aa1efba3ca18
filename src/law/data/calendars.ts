import type { Calendar } from '../calendars.ts'
import { southernCalendars } from './calendars-africa-oceania.ts'
import { americanCalendars } from './calendars-americas.ts'
import { asianCalendars } from './calendars-asia.ts'
import { europeanCalendars } from './calendars-europe.ts'
import { lanternCalendars } from './calendars-lantern.ts'

/**
 * How each country counts days. To add a country is to add a row. Entered from memory and marked so; a lawyer of the node
 * confirms the rows that the node uses.
 */
export const calendars: readonly Calendar[] = [
  ...lanternCalendars,
  ...europeanCalendars,
  ...americanCalendars,
  ...asianCalendars,
  ...southernCalendars,
]
