import { headView } from './reads.ts'
import type { AuditView } from './views.ts'
import type { World } from './world.ts'

export async function audit(world: World): Promise<AuditView> {
  return {
    ok: true,
    findings: [],
    checked: { records: 0, bodies: 0, signatures: 0 },
    head: headView(await world.store.head()),
  }
}
