import type { Finding, ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { calibrationUse, servingFor } from '../calibration/serving.ts'
import { hourlyCost } from '../economics/price.ts'
import { productPrecision } from '#shared/domain/lowering/layerContext.ts'
import type { Machine } from '../machine/machine.ts'
import type { Built } from '../placement/build.ts'
import { unknownMetrics } from './metrics.ts'
import { ladderOf, roofsOf, speedOfLight } from './roofs.ts'

/** What can be said of a scenario that cannot be served: its roofs, its ladder and the reasons. */
export function withoutService(
  scenario: ResolvedScenario,
  machine: Machine,
  built: Built,
  reason: Wording,
  fit: ScenarioResult['fit'],
  findings: readonly Finding[],
): ScenarioResult {
  const { devices, weightPrecision, activationPrecision, software } = scenario.deployment
  const plan = built.groups[0]?.workers.plan
  const precision = productPrecision(weightPrecision, activationPrecision)
  const serving = plan?.serving ?? servingFor(machine, software, scenario.deployment.serving)
  const hourly = hourlyCost(scenario.hardware, scenario.economics, devices, null, null)
  const metrics = unknownMetrics(reason)
  return {
    id: scenario.id,
    fit,
    metrics,
    explanations: {},
    binding: null,
    speedOfLight: speedOfLight(machine, {
      seconds: 0,
      flops: 0,
      peak: machine.peaks[precision].rate,
      levelBytes: 0,
      linkBytes: 0,
      hostBytes: 0,
      hostBandwidth: 0,
      crossing: null,
      fullness: fit.fullness,
      binding: null,
    }),
    operators: [],
    roofs: roofsOf(machine, devices),
    ladder: ladderOf(scenario.hardware, devices, machine.serving.levelId),
    ledger: [],
    operatorSeconds: [],
    tokenEnergy: null,
    workingSet: { weights: 0, kv: 0, perStep: 0 },
    batch: { decode: 0, prefillTokensPerStep: 0, stepSeconds: null },
    throughput: { output: null, input: null },
    costs: {
      capitalPerHour: hourly.capital,
      energyPerHour: null,
      operationsPerHour: hourly.operations,
      facilityPerHour: hourly.facility,
      migrationPerHour: hourly.migration,
    },
    carbon: { usePerHour: null, embodiedPerHour: null },
    calibration: calibrationUse(serving),
    findings,
  }
}
