import { contractTests } from './contract-tests.ts'
import { memoryStore } from './open.ts'

contractTests('memory', (world) => memoryStore(world.keeping))
