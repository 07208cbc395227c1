import type { ReportProblem } from '#shared/contract/report.ts'
import type { Place } from './places.ts'

/** The part of the report on which a problem is printed, by its kind; all others stand with what they are about. */
const PRINTED_ON: Readonly<Record<string, string>> = {
  model: 'decision',
  state: 'decision',
  price: 'decision',
  evidence: 'decision',
  logo: 'decision',
  oldPrice: 'case',
  dissent: 'case',
  owner: 'case',
  date: 'case',
  approval: 'case',
  staleApproval: 'case',
}

/**
 * Problems with the page on which a reader meets each: that of the text it is about, or of the part that prints it. What
 * stands on no page, such as a standard that is not kept, has none.
 * @param places where the parts of the report stand, as the typesetter found them
 */
export function placedProblems(problems: readonly ReportProblem[], places: readonly Place[]): ReportProblem[] {
  const pages = new Map(places.map(({ id, page }) => [id, page]))
  return problems.map((problem) => {
    if (problem.page !== null) return problem
    const about = problem.target === null ? undefined : pages.get(problem.target)
    const printed = PRINTED_ON[problem.kind]
    return { ...problem, page: about ?? (printed === undefined ? null : (pages.get(printed) ?? null)) }
  })
}
