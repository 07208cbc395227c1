import type { Brief } from '../../domain/brief/brief.ts'
import type { BriefVerdict } from '../../domain/brief/verdict.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { perMillionOf, type PerMillion } from '../../domain/brief/perMillion.ts'
import { say } from '../say.ts'
import { relaxedText } from './relaxedText.ts'
import type { ShownAlternative } from './shownAlternatives.ts'
import { withCommas } from '../joined.ts'

/** The one large figure of a verdict, and what it is. */
export interface KeyFigure {
  readonly text: string
  readonly note: string
}

/** Digits of a figure that several share: more would tell them apart. */
const SHARED_DIGITS = 2

/**
 * The figure that stands for a verdict: what the chosen one costs; what those cost that cannot be told apart; by how much
 * the nearest misses; below which price the unpriced one would be first.
 * @returns null: there is none to say
 */
export function keyFigure(
  brief: Brief,
  verdict: BriefVerdict,
  alternatives: readonly ShownAlternative[],
): KeyFigure | null {
  const shownOf = (id: string | null) => alternatives.find((shown) => shown.id === id) ?? null
  const costOf = (id: string | null): PerMillion | null => {
    const judged = shownOf(id)?.judged
    return judged ? perMillionOf(judged) : null
  }
  switch (verdict.state) {
    case 'choose': {
      const cost = costOf(verdict.choice[0] ?? null)
      return cost && { text: formatNumber(cost.value), note: ranged(say('decide.figure.unit'), cost) }
    }
    case 'tied':
      return shared(verdict.choice.map(costOf))
    case 'undecided':
      return shared([costOf(verdict.leaning), costOf(verdict.rival)])
    case 'noneFeasible': {
      const [nearest] = verdict.relaxations
      if (!nearest) return null
      const { value, now } = relaxedText(nearest)
      const letter = shownOf(nearest.alternative)?.letter ?? '?'
      return { text: value, note: say('decide.figure.miss', { name: letter, limit: now }) }
    }
    case 'cannotSay': {
      const unpriced = alternatives.find(({ judged }) => judged?.unpriced && judged.limits.length === 0)?.judged
        ?.unpriced
      // A floor of nothing is no figure: it says that nothing is known.
      return unpriced && unpriced.floor > 0
        ? { text: formatText(unpriced.floor, 'dollars'), note: say('decide.missing.floor') }
        : null
    }
    case 'needsDemand':
      return null
  }
}

/** One figure of two digits for all of them, and the range that holds them. */
function shared(costs: readonly (PerMillion | null)[]): KeyFigure | null {
  const known = costs.filter((cost) => cost !== null)
  if (known.length < 2) return null
  const mean = known.reduce((sum, { value }) => sum + value, 0) / known.length
  const unit = say('decide.figure.shared', { count: known.length })
  const low = Math.min(...known.map(({ low: own, value }) => own ?? value))
  const high = Math.max(...known.map(({ high: own, value }) => own ?? value))
  return {
    text: formatNumber(mean, { digits: SHARED_DIGITS }),
    note: ranged(unit, { value: mean, low, high }, SHARED_DIGITS),
  }
}

function ranged(unit: string, { low, high }: PerMillion, digits = 3): string {
  if (low === null || high === null) return unit
  const range = say('decide.figure.range', {
    low: formatNumber(low, { digits }),
    high: formatNumber(high, { digits }),
  })
  return withCommas([unit, range])
}
