export {
  guessKind,
  type Identifier,
  type IdentifierKind,
  identifierKinds,
  type Key,
  normaliser,
  readIdentifier,
} from './identifier.ts'
export { type IdentifierList, type Listed, readIdentifierList } from './list.ts'
export { nameKeys, nameWords } from './names.ts'
export { type ResolveRefusalName, resolveRefusals } from './refusals.ts'
