import type { Assumed } from '../domain/brief/assumed.ts'
import type { Brief } from '../domain/brief/brief.ts'
import { BRIEF_NUMBERS, isOfVerdict } from '../domain/brief/fieldLimits.ts'
import { LIMITS } from '../domain/limits.ts'
import type { Dimension } from '../units/quantity.ts'
import { slotLetter } from '../domain/workspace.ts'
import { say } from '../words/say.ts'

/** A figure of the brief that a verdict rests on. */
export interface BriefAssumption {
  /** Path in the brief; within the alternative, where it is of one. */
  readonly path: string
  /** Id of the alternative it is of; null: of the brief as a whole. */
  readonly alternative: string | null
  readonly label: string
  /** The same without the letter of its alternative: "lead time". */
  readonly name: string
  readonly dimension: Dimension
  readonly figure: Assumed
}

/** Grades from the one to look at first. */
const WEAKEST_FIRST = ['guess', 'estimate', 'own', 'derived', 'secondary', 'vendor', 'measured'] as const

/**
 * The figures of a brief that nobody knows exactly, the weakest first. Of an offer only those that are entered: what it leaves
 * open is the profile's figure.
 */
export function briefAssumptions(brief: Brief): readonly BriefAssumption[] {
  const found = Object.entries(BRIEF_NUMBERS).flatMap(([path, { limit, assumed }]): BriefAssumption[] => {
    if (!assumed || !isOfVerdict(path)) return []
    const { dimension } = LIMITS[limit]
    const named = path === 'demand.amount' ? 'parameters' : dimension
    const own = /^alternatives\.\*\.((?:offer|keptOffer)\..+)$/.exec(path)?.[1]
    if (own === undefined) {
      const figure = path.startsWith('alternatives.') ? null : figureAt(brief, path)
      if (!figure) return []
      const name = labelOf(path)
      return [{ path, alternative: null, label: name, name, dimension: named, figure }]
    }
    return brief.alternatives.flatMap((alternative): BriefAssumption[] => {
      const figure = figureAt(alternative, own)
      if (!figure || figure.value === null) return []
      const name = labelOf(own)
      const label = say('decide.figure.of', { letter: slotLetter(alternative.slot), label: name })
      return [{ path: own, alternative: alternative.id, label, name, dimension: named, figure }]
    })
  })
  const weakness = ({ figure: { grade } }: BriefAssumption): number =>
    grade === null ? -1 : WEAKEST_FIRST.indexOf(grade)
  return found.toSorted((one, two) => weakness(one) - weakness(two))
}

/** What stands at a path; null: nothing does, or it is no figure with a grade. */
function figureAt(root: object, path: string): Assumed | null {
  const found = path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      root,
    )
  return typeof found === 'object' && found !== null && 'grade' in found ? (found as Assumed) : null
}

/** A selector of a message holds no dot. */
const labelOf = (path: string): string =>
  say('decide.figure', { figure: path.replace(/^.*\b((?:kept)?[oO]ffer)\./, '$1.').replaceAll('.', '_') })
