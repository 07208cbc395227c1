/**
 * Two analyses that Memwall does not have, as one adds one: a question with its schema and a piece of work, under the
 * same name in the two tables. To be imported before anything reads the tables.
 */
import { z } from 'zod'
import { works, type Work } from '#main/engine/analysis/analyses.ts'
import { frontierQuestion } from '#main/engine/analysis/frontier.ts'
import { resolvedAll } from '#main/engine/analysis/resolved.ts'
import { analyses, job } from '#shared/contract/analysis.ts'
import { method, trusted } from '#shared/contract/define.ts'
import { workspaceSchema, type Workspace } from '#shared/domain/workspace.ts'

/** What the planted analyses are asked. */
interface Planted {
  readonly workspace: Workspace
  readonly factor: number
}

const factor = z.number().min(1).max(10)
const counted: Work<Planted, unknown> = {
  points: null,
  answer: ({ workspace, factor: times }) => ({ scenarios: resolvedAll(workspace).length * times }),
}
const slowest: Work<Planted, unknown> = {
  points: ({ workspace }) => ({
    kind: 'sweep',
    question: frontierQuestion(resolvedAll(workspace)),
    fields: ['tpot'],
  }),
  answer: ({ factor: times }, { tpot }) => ({
    points: tpot.length,
    slowest: Math.max(...[...tpot].filter(Number.isFinite)) * times,
  }),
}

Object.assign(analyses, {
  plantedAlone: method(z.strictObject({ workspace: workspaceSchema, factor }), trusted()),
  plantedPoints: method(z.strictObject({ workspace: workspaceSchema, factor, job }), trusted()),
})
Object.assign(works, { plantedAlone: counted, plantedPoints: slowest })
