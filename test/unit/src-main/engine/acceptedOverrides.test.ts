import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { economicsSchema, type Economics } from '#shared/domain/economics.ts'
import { hardwareFigures } from '#shared/domain/figures.ts'
import { LIMITS, limitOf, type Limit, type LimitName } from '#shared/domain/limits.ts'
import { applyHardwareOverrides, figureAt } from '#shared/domain/overrides.ts'
import { scenarioSchema, type ResolvedScenario } from '#shared/domain/scenario.ts'
import { workloadSchema, type Workload } from '#shared/domain/workload.ts'
import { draws } from '../../../support/draws.ts'
import { anyScenario } from '../../../support/engineScenarios.ts'

const RUNS = draws(10_000)

/** A value a limit allows: often one of its ends. @param at 0 to 1 */
function allowed({ least, most, whole }: Limit, at: number): number {
  if (at < 0.2) return least
  if (at > 0.8) return most
  const share = (at - 0.2) / 0.6
  const low = Math.max(least, most * 1e-30)
  const value = low * (most / low) ** share
  return whole ? Math.round(value) : Math.min(most, Math.max(least, value))
}

const ECONOMICS = (Object.keys(LIMITS) as LimitName[]).filter((name) => name.startsWith('economics.'))
const WORKLOAD = (Object.keys(LIMITS) as LimitName[]).filter((name) => name.startsWith('workload.'))

/** Any scenario of the library with any overrides that a document accepts. */
const anyOverridden: fc.Arbitrary<{
  readonly scenario: ResolvedScenario
  readonly overrides: Readonly<Record<string, number>>
}> = fc
  .record({
    scenario: anyScenario,
    chosen: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 80, maxLength: 80 }),
    part: fc.constantFrom('hardware', 'hardware', 'economics', 'workload', 'all'),
    rented: fc.boolean(),
  })
  .map(({ scenario, chosen, part, rented }) => {
    let next = 0
    /** Null: this input stays as it is. */
    const draw = (): number | null => {
      const at = chosen[next++ % chosen.length] ?? 0
      return at < 0.5 ? null : (at - 0.5) * 2
    }
    const overrides: Record<string, number> = {}
    const economics: Record<string, unknown> = { ...scenario.economics, mode: rented ? 'rent' : 'own' }
    const workload: Record<string, unknown> = { ...scenario.workload }
    if (part === 'hardware' || part === 'all') {
      for (const { path } of hardwareFigures(scenario.hardware)) {
        const at = draw()
        const limit = limitOf(`hardware.${path}`)
        if (at !== null && limit !== null && figureAt(scenario.hardware, path)) overrides[path] = allowed(limit, at)
      }
      const board = overrides['power.board'] ?? scenario.hardware.power.board.value
      const idle = overrides['power.idle'] ?? scenario.hardware.power.idle.value
      if (board !== null && idle !== null && idle > board) overrides['power.idle'] = board
    }
    for (const name of [...(part === 'hardware' ? [] : part === 'workload' ? [] : ECONOMICS)]) {
      const at = draw()
      if (at !== null) economics[name.split('.')[1] ?? ''] = allowed(LIMITS[name], at)
    }
    for (const name of part === 'workload' || part === 'all' ? WORKLOAD : []) {
      const at = draw()
      if (at !== null) workload[name.split('.')[1] ?? ''] = allowed(LIMITS[name], at)
    }
    return {
      overrides,
      scenario: {
        ...scenario,
        hardware: applyHardwareOverrides(scenario.hardware, overrides),
        economics: economics as unknown as Economics,
        workload: workload as unknown as Workload,
      },
    }
  })

function everyNumber(value: unknown, visit: (found: number, path: string) => void, path = ''): void {
  if (typeof value === 'number') visit(value, path)
  else if (Array.isArray(value)) value.forEach((item, index) => everyNumber(item, visit, `${path}.${index}`))
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) everyNumber(item, visit, `${path}.${key}`)
  }
}

describe('any accepted override', () => {
  it('gives results that are finite and not negative, at the ends of its limit too', () => {
    let served = 0
    const wrong = new Map<string, number>()
    const overridesSchema = scenarioSchema.shape.hardwareOverrides
    fc.assert(
      fc.property(anyOverridden, ({ scenario, overrides }) => {
        expect(overridesSchema.safeParse(overrides).error).toBeUndefined()
        expect(economicsSchema.safeParse(scenario.economics).error).toBeUndefined()
        expect(workloadSchema.safeParse(scenario.workload).error).toBeUndefined()
        const result = evaluate(scenario)
        if (result.metrics.tpot.value !== null) served++
        everyNumber(result, (found, path) => {
          if (Number.isFinite(found) && found >= 0) return
          const kind = `${path.replaceAll(/\.\d+/g, '.#')} is ${found}`
          wrong.set(kind, (wrong.get(kind) ?? 0) + 1)
        })
      }),
      { numRuns: RUNS, seed: 11 },
    )
    expect([...wrong]).toEqual([])
    expect(served).toBeGreaterThan(RUNS / 20)
  })
})
