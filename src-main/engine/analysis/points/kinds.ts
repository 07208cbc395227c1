import { configurations, type ConfigurationsQuestion } from './configurations.ts'
import { drawnCapacities, type DrawnCapacitiesQuestion } from './drawnCapacities.ts'
import type { PointKind } from './kind.ts'
import { loadCurves, type LoadCurvesQuestion } from './loadCurves.ts'
import { loadGrid, type LoadGridQuestion } from './loadGrid.ts'
import { sweep, type SweepQuestion } from './sweep.ts'

/** Kinds of analyses of many points, by name, with what each is asked. */
export interface PointQuestions {
  readonly sweep: SweepQuestion
  readonly loadGrid: LoadGridQuestion
  readonly configurations: ConfigurationsQuestion
  readonly loadCurves: LoadCurvesQuestion
  readonly drawnCapacities: DrawnCapacitiesQuestion
}
/** A kind of analysis of many points. */
export type PointKindName = keyof PointQuestions

const KINDS: { readonly [Name in PointKindName]: PointKind<PointQuestions[Name]> } = {
  sweep,
  loadGrid,
  configurations,
  loadCurves,
  drawnCapacities,
}

/** The kind of a name. */
export function pointKind<Name extends PointKindName>(name: Name): PointKind<PointQuestions[Name]> {
  return KINDS[name]
}
