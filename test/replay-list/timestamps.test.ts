import { expect, it } from 'vitest'
import { sendRequest } from '../../src/node/testing.ts'
import { startTsa } from '../tsa.ts'
import { openWire } from './wire.ts'

it('time-stamp authority down for a week, then back: nothing stops, and one stamp catches up (X-Road #1807; log batch lag, joint-development #224)', async () => {
  let now = () => new Date('2026-11-22T08:00:00Z')
  const tsa = await startTsa(() => now())
  const roots = tsa.root.split(/(?<=-----END CERTIFICATE-----\n)/)
  let elapsed = 0
  const wire = await openWire('2026-11-22T08:00:00.000Z', {
    elapsed: () => elapsed,
    timestampAuthorities: [{ name: 'Northern Clock', url: tsa.address, roots }],
  })
  now = () => new Date(wire.federation.clock.now())
  try {
    tsa.fault = 'down'
    for (let day = 0; day < 7; day++) {
      await sendRequest(wire.xv, 'XN-FIU')
      await wire.federation.settle()
      wire.federation.clock.forward(24 * 60)
      elapsed += 86_400_000
    }
    // Signing and exchange went on all the while.
    expect(await wire.count(wire.xn, 'request.sent')).toBe(7)
    const asked = tsa.asked
    tsa.fault = undefined
    elapsed += 86_400_000
    await wire.federation.settle()
    const page = await wire.xv.log.page()
    const stamped = page.timestamps.filter((t) => t.time !== null)
    expect(stamped).toHaveLength(1)
    // What piled up meanwhile is one head, and one call for each node catches it up.
    expect(tsa.asked - asked).toBeLessThanOrEqual(4)
  } finally {
    await wire.close()
    await tsa.close()
  }
}, 60_000)
