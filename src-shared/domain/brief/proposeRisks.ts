import type { Alternative } from '../brief/alternative.ts'
import type { Risk } from '../brief/risk.ts'
import type { HardwareProfile } from '../hardware.ts'
import { softwareEvidence, type SourcedFact } from '../market/softwareEvidence.ts'
import type { SoftwareFile } from '../market/software.ts'
import { softwareScore } from '../market/softwareScore.ts'

/** Who stands for a risk that nobody has scored: what it says is a guess, and shown as one. */
export const PROPOSED_BY = 'Memwall'

/** The score of a risk is a proposal that nobody has taken over yet: a guess. */
export function isProposed({ author }: Pick<Risk, 'author'>): boolean {
  return author === PROPOSED_BY
}

/** As much evidence as a risk has room for. */
const LONGEST = 1000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * Proposes the risk that software brings to a device, from what was read about its platform; see `softwareScore` for the
 * anchors.
 * @returns null where the platform is unknown, or no list that was read speaks of it
 */
export function proposeSoftwareRisk(
  profile: Pick<HardwareProfile, 'vendor' | 'kind'>,
  software: SoftwareFile,
): Risk | null {
  const facts = softwareEvidence(profile, software)
  const score = softwareScore(facts)
  if (score === null) return null
  const days = facts.map(({ date }) => date).filter((date) => DAY.test(date))
  return {
    score,
    evidence: evidenceText(facts),
    // A month or a year is no day: it stands in the evidence.
    date: days.length === facts.length ? (days.toSorted().at(-1) ?? null) : null,
    author: PROPOSED_BY,
    effects: null,
  }
}

/**
 * The software risk that is proposed for an alternative. It is a label beside it and does nothing until somebody takes it over:
 * only a risk of the brief itself enters cost, time and odds.
 * @param profile of its machine; null: it has none that can be read
 * @returns null where somebody has scored it, or nothing was read of its machine
 */
export function proposedFor(
  { risks }: Pick<Alternative, 'risks'>,
  profile: HardwareProfile | null,
  software: SoftwareFile,
): Risk | null {
  return risks.software !== undefined || profile === null ? null : proposeSoftwareRisk(profile, software)
}

/** A proposal that somebody takes over: from then on it does what its score does. @param author who; '': nobody is named */
export function takenOver(proposal: Risk, author: string): Risk {
  return { ...proposal, author }
}

/** A line a fact with where and when it was read, as many as there is room for; of one page, its address once. */
function evidenceText(facts: readonly SourcedFact[]): string {
  const lines: string[] = []
  const cited = new Set<string>()
  let length = 0
  for (const { subject, value, counts, date, edition, source, cited: page } of facts) {
    const said = counts ? `${counts.results} / ${counts.submitters}` : value
    const where = page.address === null || cited.has(source) ? '' : `, ${page.address}`
    const line = `${page.title}: ${subject}: ${said} (${edition === undefined ? date : `${edition}, ${date}`}${where})`
    if (length + line.length + 1 > LONGEST) continue
    cited.add(source)
    lines.push(line)
    length += line.length + 1
  }
  return lines.join('\n')
}
