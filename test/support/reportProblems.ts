import type { ReportProblem } from '#shared/contract/report.ts'

/** One problem of each verb, for screens. */
export const REPORT_PROBLEMS: readonly ReportProblem[] = [
  {
    kind: 'price',
    severity: 'warn',
    page: 1,
    text: 'E has no price',
    detail: 'It is printed as unknown.',
    verb: 'setPrice',
    target: 'wse3',
  },
  {
    kind: 'stale',
    severity: 'bad',
    page: 1,
    text: 'The text is older than its figures',
    detail: '“Summary” names a figure that moved.',
    verb: 'show',
    target: 'summary',
  },
  {
    kind: 'owner',
    severity: 'warn',
    page: null,
    text: 'Nobody signs',
    detail: 'The owner is not named.',
    verb: 'sign',
    target: null,
  },
  {
    kind: 'dissent',
    severity: 'warn',
    page: 2,
    text: 'A dissent is open',
    detail: 'It is printed as unresolved.',
    verb: 'open',
    target: null,
  },
]
