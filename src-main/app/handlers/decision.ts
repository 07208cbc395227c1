import type { Handlers } from '#shared/contract/index.ts'
import type { Decider } from '../analysis/decider.ts'
import type { Jobs } from '../analysis/jobs.ts'

/** The verdict of a brief, with progress and cancel. */
export function decisionHandlers(decider: Decider, jobs: Jobs) {
  return {
    'decision.decide': ({ workspace, draws, seed, job }) =>
      jobs.run(job, (options) => decider.decide(workspace, { draws, seed }, options)),
  } satisfies Partial<Handlers>
}
