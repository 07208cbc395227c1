import { CodedError } from '#shared/contract/errors.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { bestOf, CONFIGURATION_FIELDS } from '../../engine/analysis/search/bestOf.ts'
import { SWEEP_FIELDS, sweepOf, sweepQuestion } from '../../engine/analysis/sweepCurves.ts'
import { confidenceFor, frontierFor, mapFor } from '../analysis/analyses.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import { createJobs } from '../analysis/jobs.ts'
import type { Ports } from '../ports.ts'
import { resolved, resolvedAll } from '../analysis/resolved.ts'

/** The methods of a decision: many points each, worked out on all cores, with progress and cancel. */
export function decideHandlers(evaluator: Evaluator, ports: Ports) {
  const jobs = createJobs((job, { done, total }) => ports.emit('analysis.progress', { job, done, total }))
  return {
    'analysis.frontier': ({ workspace, job }) => jobs.run(job, (options) => frontierFor(evaluator, workspace, options)),
    'analysis.map': ({ workspace, scenario, columns, rows, job }) =>
      jobs.run(job, (options) => mapFor(evaluator, workspace, scenario, { columns, rows }, options)),
    'analysis.confidence': ({ workspace, metric, draws, seed, job }) =>
      jobs.run(job, (options) => confidenceFor(evaluator, workspace, { metric, draws, seed }, options)),
    'analysis.configurations': ({ workspace, aim, limits, requestsPerSecond, job }) =>
      jobs.run(job, async (options) => {
        const question = { scenarios: resolvedAll(workspace), aim, limits }
        const columns = await evaluator.points('configurations', question, CONFIGURATION_FIELDS, options)
        return bestOf(question, columns, requestsPerSecond)
      }),
    'analysis.sweep': ({ workspace, input, metric, job }) =>
      jobs.run(job, async (options) => {
        const question = sweepQuestion(resolvedAll(workspace), input)
        if (question === null) {
          throw new CodedError('not-found', `No scenario has a known ${input.toLowerCase()}: choose another input.`)
        }
        const fields = [...new Set([...SWEEP_FIELDS, metric])]
        return sweepOf(question, input, metric, await evaluator.points('sweep', question, fields, options))
      }),
    'analysis.capacityCliff': ({ workspace }) =>
      evaluator.analyse('capacityCliff', { scenarios: resolvedAll(workspace) }),
    'analysis.levers': ({ workspace, scenario }) =>
      evaluator.analyse('levers', { scenario: resolved(workspace, scenario) }),
    'analysis.spend': ({ workspace, traffic, training }) =>
      evaluator.analyse('spend', {
        scenarios: resolvedAll(workspace),
        baseline: workspace.baseline,
        traffic,
        training,
      }),
    'analysis.cancel': ({ job }) => {
      jobs.cancel(job)
      return undefined
    },
  } satisfies Partial<Handlers>
}
