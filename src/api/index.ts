export { type ApiOptions, makeApp, serve } from './app.ts'
export { asProblem, type Problem, statusOf } from './problem.ts'
export { routes } from './routes.ts'
export { builtWorkbench } from './workbench.ts'
