import { known, toNumber } from '#shared/units/unknown.ts'
import type { BestConfiguration, Configurations, FoundConfiguration } from '#shared/domain/analysis/configurations.ts'
import type { PointField } from '#shared/domain/analysis/points.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { perMillionTokens, priceOf, withoutPrice } from '../economics/price.ts'
import { configurationsOf, lossOf, type Configuration, type ConfigurationsQuestion } from './points/configurations.ts'
import type { Columns } from './points/columns.ts'
import { createProbed } from './probe.ts'

/** Columns the choice among configurations needs. */
export const CONFIGURATION_FIELDS = [
  'tpot',
  'ttft',
  'systemThroughput',
  'watts',
  'hourly',
  'inFlight',
] as const satisfies readonly PointField[]
type Searched = Columns<(typeof CONFIGURATION_FIELDS)[number]>

function bestAt(
  { scenario, deployment }: Configuration,
  columns: Searched,
  index: number,
  requestsPerSecond: number | null,
): BestConfiguration {
  const throughput = columns.systemThroughput[index] ?? 0
  const hourly = known(columns.hourly[index])
  const watts = known(columns.watts[index])
  const rate = throughput / scenario.workload.outputTokens
  const copies = requestsPerSecond === null ? null : Math.max(1, Math.ceil(requestsPerSecond / rate - 1e-9))
  return {
    deployment,
    concurrency: columns.inFlight[index] ?? 1,
    tpot: columns.tpot[index] ?? 0,
    ttft: columns.ttft[index] ?? 0,
    systemThroughput: throughput,
    costWithPrompts: hourly === null ? null : perMillionTokens(hourly, 1, throughput, scenario.economics.utilisation),
    energyWithPrompts: watts === null ? null : watts / throughput,
    hourly,
    watts,
    copies,
    devices: copies === null ? null : copies * deployment.devices,
  }
}

/** Why nothing was found, and what to change. */
function reasonFor(scenario: ResolvedScenario, { aim, limits }: ConfigurationsQuestion): Wording {
  const { hardware, economics, model } = scenario
  const needsPrice = aim === 'cost' || limits.mostPerHour !== null
  if (needsPrice && priceOf(hardware, economics) === null) {
    return { code: 'reason.noPriceToSearch', parameters: withoutPrice(hardware, economics) }
  }
  const bounds: Wording[] = [
    ...(limits.target.tpot === null ? [] : [{ code: 'bound.tpot' } as const]),
    ...(limits.target.ttft === null ? [] : [{ code: 'bound.ttft' } as const]),
    ...(limits.mostPerHour === null ? [] : [{ code: 'bound.budget' } as const]),
  ]
  const bounded = bounds.length > 0 ? 'yes' : 'no'
  const parameters = { most: limits.mostDevices, device: hardware.name, model: model.name, bounds, bounded } as const
  return { code: 'reason.noConfiguration', parameters }
}

/** Chooses each machine's best configuration from what the search found. Of equals, the one with fewer devices. */
export function bestOf(
  question: ConfigurationsQuestion,
  columns: Searched,
  requestsPerSecond: number | null,
): Configurations {
  const all = configurationsOf(question)
  const point = createProbed()
  const found = question.scenarios.map((scenario): FoundConfiguration => {
    let best: { readonly index: number; readonly loss: number } | null = null
    let weighed = 0
    for (const [index, configuration] of all.entries()) {
      if (configuration.scenario !== scenario) continue
      weighed++
      for (const field of CONFIGURATION_FIELDS) point[field] = toNumber(columns[field][index])
      const loss = lossOf(question.aim, point, configuration.deployment.devices)
      if (Number.isNaN(loss)) continue
      if (best === null || loss < best.loss) best = { index, loss }
    }
    const chosen = best === null ? undefined : all[best.index]
    return {
      scenario: scenario.id,
      weighed,
      best: best === null || !chosen ? null : bestAt(chosen, columns, best.index, requestsPerSecond),
      reason: best === null ? reasonFor(scenario, question) : null,
    }
  })
  return { aim: question.aim, limits: question.limits, requestsPerSecond, found }
}
