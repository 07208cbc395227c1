import { WEAKNESSES, type WeakFigure, type WeakFigures, type WeakFiguresQuery } from '#shared/contract/weakFigures.ts'
import type { Weakness } from '#shared/contract/weakFigures.ts'
import { inSlices } from './slices.ts'
import type { WeakProfile } from './weakFigures.ts'

/** A weak figure in its place; `system`: of a profile that is one device of a system. */
export interface RankedFigure {
  readonly system: boolean
  readonly figure: WeakFigure
}

/** Profiles whose figures are dealt out at one go: some ten thousand figures. */
const PROFILES_AT_ONCE = 500

/**
 * Puts weak figures in order: those an evaluation reads first before the others, and of these the weakest. Figures of the
 * same rank and weakness are sorted by themselves, with a pause before the next, for sorting all at once takes too long.
 */
export async function rankWeakFigures(profiles: Iterable<WeakProfile>): Promise<readonly RankedFigure[]> {
  const alike = new Map<number, RankedFigure[]>()
  await inSlices(profiles, PROFILES_AT_ONCE, ({ system, figures }) => {
    for (const figure of figures) {
      const place = figure.rank * WEAKNESSES.length + worst(figure)
      const group = alike.get(place)
      if (group) group.push({ system, figure })
      else alike.set(place, [{ system, figure }])
    }
  })
  const groups = [...alike].toSorted(([left], [right]) => left - right).map(([, group]) => group)
  await inSlices(groups, 1, (group) => void group.sort(compare))
  return groups.flat()
}

/** What is asked for, of figures in order. */
export function selectWeakFigures(ranked: readonly RankedFigure[], query: WeakFiguresQuery): WeakFigures {
  const counts: Record<Weakness, number> = { unknown: 0, disputed: 0, guess: 0, estimate: 0, unsourced: 0 }
  const figures: WeakFigure[] = []
  let found = 0
  for (const { system, figure } of ranked) {
    if (system && !query.systems && query.id === null) continue
    for (const weakness of figure.weaknesses) counts[weakness] += 1
    if (query.weakness !== null && !figure.weaknesses.includes(query.weakness)) continue
    if (found >= query.offset && figures.length < query.limit) figures.push(figure)
    found += 1
  }
  return { found, counts, figures }
}

function compare({ figure: left }: RankedFigure, { figure: right }: RankedFigure): number {
  return (
    spreadOf(right) - spreadOf(left) ||
    compareTexts(left.owner, right.owner) ||
    compareTexts(left.name, right.name) ||
    compareTexts(left.id, right.id) ||
    compareTexts(left.path, right.path)
  )
}

function worst({ weaknesses }: WeakFigure): number {
  return Math.min(...weaknesses.map((weakness) => WEAKNESSES.indexOf(weakness)))
}

function spreadOf({ spread }: WeakFigure): number {
  return spread === null ? 1 : spread[1] / spread[0]
}

function compareTexts(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1
}
