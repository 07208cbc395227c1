import type { VerdictState } from '../../domain/brief/verdict.ts'
import type { BriefVerdictWords } from '../briefVerdictWords.ts'

/**
 * A verdict as text for a report or a message: what is said, how sure, why, and what a mistake costs. Where nothing is decided
 * yet, what would decide it stands in place of what would turn it.
 */
export function verdictReport(words: BriefVerdictWords, state: VerdictState): string {
  const next = state === 'undecided' ? words.measurements : state === 'noneFeasible' ? words.relaxations : words.flips
  return [words.headline, words.certainty, ...words.reasons, words.ifWrong, ...next, ...words.free]
    .filter((line) => line !== '')
    .join('\n')
}
