import type { MatterStep, StepDocument } from '../story.ts'

/** One step, in the order in which a person tells it: when, who, what, with which document. */
export function step(
  at: string,
  actor: string,
  id: string,
  document?: MatterStep['document'],
): MatterStep {
  return { at: instantOf(at), actor, step: id, ...(document === undefined ? {} : { document }) }
}

/** A step that must be refused, under that name. */
export function refusedStep(
  at: string,
  actor: string,
  id: string,
  refused: string,
  document: StepDocument,
): MatterStep {
  return { at: instantOf(at), actor, step: id, document, refused }
}

/** `2025-03-18 09:00` and `2025-03-18 09:00:04` as instants of UTC. */
export function instantOf(at: string): string {
  const whole = /:\d\d:\d\d$/.test(at) ? at : `${at}:00`
  return `${whole.replace(' ', 'T')}Z`
}
