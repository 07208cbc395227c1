import { configurations, type ConfigurationsQuestion } from './configurations.ts'
import { draws, type DrawsQuestion } from './draws.ts'
import type { PointKind } from './kind.ts'
import { loadGrid, type LoadGridQuestion } from './loadGrid.ts'
import { sweep, type SweepQuestion } from './sweep.ts'

/** Kinds of analyses of many points, by name, with what each is asked. */
export interface PointQuestions {
  readonly sweep: SweepQuestion
  readonly loadGrid: LoadGridQuestion
  readonly draws: DrawsQuestion
  readonly configurations: ConfigurationsQuestion
}
/** A kind of analysis of many points. */
export type PointKindName = keyof PointQuestions

const KINDS: { readonly [Name in PointKindName]: PointKind<PointQuestions[Name]> } = {
  sweep,
  loadGrid,
  draws,
  configurations,
}

/** The kind of a name. */
export function pointKind<Name extends PointKindName>(name: Name): PointKind<PointQuestions[Name]> {
  return KINDS[name]
}
