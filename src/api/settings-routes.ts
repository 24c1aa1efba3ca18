import { done } from '#base'
import { settingsView } from '#node'
import { type Route, route } from './route.ts'

/** What the operator of the machine has set in files: their digests, and when the log saw them change. */
export const settingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/log/settings',
    who: 'officer',
    limit: 'read',
    what: 'digests of the files by which the operator sets the council, the witnesses, the policies, the sign-in and who stamps, and when each changed',
    answer: settingsView,
    run: async ({ node }) => done({ json: await node.settings() }),
  }),
]
