import { expect, it } from 'vitest'
import { transfer } from './transfer.ts'

const mebibytes = Number(process.env.COMITY_TRANSFER_MIB ?? 128)

it(`a file of ${mebibytes} MiB arrives whole although each side is killed once on its way, in memory that does not grow with it`, async () => {
  const result = await transfer(mebibytes * 1024 * 1024, process.env.COMITY_TEST_DATABASE_URL)
  console.log(JSON.stringify(result))
  expect(result.state).toBe('verified')
  expect(result.digest).toBe(result.expected)
  for (const share of result.cuts) expect(share).toBeLessThan(1000)
  // Buffers that wait for the collector come on top, 76 to 101 MiB for 64 as for 256; a whole file would be seen.
  for (const { ready, most } of result.memory) expect(most - ready).toBeLessThan(160)
}, 3_600_000)
