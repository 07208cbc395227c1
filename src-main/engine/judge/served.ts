import { isMeasured, type Finding, type Fit, type Resource, type ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { isBeyond } from '../calibration/measuredDomain.ts'
import { calibrationUse } from '../calibration/serving.ts'
import { hourlyCarbon } from '../economics/carbon.ts'
import { hourlyCost } from '../economics/price.ts'
import { idlePower } from '../energy/power.ts'
import { spreadEnergy } from '../energy/spread.ts'
import { decodeUseOf, promptUseOf, systemPower } from '../energy/systemPower.ts'
import { energyAtRest, tokenEnergyParts } from '../energy/tokenEnergy.ts'
import { bookLatency } from '../ledger/bookLatency.ts'
import { externalLevel, MESH_LEVEL } from '../ledger/bookStep.ts'
import { ledgerEntries, levelSeconds, movementShare, operatorSeconds } from '../ledger/ledger.ts'
import { devicesPerCopy } from '#shared/domain/lowering/layout.ts'
import type { Machine } from '../machine/machine.ts'
import type { Latency } from '../serving/latency.ts'
import type { Service } from '../serving/service.ts'
import { createTotals, stepTime } from '../serving/step.ts'
import { decodeWorkers, promptWorkers, requestsPerRank } from '../serving/workers.ts'
import { bindingOfPhases } from './binding.ts'
import { explain } from './explain.ts'
import { findingsOf } from './findings.ts'
import { combine, figureSpread, rangeSpread, residualSpread, weighted, type Spread } from './intervals.ts'
import { metricsOf } from './metrics.ts'
import { operatorResults } from './operators.ts'
import { ladderOf, roofsOf, speedOfLight } from './roofs.ts'

/** Device time one cached input token adds: what attending to it costs a prompt, per token and request. */
function cachedTokenSeconds(service: Service, load: Workload): number {
  const workers = promptWorkers(service)
  const totals = createTotals()
  const fresh = Math.max(1, Math.round(load.inputTokens / 2))
  const cached = Math.max(1, load.inputTokens - fresh)
  const step = { decodeSequences: 0, decodeTokens: 1, decodeContext: 0, prefillSequences: 1, prefillTokens: fresh }
  stepTime(workers.plan, { ...step, prefillContext: fresh + cached }, totals, null)
  const beside = totals.seconds
  stepTime(workers.plan, { ...step, prefillContext: fresh }, totals, null)
  const ranks = workers.copies * workers.plan.layout.attentionRanks * workers.plan.layout.pipelineParallel
  return Math.max(0, beside - totals.seconds) / cached / ranks
}

/** Spread of the price the cost rests on: the user's own range, none where the user set it, else the figure's. */
function priceSpread(scenario: ResolvedScenario): Spread {
  const { economics, hardware, ranges } = scenario
  const rent = economics.mode === 'rent'
  const set = rent ? economics.rentalPrice : economics.purchasePrice
  const range = ranges[rent ? 'economics.rentalPrice' : 'economics.purchasePrice']
  const value = set ?? (rent ? hardware.price.rental.value : hardware.price.purchase.value)
  if (range !== undefined && value !== null) return rangeSpread(value, range)
  return figureSpread(set !== null ? null : rent ? hardware.price.rental : hardware.price.purchase)
}

/** A scenario that is served, timed. */
export interface Served {
  readonly scenario: ResolvedScenario
  readonly machine: Machine
  readonly service: Service
  readonly latency: Latency
  readonly fit: Fit
  /** What was found on the way to here. */
  readonly early: readonly Finding[]
}

/** Everything that is said of a scenario that is served. */
export function servedResult({ scenario, machine, service, latency, fit, early }: Served): ScenarioResult {
  const { hardware, economics, workload: load } = scenario
  const { devices } = scenario.deployment
  const prompt = promptWorkers(service).plan
  const decodeGroup = decodeWorkers(service)
  const decode = decodeGroup.plan
  const decodeUse = decodeUseOf(service, latency)
  const promptUse = promptUseOf(service, latency)
  const power = systemPower(service, latency, decodeUse, promptUse)
  const watts = power === null ? null : power.watts
  const idle = idlePower(machine)
  const atRest = idle === null ? null : idle * devices
  const hourly = hourlyCost(hardware, economics, devices, watts, atRest)
  const carbon = hourlyCarbon(economics, devices, watts, atRest)

  const ledger = bookLatency(service, load, latency)
  const outputRate = latency.requestRate * load.outputTokens
  spreadEnergy(ledger, (phase) => {
    if (power === null || phase === 'transfer') return null
    return phase === 'decode'
      ? { joules: (power.watts * (1 - latency.promptShare)) / outputRate, parts: power.decode.parts }
      : { joules: (power.watts * latency.promptShare) / latency.requestRate, parts: power.prompt.parts }
  })
  const energyOfToken =
    power === null || atRest === null
      ? null
      : {
          parts: tokenEnergyParts(ledger, power.decode.parts),
          atRest: energyAtRest(atRest, economics.utilisation, 1 - latency.promptShare, outputRate),
        }
  const entries = ledgerEntries(ledger)
  const decodeBinding = bindingOfPhases(entries, ['decode'])
  const prefillBinding = bindingOfPhases(entries, ['prefill', 'transfer'])
  const bandwidth = hardware.memory.find((level) => level.id === machine.serving.levelId)?.bandwidth ?? null
  const format = machine.peaks[decode.calibration.precision].format
  const peak = format === null ? null : (hardware.peaks[format] ?? null)
  const inputs = (resource: Resource, share: number) =>
    weighted(
      figureSpread(
        resource === 'compute' ? peak : resource === 'link' ? (hardware.scaleUp?.bandwidth ?? null) : bandwidth,
      ),
      share,
    )
  const beyond = isBeyond(decode.serving.domain, load, requestsPerRank(service, latency.inFlight))
  const marks = {
    ...(beyond ? { extrapolated: true } : {}),
    ...(isMeasured(decode.serving.source) ? {} : { inherited: true }),
    ...(latency.inFlight < load.concurrency ? { clamped: true } : {}),
  }
  const share = movementShare(entries, 'decode')
  const metrics = metricsOf({
    latency,
    load,
    devices,
    movementShare: share,
    watts,
    hourly,
    carbon,
    economics,
    promptShare: latency.promptShare,
    cachedTokenSeconds: cachedTokenSeconds(service, load),
    tpotSpread: combine(
      residualSpread(decode.serving.tpot, beyond),
      inputs(decodeBinding.resource, decodeBinding.share),
    ),
    ttftSpread: combine(
      residualSpread(prompt.serving.ttft, beyond),
      inputs(prefillBinding.resource, prefillBinding.share),
    ),
    priceSpread: priceSpread(scenario),
    marks,
    powerReason: { code: 'reason.powerUnknown', parameters: { device: hardware.name } },
  })
  const copies = decodeGroup.copies * devicesPerCopy(decode.layout)
  const stages = decode.layout.pipelineParallel
  // One device runs its stage of the layers; the step's totals are over all stages.
  const inRank = latency.decoding / (decodeGroup.copies * decode.layout.attentionRanks)
  const microBatches = Math.max(1, Math.min(stages, inRank))
  const perStep = {
    weights: (decodeUse.weights * copies) / stages,
    kv: ((decodeUse.kv * copies) / stages) * microBatches,
  }
  return {
    id: scenario.id,
    fit,
    metrics,
    explanations: explain({
      plan: decode,
      latency,
      load,
      ledger: entries,
      devices,
      watts,
      hourly,
      carbon,
      economics,
      promptShare: latency.promptShare,
    }),
    binding: { decode: decodeBinding, prefill: prefillBinding },
    speedOfLight: speedOfLight(decode.machine, {
      seconds: decodeUse.seconds,
      flops: decodeUse.flops,
      peak: machine.peaks[decode.calibration.precision].rate,
      levelBytes: decodeUse.bytes,
      linkBytes: decodeUse.link,
      hostBytes: decodeUse.weights * decode.streamedWeights + decodeUse.kv * decode.streamedKv,
      hostBandwidth: decode.streamBandwidth,
      crossing: levelSeconds(entries, 'decode', MESH_LEVEL) / latency.tpot,
      fullness: fit.fullness,
      binding: decodeBinding,
    }),
    operators: [
      ...operatorResults(decode, 'decode', latency.baseStep),
      ...operatorResults(prompt, 'prefill', latency.promptStep),
    ],
    roofs: roofsOf(decode.machine, devices),
    ladder: ladderOf(
      decode.machine.profile,
      devices,
      machine.kind === 'wafer' && decode.streamedWeights === 1 ? externalLevel(decode) : machine.serving.levelId,
    ),
    ledger: entries,
    operatorSeconds: operatorSeconds(ledger),
    tokenEnergy: energyOfToken,
    workingSet: { ...perStep, perStep: perStep.weights + perStep.kv },
    batch: {
      decode: latency.decoding,
      prefillTokensPerStep: latency.promptTokensPerStep,
      stepSeconds: latency.tpot * latency.tokensPerStep,
    },
    throughput: { output: outputRate, input: latency.requestRate * load.inputTokens },
    costs: {
      capitalPerHour: hourly.capital,
      energyPerHour: hourly.energy,
      operationsPerHour: hourly.operations,
      facilityPerHour: hourly.facility,
      migrationPerHour: hourly.migration,
    },
    carbon: { usePerHour: carbon.use, embodiedPerHour: carbon.embodied },
    calibration: calibrationUse(decode.serving),
    findings: [
      ...early,
      ...findingsOf(scenario, decode, latency, {
        requestsPerRank: requestsPerRank(service, latency.inFlight),
        movementShare: share,
        decode: decodeBinding,
      }),
    ],
  }
}
