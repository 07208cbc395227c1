import { LIMITS } from '#shared/domain/limits.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { snapCount, type SliderScale } from '../../ui/sliderScale.ts'
import { workloadRecipe } from '../recipes.ts'
import { dimensionText } from './dimensionText.ts'
import type { QuantityInput } from './fields.ts'

const counted = (maximum: number): SliderScale => ({ minimum: 1, maximum, logarithmic: true, snap: snapCount })

const SKETCHES: readonly {
  readonly field: keyof Workload
  readonly label: string
  readonly scale: SliderScale
  readonly detail?: boolean
}[] = [
  { field: 'concurrency', label: 'Concurrent requests', scale: counted(4096) },
  { field: 'inputTokens', label: 'Input tokens, per request', scale: counted(262_144) },
  { field: 'outputTokens', label: 'Output tokens, per request', scale: counted(65_536) },
  {
    field: 'cachedShare',
    label: 'Input found in the prefix cache',
    detail: true,
    scale: { minimum: 0, maximum: 1, logarithmic: false, snap: (value) => Math.round(value * 100) / 100 },
  },
]

/**
 * Inputs of the Workload group. They are shared by all scenarios unless one of them overrides a field.
 * @param onlyThis an edit becomes an override of this scenario; a field it overrides already always stays its own
 */
export function workloadFields(workspace: Workspace, scenario: Scenario, onlyThis: boolean): readonly QuantityInput[] {
  return SKETCHES.map(({ field, label, scale, detail }) => {
    const override = scenario.workloadOverrides[field]
    const shared = workspace.workload[field]
    const value = override ?? shared
    const target = onlyThis || override !== undefined ? scenario.id : null
    return {
      kind: 'quantity',
      id: `workload.${field}`,
      group: 'Workload',
      label,
      detail: detail === true,
      value,
      base: shared,
      overridden: override !== undefined,
      grade: null,
      text: dimensionText(LIMITS[`workload.${field}`]),
      scale: { ...scale, maximum: Math.max(scale.maximum, value) },
      set: (next) => workloadRecipe(target, field, field === 'cachedShare' ? next : Math.round(next)),
      reset: workloadRecipe(scenario.id, field, undefined),
    }
  })
}
