import { shortLimit } from '#shared/words/decision/shortLimit.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { say, wordingText } from '#shared/words/say.ts'
import type { IconName } from '../../ui/icons.ts'

/** What stands at the end of a row: the limit it breaks, the price it lacks, else its worst risk. */
export interface LimitBadge {
  readonly tone: 'neutral' | 'warn' | 'bad'
  readonly icon: IconName | null
  readonly text: string
  /** All there is to say, a line each. */
  readonly hint: string
  /** How many more there are. */
  readonly more: number
}

/** Scores from 1, the worst, up to here are warned of. */
const WARNED = 2

/** The badge of a row; null: it breaks no limit, is priced, and none of its risks is scored. */
export function limitBadge({ judged, alternative }: ShownAlternative): LimitBadge | null {
  const limits = (judged?.limits ?? []).map(wordingText)
  const [first] = judged?.limits ?? []
  if (first !== undefined) {
    return { tone: 'bad', icon: 'close', text: shortLimit(first), hint: limits.join('\n'), more: limits.length - 1 }
  }
  if (judged?.unpriced) {
    const figure = wordingText(judged.unpriced.figure)
    return { tone: 'bad', icon: 'warn', text: say('decide.cell.noPrice'), hint: figure, more: 0 }
  }
  const risks = Object.entries(alternative.risks).toSorted(([, one], [, two]) => one.score - two.score)
  const [worst] = risks
  if (!worst) return null
  const [risk, { score }] = worst
  const hint = risks.map(([name, each]) => say('decide.risk.short', { risk: name, score: each.score })).join('\n')
  const isWarned = score <= WARNED
  return {
    tone: isWarned ? 'warn' : 'neutral',
    icon: isWarned ? 'warn' : null,
    text: say('decide.risk.short', { risk, score }),
    hint,
    more: 0,
  }
}
