import { type Definition, register } from './definition.ts'

/** Whether the network does what it promised and learns from what went wrong. */
export const commitmentDefinitions = [
  {
    id: 'IN-36',
    name: 'commitments',
    formula:
      'count(milestones reached with evidence by their day) / count(milestones whose day falls in the period); share assessed as substantial or complete',
    unit: 'share',
    capability: 'commitments',
    sources: ['commitment.adopted', 'commitment.milestone', 'commitment.coded'],
    coverage: 'milestones whose day falls in the period',
    parts: ['variant', 'code'],
    limits: 'milestones differ in weight; an easy plan is kept easily',
    citation: `${register}, IN-36`,
  },
  {
    id: 'IN-37',
    name: 'lessons closed',
    formula:
      'count(lessons of exercises, and findings that lie in the system, closed within 180 days) / count(those that are closed or 180 days old)',
    unit: 'share',
    capability: 'learning',
    sources: ['lesson.written', 'lesson.closed', 'complaint.found', 'complaint.closed'],
    coverage: 'lessons written and findings made in the period',
    parts: [],
    limits: 'says that it was closed, not that it will hold',
    citation: `${register}, IN-37`,
  },
] as const satisfies readonly Definition[]
