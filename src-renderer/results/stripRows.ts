import { speedOfLightStrips, type StripBar } from '#shared/charts/waterfall/speedOfLight.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'

/** One resource, and what every scenario uses of it. */
export interface StripRow {
  readonly resource: StripBar['resource']
  readonly name: string
  readonly bars: readonly (StripBar & { readonly id: string; readonly slot: number })[]
}

/**
 * Rows of the speed-of-light strip. Resources that no scenario has are left out.
 * @param differencesOnly leaves out rows in which every scenario shows the same
 */
export function stripRows(scenarios: readonly EvaluatedScenario[], differencesOnly: boolean): readonly StripRow[] {
  const strips = speedOfLightStrips(scenarios)
  return strips.rows.flatMap((row, index) => {
    const bars = strips.columns.flatMap(({ scenario, bars: column }) => {
      const bar = column[index]
      return bar ? [{ ...bar, id: scenario.id, slot: scenario.slot }] : []
    })
    const nobody = bars.every((bar) => bar.share === null)
    const equal = bars.length > 1 && new Set(bars.map((bar) => bar.text)).size === 1
    return nobody || (differencesOnly && equal) ? [] : [{ ...row, bars }]
  })
}
