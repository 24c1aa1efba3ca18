import type { Network } from '../networks.ts'
import { day } from '../rows.ts'

const members = ['XV', 'XN', 'XC', 'XS'] as const

/** Circles of contact points. A word there first saves a letter that would come back. */
export const networks: readonly Network[] = [
  {
    id: 'NET-EGMONT',
    name: 'Egmont Group, secure web of financial intelligence units',
    kinds: ['FIU'],
    countries: [...members, 'BG', 'CH', 'DE', 'DK', 'FI', 'FR', 'GB', 'IE', 'IT', 'PL', 'PT', 'US'],
    before: ['freeze', 'search-hearing', 'confiscation', 'suspension', 'claim'],
    citation: 'Egmont Group, charter and principles for information exchange',
    text: 'Units ask each other for financial information; what they learn is intelligence until they consent to another use.',
    from: day('1995-06-09'),
    status: 'to-verify',
    source: 'https://egmontgroup.org/',
  },
  {
    id: 'NET-CARIN',
    name: 'CARIN, contact points for asset recovery',
    kinds: ['ARO', 'prosecutor'],
    countries: ['BG', 'CH', 'DE', 'DK', 'FI', 'FR', 'GB', 'IE', 'IT', 'PL', 'PT', 'US'],
    before: ['freeze', 'search-hearing', 'confiscation', 'return', 'interlocutory-sale'],
    citation: 'Camden Asset Recovery Inter-Agency Network; Council Decision 2007/845/JHA art. 1',
    text: 'Contact points tell each other which assets there are and which measure would reach them.',
    from: day('2004-09-23'),
    status: 'to-verify',
    source: 'https://www.carin.network/',
  },
  {
    id: 'NET-COMITY',
    name: 'desks of the Comity protocol',
    kinds: ['ARO', 'AMO', 'prosecutor', 'central-authority'],
    countries: members,
    before: ['freeze', 'search-hearing', 'confiscation', 'return', 'extradition', 'joint-team'],
    citation: 'Comity protocol, sharing of drafts; Lausanne guideline 9',
    text: 'Desks talk a request through before it is sent, and look at the draft together.',
    from: day('2024-01-01'),
    status: 'to-verify',
    source: 'https://guidelines.assetrecovery.org/guidelines/guideline-9-draft-request-mla',
  },
]
