import { gallery as proceduresGallery } from '../../src/procedure/gallery.ts'
import { accessGallery, closeSignIn, signInGallery } from './access.ts'
import { apiGallery, closeDoors } from './api.ts'
import { attachmentsGallery, closeAttachments } from './attachments.ts'
import { baseMoneyGallery } from './base-money.ts'
import { cliGallery } from './cli.ts'
import { deliveryGallery } from './delivery.ts'
import { closeDesk, deskGallery } from './desk.ts'
import { directoryGallery } from './directory.ts'
import { closeEvaluation, evaluationGallery } from './evaluation.ts'
import { exchangeGallery } from './exchange.ts'
import type { Gallery } from './gallery.ts'
import { hitGallery, resolveGallery } from './hit.ts'
import { closeHitDesk, hitDeskGallery } from './hit-desk.ts'
import { intakeGallery } from './intake.ts'
import { itemGallery } from './items.ts'
import { keysGallery } from './keys.ts'
import { lawGallery, packsGallery } from './law.ts'
import { closeExercise, coursesGallery, exercisesGallery, knowledgeGallery } from './learning.ts'
import { logGallery } from './log.ts'
import { closeNodes, nodeGallery } from './node.ts'
import { closeOversight, oversightGallery } from './oversight.ts'
import { paperGallery } from './paper.ts'
import { closePublic, publicGallery } from './public.ts'
import { closeReleases, releasesGallery } from './releases.ts'
import { closeRights, rightsGallery } from './rights.ts'
import { closeStore, storeGallery } from './store.ts'
import { closeTips, tipsGallery } from './tips.ts'
import { traceGallery } from './trace.ts'

export interface Area {
  readonly area: string
  /** Folders of `src` whose refusals are shown here. */
  readonly folders: readonly string[]
  readonly gallery: Gallery
}

/** Every "no" the system can say, by area. */
export const galleries: readonly Area[] = [
  { area: 'procedure', folders: ['procedure'], gallery: proceduresGallery },
  { area: 'law', folders: ['law'], gallery: lawGallery },
  { area: 'packs', folders: ['law'], gallery: packsGallery },
  { area: 'intake', folders: ['intake'], gallery: intakeGallery },
  { area: 'trace', folders: ['trace'], gallery: traceGallery },
  { area: 'directory', folders: ['directory'], gallery: directoryGallery },
  { area: 'resolve', folders: ['resolve'], gallery: resolveGallery },
  { area: 'hit', folders: ['hit'], gallery: hitGallery },
  { area: 'hit-desk', folders: ['hit', 'node', 'api', 'cli'], gallery: hitDeskGallery },
  { area: 'exchange', folders: ['exchange'], gallery: exchangeGallery },
  { area: 'delivery', folders: ['exchange', 'node', 'api'], gallery: deliveryGallery },
  { area: 'access', folders: ['access'], gallery: accessGallery },
  { area: 'sign-in', folders: ['node'], gallery: signInGallery },
  { area: 'oversight', folders: ['oversight', 'node', 'cli'], gallery: oversightGallery },
  { area: 'node', folders: ['node'], gallery: nodeGallery },
  {
    area: 'attachments',
    folders: ['store', 'exchange', 'node', 'api'],
    gallery: attachmentsGallery,
  },
  { area: 'items', folders: ['exchange', 'node'], gallery: itemGallery },
  { area: 'keys', folders: ['node'], gallery: keysGallery },
  { area: 'desk', folders: ['node'], gallery: deskGallery },
  { area: 'api', folders: ['api'], gallery: apiGallery },
  { area: 'evaluation', folders: ['node', 'cli', 'review'], gallery: evaluationGallery },
  { area: 'exercises', folders: ['exercise'], gallery: exercisesGallery },
  { area: 'knowledge', folders: ['knowledge', 'node'], gallery: knowledgeGallery },
  { area: 'courses', folders: ['learning', 'node'], gallery: coursesGallery },
  { area: 'public', folders: ['node', 'api'], gallery: publicGallery },
  { area: 'releases', folders: ['node', 'cli'], gallery: releasesGallery },
  { area: 'rights', folders: ['rights', 'node'], gallery: rightsGallery },
  { area: 'tips', folders: ['tips', 'node', 'api'], gallery: tipsGallery },
  { area: 'cli', folders: ['cli'], gallery: cliGallery },
  { area: 'store', folders: ['store'], gallery: storeGallery },
  { area: 'log', folders: ['store', 'node', 'api', 'cli'], gallery: logGallery },
  { area: 'paper', folders: ['paper'], gallery: paperGallery },
  { area: 'base-money', folders: ['base', 'money'], gallery: baseMoneyGallery },
]

/** Closes what the examples shared. */
export async function leave(): Promise<void> {
  await closeAttachments()
  await closeDesk()
  await closeHitDesk()
  await closeDoors()
  await closeEvaluation()
  await closeSignIn()
  await closeNodes()
  await closeOversight()
  await closePublic()
  await closeReleases()
  await closeRights()
  await closeStore()
  await closeTips()
  await closeExercise()
}
