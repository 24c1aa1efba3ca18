import type { Calendar } from '../calendars.ts'
import { fridaySaturday, saturdaySunday } from './calendar-forms.ts'

const invented = 'calendar of the fictional LANTERN world'

/** The four countries of the fictional case, and the bodies of the federation, which keep universal time. */
export const lanternCalendars: readonly Calendar[] = [
  {
    id: 'XV',
    name: 'Republic of Veldania (fictional)',
    zone: 'Europe/Bucharest',
    weekend: saturdaySunday,
    holidays: [
      { name: "New Year's Day", on: 'date', month: 1, day: 1 },
      { name: 'Constitution Day', on: 'date', month: 5, day: 12 },
      { name: 'Harvest Day', on: 'date', month: 9, day: 8 },
    ],
    citation: invented,
    status: 'verified',
  },
  {
    id: 'XN',
    name: 'Kingdom of Norrhavn (fictional)',
    zone: 'Europe/Oslo',
    weekend: saturdaySunday,
    holidays: [
      { name: "New Year's Day", on: 'date', month: 1, day: 1 },
      { name: 'Crown Day', on: 'date', month: 6, day: 6 },
      { name: 'Midwinter Day', on: 'date', month: 12, day: 25 },
    ],
    citation: invented,
    status: 'verified',
  },
  {
    id: 'XC',
    name: 'Carrow Islands (fictional)',
    zone: 'Atlantic/Bermuda',
    weekend: saturdaySunday,
    holidays: [
      { name: "New Year's Day", on: 'date', month: 1, day: 1 },
      { name: 'Landing Day', on: 'date', month: 7, day: 14 },
      { name: 'Boxing Day', on: 'date', month: 12, day: 26 },
    ],
    citation: invented,
    status: 'verified',
  },
  {
    id: 'XS',
    name: 'Port Sable Free City (fictional)',
    zone: 'Asia/Dubai',
    weekend: fridaySaturday,
    holidays: [
      { name: "New Year's Day", on: 'date', month: 1, day: 1 },
      { name: 'Charter Day', on: 'date', month: 4, day: 22 },
      { name: 'Free Port Day', on: 'date', month: 11, day: 3 },
    ],
    citation: invented,
    status: 'verified',
  },
  {
    id: 'XX',
    name: 'bodies of the federation (fictional)',
    zone: 'UTC',
    weekend: saturdaySunday,
    holidays: [
      { name: "New Year's Day", on: 'date', month: 1, day: 1 },
      { name: 'Federation Day', on: 'date', month: 10, day: 24 },
      { name: 'Turn of the Year', on: 'date', month: 12, day: 31 },
    ],
    citation: invented,
    status: 'verified',
  },
]
