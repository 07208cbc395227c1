import { analysisNames, type AnalysisInput, type AnalysisName } from '#shared/contract/analysis.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import type { Jobs } from '../analysis/jobs.ts'

/** A method for each analysis; the long ones with progress and cancel. */
export function analysisHandlers(evaluator: Evaluator, jobs: Jobs) {
  const handled = analysisNames().map((name) => [
    `analysis.${name}`,
    (question: AnalysisInput<AnalysisName>) =>
      'job' in question
        ? jobs.run(question.job, (options) => evaluator.answer(name, question, options))
        : evaluator.answer(name, question),
  ])
  return {
    ...(Object.fromEntries(handled) as Pick<Handlers, `analysis.${AnalysisName}`>),
    'analysis.cancel': ({ job }) => {
      jobs.cancel(job)
      return undefined
    },
  } satisfies Partial<Handlers>
}
