import type { Calendar, Holiday } from '../calendars.ts'
import {
  allSaints,
  announced,
  boxingDay,
  christmas,
  corpusChristi,
  easterly,
  fixed,
  goodFriday,
  labourDay,
  newYear,
  onOrAfter,
  onOrBefore,
  saturdaySunday,
} from './calendar-forms.ts'

const base = { weekend: saturdaySunday, status: 'to-verify' } as const
const next = { moved: 'next' } as const
const monday = { moved: 'monday' } as const

/** Offices move a Saturday's holiday to Friday (5 U.S.C. 6103(b)); Federal Reserve Banks stay open that Friday. */
function unitedStates(moved: 'nearest' | 'sunday-next'): readonly Holiday[] {
  return [
    newYear({ moved }),
    onOrAfter('Martin Luther King Day', 1, 1, 15),
    onOrAfter("Washington's Birthday", 1, 2, 15),
    onOrBefore('Memorial Day', 1, 5, 31),
    fixed('Juneteenth', 6, 19, { moved, from: 2021 }),
    fixed('Independence Day', 7, 4, { moved }),
    onOrAfter('Labor Day', 1, 9, 1),
    onOrAfter('Columbus Day', 1, 10, 8),
    fixed('Veterans Day', 11, 11, { moved }),
    onOrAfter('Thanksgiving Day', 4, 11, 22),
    christmas({ moved }),
  ]
}

const brazil: readonly Holiday[] = [
  newYear(),
  goodFriday,
  fixed('Tiradentes', 4, 21),
  labourDay(),
  fixed('Independence Day', 9, 7),
  fixed('Our Lady of Aparecida', 10, 12),
  fixed("All Souls' Day", 11, 2),
  fixed('Republic Day', 11, 15),
  fixed('Black Awareness Day', 11, 20, { from: 2024 }),
  christmas(),
]

/** Calendars of the Americas. */
export const americanCalendars: readonly Calendar[] = [
  {
    ...base,
    id: 'US',
    name: 'United States (federal)',
    zone: 'America/New_York',
    holidays: unitedStates('nearest'),
    bank: unitedStates('sunday-next'),
    citation: '5 U.S.C. 6103; holidays of the Federal Reserve Banks',
  },
  {
    ...base,
    id: 'CA',
    name: 'Canada (federal)',
    zone: 'America/Toronto',
    holidays: [
      newYear(next),
      goodFriday,
      onOrBefore('Victoria Day', 1, 5, 24),
      fixed('Canada Day', 7, 1, next),
      onOrAfter('Labour Day', 1, 9, 1),
      fixed('Day for Truth and Reconciliation', 9, 30, { ...next, from: 2021 }),
      onOrAfter('Thanksgiving', 1, 10, 8),
      fixed('Remembrance Day', 11, 11, next),
      christmas(next),
      boxingDay(next),
    ],
    citation: 'Canada Labour Code s. 166; Holidays Act',
  },
  {
    ...base,
    id: 'MX',
    name: 'Mexico',
    zone: 'America/Mexico_City',
    holidays: [
      newYear(),
      onOrAfter('Constitution Day', 1, 2, 1),
      onOrAfter("Benito Juárez's Birthday", 1, 3, 15),
      labourDay(),
      fixed('Independence Day', 9, 16),
      announced('Change of government', ['2024-10-01']),
      onOrAfter('Revolution Day', 1, 11, 15),
      christmas(),
    ],
    citation: 'Mexico: Ley Federal del Trabajo art. 74',
  },
  {
    ...base,
    id: 'BR',
    name: 'Brazil',
    zone: 'America/Sao_Paulo',
    holidays: brazil,
    // Banks also close on the two days of Carnival and on Corpus Christi.
    bank: [
      ...brazil,
      easterly('Carnival Monday', -48),
      easterly('Carnival Tuesday', -47),
      corpusChristi,
    ],
    citation: 'Brazil: Law 662/1949; Law 14.759/2023; CMN Resolution 4.880/2020 for banks',
  },
  {
    ...base,
    id: 'CO',
    name: 'Colombia',
    zone: 'America/Bogota',
    // Most feasts are kept on the Monday that follows.
    holidays: [
      newYear(),
      fixed('Epiphany', 1, 6, monday),
      fixed('Saint Joseph', 3, 19, monday),
      easterly('Maundy Thursday', -3),
      goodFriday,
      labourDay(),
      easterly('Ascension Day', 43),
      easterly('Corpus Christi', 64),
      easterly('Sacred Heart', 71),
      fixed('Saints Peter and Paul', 6, 29, monday),
      fixed('Independence Day', 7, 20),
      fixed('Battle of Boyacá', 8, 7),
      fixed('Assumption Day', 8, 15, monday),
      fixed('Day of Ethnic Diversity', 10, 12, monday),
      { ...allSaints, ...monday },
      fixed('Independence of Cartagena', 11, 11, monday),
      fixed('Immaculate Conception', 12, 8),
      christmas(),
    ],
    citation: 'Colombia: Law 51 of 1983',
  },
  {
    ...base,
    id: 'PA',
    name: 'Panama',
    zone: 'America/Panama',
    holidays: [
      newYear(),
      fixed("Martyrs' Day", 1, 9),
      easterly('Carnival Tuesday', -47),
      goodFriday,
      labourDay(),
      fixed('Separation Day', 11, 3),
      fixed('Colón Day', 11, 5),
      fixed('Uprising of Los Santos', 11, 10),
      fixed('Independence Day', 11, 28),
      fixed("Mothers' Day", 12, 8),
      fixed('Day of Mourning', 12, 20, { from: 2022 }),
      christmas(),
    ],
    citation: 'Panama: Labour Code art. 46',
  },
]
