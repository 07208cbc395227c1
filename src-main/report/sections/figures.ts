import { say } from '#shared/words/say.ts'
import type { ReportContext } from './context.ts'
import { fits, unfitLines } from './matrix.ts'
import type { Figure } from './figure.ts'

/** Figures of the columns as typed, one after another. */
export interface FiguresSection {
  readonly title: string
  readonly typed: string
  /** Columns without figures: said once. */
  readonly unfit: readonly string[]
  readonly figures: readonly Figure[]
}

/** @param section `wall`: ladder and rooflines; `time`: waterfalls and the map. Null: there is nothing to draw */
export function figuresSection(
  { scenarios }: ReportContext,
  section: 'wall' | 'time',
  figures: readonly Figure[],
): FiguresSection | null {
  const unfit = scenarios.every(fits) ? [] : unfitLines(scenarios)
  if (figures.length === 0 && unfit.length === 0) return null
  return { title: say('pages.section', { section }), typed: say('pages.columns'), unfit, figures }
}
