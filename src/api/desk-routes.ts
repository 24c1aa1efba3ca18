import type { Route } from './route.ts'

export const deskRoutes: readonly Route[] = []
