import type { Brief } from '#shared/domain/brief/brief.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { AMOUNT, BRIEF_FIGURES } from './figures/briefFigures.ts'
import { figureAt } from './figures/figure.ts'

/** How far a brief has been filled in: its figures, those somebody set, and those that are defaults of ours. */
export interface EntryCounts {
  readonly all: number
  readonly set: number
  readonly defaults: number
}

/** Counts the figures of a brief; limits that there are not are neither set nor defaults. */
export function entryCounts(brief: Brief): EntryCounts {
  const definitions = [AMOUNT[brief.demand.unit], ...Object.values(BRIEF_FIGURES).flat()]
  const figures = definitions.map((definition) => figureAt(definition, brief, DEFAULT_BRIEF))
  const defaults = figures.filter(({ unset }) => unset).length
  const set = figures.filter(({ unset, value }) => !unset && value !== null).length
  return { all: figures.length, set, defaults }
}
