import { expect, it } from 'vitest'
import { transfer } from './transfer.ts'

const mebibytes = Number(process.env.COMITY_TRANSFER_MIB ?? 256)

it(`a file of ${mebibytes} MiB arrives whole although each side is killed once on its way, in memory that does not grow with it`, async () => {
  const result = await transfer(mebibytes * 1024 * 1024, process.env.COMITY_TEST_DATABASE_URL)
  console.log(JSON.stringify(result))
  expect(result.state).toBe('verified')
  expect(result.digest).toBe(result.expected)
  // What a process has before is its database; buffers that wait for the collector come on top, whatever the length.
  for (const { ready, most } of result.memory) expect(most - ready).toBeLessThan(200)
}, 3_600_000)
