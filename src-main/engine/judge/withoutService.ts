import type { Finding, ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { calibrationUse, servingFor } from '../calibration/serving.ts'
import { devicesByKind } from '#shared/domain/prefillPlace.ts'
import { costByKind } from '../economics/perKind.ts'
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
  // The pool that decodes, where there are two.
  const plan = built.groups.at(-1)?.workers.plan
  const kinds = devicesByKind(scenario)
  const own = kinds[0]?.devices ?? devices
  const precision = productPrecision(weightPrecision, activationPrecision)
  const serving = plan?.serving ?? servingFor(machine, software, scenario.deployment.serving)
  const unpowered = kinds.map((kind) => ({ ...kind, watts: null, atRest: null }))
  const hourly = costByKind(unpowered, scenario.economics).whole
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
    roofs: roofsOf(machine, own),
    ladder: ladderOf(scenario.hardware, own, machine.serving.levelId),
    ledger: [],
    operatorSeconds: [],
    power: null,
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
    pools: null,
    findings,
  }
}
