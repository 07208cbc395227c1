import type { JudgedAlternative } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { formatQuantity, formatText } from '#shared/units/format.ts'
import { shownAlternatives, type ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { shortLimit } from '#shared/words/decision/shortLimit.ts'
import { say, wordingText } from '#shared/words/say.ts'

/** One candidate in a first cut: what carries the demand, and about what that costs. */
export interface CutRow {
  readonly id: string
  readonly slot: number
  /** "48 × B200"; what has no machine is its name alone. */
  readonly size: string
  /** How it is paid for and in how many systems; where it breaks a limit, that. */
  readonly detail: string
  readonly broken: boolean
  /** All limits it breaks, a line each; empty: none. */
  readonly hint: string
  readonly power: { readonly text: string; readonly unit: string } | null
  /** It keeps the promise at that size. */
  readonly meets: boolean
  /** "≈ 4.9"; null: it cannot be priced. */
  readonly cost: string | null
  /** Dollars per million output tokens, for a bar. */
  readonly dollars: number | null
}

/** Digits of a first cut: more would claim what 200 draws do not know. */
const DIGITS = 2

/** One that is far dearer would leave the others no bar to be compared by: from here on its own is cut. */
const MOST_TIMES = 4

/** End of the scale the bars of a first cut share. @param dollars of those that are priced */
export function costScale(dollars: readonly number[]): number {
  return Math.max(0, ...dollars.map((each) => Math.min(each, Math.min(...dollars) * MOST_TIMES)))
}

/**
 * Candidates of a first cut, in the order in which they were named: at so few draws nothing is ranked.
 * @param judged of the first cut's verdict, by alternative
 */
export function cutRows(workspace: Workspace, judged: readonly JudgedAlternative[]): readonly CutRow[] {
  const { brief, profiles } = workspace
  const shown = new Map(shownAlternatives(brief, profiles, { table: judged }).map((each) => [each.id, each]))
  return brief.alternatives.flatMap(({ id }) => {
    const found = shown.get(id)
    return found && found.judged !== null ? [rowOf(found, found.judged)] : []
  })
}

function rowOf(
  { id, slot, name, offer, alternative }: ShownAlternative,
  { sizing, costing, limits, unpriced }: JudgedAlternative,
): CutRow {
  const [first] = limits
  const unbroken = unpriced === null ? offer : say('brief.cut.unpriced')
  return {
    id,
    slot,
    size: name,
    detail: first === undefined ? unbroken : shortLimit(first),
    broken: first !== undefined || unpriced !== null,
    hint: [...limits.map(wordingText), ...(unpriced ? [wordingText(unpriced.figure)] : [])].join('\n'),
    power: sizing === null || sizing.power === null ? null : formatQuantity(sizing.power, 'watts', { digits: DIGITS }),
    meets: sizing !== null || (alternative.kind === 'hosted' && limits.length === 0),
    cost:
      costing === null || unpriced !== null
        ? null
        : say('brief.cut.about', { dollars: formatText(costing.perMillionOutput, 'count', { digits: DIGITS }) }),
    dollars: costing === null || unpriced !== null ? null : costing.perMillionOutput,
  }
}
