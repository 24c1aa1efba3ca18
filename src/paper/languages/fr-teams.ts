import { frCommon } from './fr-common.ts'
import { frItems } from './fr-items.ts'

/** What the two sides of a joint team give each other, where the other procedures speak of an answer and a request. */
const said = [
  ['of the answer', 'de la réponse', 'of the evidence of the members', 'des preuves des membres'],
  [
    'of the request',
    'de la demande',
    'of the evidence of the lead',
    'des preuves de l’autorité chef de file',
  ],
] as const

/** Steps and states of corrections, marks and consents in a team: the words of the others about other things. */
export const frTeams: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...frCommon, ...frItems }).flatMap(([english, own]) =>
    said.flatMap(([about, ofIt, team, ofTeam]) =>
      english.includes(about) && own.includes(ofIt)
        ? [[english.replace(about, team), own.replace(ofIt, ofTeam)] as const]
        : [],
    ),
  ),
)
