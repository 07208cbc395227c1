import type { ReportProblem } from '#shared/contract/report.ts'
import { say } from '#shared/words/say.ts'
import type { MadeBy } from './compile.ts'

/** Characters that a problem names; the rest are counted. */
const NAMED = 12

/**
 * What is wrong with pages as a file: signs that are missing, and a standard that is not kept.
 * @param made who made the pages @param missing characters that are printed as boxes
 */
export function compilerProblems({ compiler, standard }: MadeBy, missing: readonly string[]): ReportProblem[] {
  const problem = (
    kind: string,
    severity: ReportProblem['severity'],
    text: string,
    detail: string,
    verb: ReportProblem['verb'] = null,
    target: string | null = null,
  ): ReportProblem => ({
    kind,
    severity,
    page: null,
    text,
    detail,
    verb,
    target,
  })
  const named = missing.slice(0, NAMED).join(' ')
  return [
    ...(missing.length === 0
      ? []
      : [
          problem(
            'missingCharacters',
            'bad',
            say('report.problem.missingCharacters', { count: missing.length }),
            say('report.problem.missingCharacters.detail', { named, others: Math.max(0, missing.length - NAMED) }),
          ),
        ]),
    ...(compiler === 'wasm'
      ? [problem('noStandard', 'warn', say('report.problem.noStandard'), say('report.problem.noStandard.detail'))]
      : []),
    ...(compiler === 'native' && standard === null
      ? [
          problem(
            'noDocumentDate',
            'warn',
            say('report.problem.noDate'),
            say('report.problem.noDate.detail'),
            'sign',
            'date',
          ),
        ]
      : []),
  ]
}
