import type { Role } from '#directory'
import type { ServedAuthority } from '#node'
import { servedBy } from './served.ts'

/** Four units of the LANTERN world, each with invented officers. Ports count up from the first. */
export interface DemoAuthority {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly languages: readonly string[]
  readonly officers: readonly { readonly id: string; readonly name: string; readonly role: Role }[]
  /** Courts, prosecutors, central authorities and the others of the country, which act through this node. */
  readonly served: readonly ServedAuthority[]
}

export const demoAuthorities = [
  {
    id: 'XV-FIU',
    served: servedBy('XV-FIU'),
    name: 'Financial Intelligence Service',
    country: 'XV',
    languages: ['vl', 'en'],
    officers: [
      { id: 'analyst', name: 'Mira Solen', role: 'analyst' },
      { id: 'analyst-2', name: 'Oren Tasz', role: 'analyst' },
      { id: 'head', name: 'Ilka Vardan', role: 'head-of-desk' },
      { id: 'auditor', name: 'Bram Okeln', role: 'auditor' },
    ],
  },
  {
    id: 'XN-FIU',
    served: servedBy('XN-FIU'),
    name: 'Norrhavn FIU',
    country: 'XN',
    languages: ['nh', 'en'],
    officers: [
      { id: 'analyst', name: 'Signe Holtvik', role: 'analyst' },
      { id: 'duty', name: 'Aksel Brem', role: 'duty-officer' },
      { id: 'head', name: 'Runa Estad', role: 'head-of-desk' },
      { id: 'auditor', name: 'Tove Lindmark', role: 'auditor' },
    ],
  },
  {
    id: 'XC-FIU',
    served: servedBy('XC-FIU'),
    name: 'Financial Reporting Authority',
    country: 'XC',
    languages: ['en'],
    officers: [
      { id: 'analyst', name: 'Delroy Cassin', role: 'analyst' },
      { id: 'head', name: 'Winifred Ashe', role: 'head-of-desk' },
      { id: 'auditor', name: 'Lionel Parr', role: 'auditor' },
    ],
  },
  {
    id: 'XS-FIU',
    served: servedBy('XS-FIU'),
    name: 'Port Sable FIU',
    country: 'XS',
    languages: ['en', 'sb'],
    officers: [
      { id: 'analyst', name: 'Rashil Omant', role: 'analyst' },
      { id: 'analyst-2', name: 'Teo Marrick', role: 'analyst' },
      { id: 'duty', name: 'Jori Velk', role: 'duty-officer' },
      { id: 'head', name: 'Samira Quell', role: 'head-of-desk' },
      { id: 'auditor', name: 'Edo Marsh', role: 'auditor' },
    ],
  },
] as const satisfies readonly DemoAuthority[]
