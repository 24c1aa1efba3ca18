import type { Calendar } from '../calendars.ts'

const invented = 'calendar of the fictional LANTERN world'
const saturdaySunday = [6, 7] as const

/** How each country counts days. To add a country is to add a row. */
export const calendars = [
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
    weekend: [5, 6],
    holidays: [
      { name: "New Year's Day", on: 'date', month: 1, day: 1 },
      { name: 'Charter Day', on: 'date', month: 4, day: 22 },
      { name: 'Free Port Day', on: 'date', month: 11, day: 3 },
    ],
    citation: invented,
    status: 'verified',
  },
  {
    id: 'FI',
    name: 'Finland',
    zone: 'Europe/Helsinki',
    weekend: saturdaySunday,
    // Church and national days, and the two eves on which terms do not end and banks are closed.
    holidays: [
      { name: "New Year's Day", on: 'date', month: 1, day: 1 },
      { name: 'Epiphany', on: 'date', month: 1, day: 6, from: 1992 },
      { name: 'Good Friday', on: 'easter', offset: -2 },
      { name: 'Easter Sunday', on: 'easter', offset: 0 },
      { name: 'Easter Monday', on: 'easter', offset: 1 },
      { name: 'May Day', on: 'date', month: 5, day: 1 },
      { name: 'Ascension Day', on: 'easter', offset: 39, from: 1992 },
      { name: 'Whit Sunday', on: 'easter', offset: 49 },
      { name: 'Midsummer Eve', on: 'weekday-after', weekday: 5, month: 6, day: 19 },
      { name: 'Midsummer Day', on: 'weekday-after', weekday: 6, month: 6, day: 20 },
      { name: "All Saints' Day", on: 'weekday-after', weekday: 6, month: 10, day: 31 },
      { name: 'Independence Day', on: 'date', month: 12, day: 6 },
      { name: 'Christmas Eve', on: 'date', month: 12, day: 24 },
      { name: 'Christmas Day', on: 'date', month: 12, day: 25 },
      { name: 'Boxing Day', on: 'date', month: 12, day: 26 },
    ],
    citation:
      'Finland: Church Act and Acts on Independence Day and May Day; Act 150/1930 s. 5 for the eves',
    status: 'to-verify',
  },
] as const satisfies readonly Calendar[]
