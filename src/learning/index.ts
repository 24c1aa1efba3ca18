export { type Course, courses, ethicsCourse, type TaskKind, taskKinds } from './courses.ts'
export {
  bestOf,
  type Credential,
  type CredentialState,
  credentialOf,
  standingAt,
} from './credentials.ts'
export { type Answers, type Graded, gradeModule, readAnswers } from './grade.ts'
export {
  type Ask,
  courseNamed,
  type Golden,
  type Module,
  makeModule,
  moduleFormat,
  type Task,
} from './module.ts'
