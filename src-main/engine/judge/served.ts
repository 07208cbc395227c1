import { isMeasured } from '#shared/domain/calibrationUse.ts'
import type { Finding, Fit, ScenarioResult } from '#shared/domain/result.ts'
import { activePrefill } from '#shared/domain/prefillPlace.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { isBeyond } from '../calibration/measuredDomain.ts'
import { calibrationUse } from '../calibration/serving.ts'
import { hourlyCarbon } from '../economics/carbon.ts'
import { spreadEnergy } from '../energy/spread.ts'
import { decodeUseOf, promptUseOf } from '../energy/systemPower.ts'
import { energyAtRest, tokenEnergyParts } from '../energy/tokenEnergy.ts'
import { bookLatency } from '../ledger/bookLatency.ts'
import { externalLevel, MESH_LEVEL } from '../ledger/bookStep.ts'
import { ledgerEntries, levelSeconds, operatorSeconds } from '../ledger/ledger.ts'
import { movementShares } from '#shared/domain/movement.ts'
import { devicesPerCopy } from '#shared/domain/lowering/layout.ts'
import type { Machine } from '../machine/machine.ts'
import type { Group } from '../placement/build.ts'
import { isOneDevice } from '../placement/transfer.ts'
import type { Latency } from '../serving/latency.ts'
import type { Service } from '../serving/service.ts'
import { createTotals, stepTime } from '../serving/step.ts'
import { decodeWorkers, devicesOf, promptWorkers, requestsPerRank } from '../serving/workers.ts'
import { bindingOfPhases } from './binding.ts'
import { explain } from './explain.ts'
import type { PricedKind } from './explanationFacts.ts'
import { findingsOf } from './findings.ts'
import { figureSpread, rangeSpread, type Spread } from './intervals.ts'
import { metricsOf } from './metrics.ts'
import { poolsResult, type PoolSpend } from './pools.ts'
import { decodingWatts, runningOf, wholeWatts, type Running } from './running.ts'
import { timeSpreads } from './timeSpreads.ts'
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

/** What each pool draws and costs: its own part where it is of another device, else its part of the devices' whole. */
function spendOf(running: Running): { prefill: PoolSpend; decode: PoolSpend } {
  const { total } = running.cost.whole
  const { cost } = running.promptShares
  const [whole, decoding] = [wholeWatts(running), decodingWatts(running)]
  const prompts = whole === null || decoding === null ? null : whole - decoding
  const of = (share: number, watts: number | null): PoolSpend => ({
    watts,
    costPerHour: total === null ? null : total * share,
  })
  return { prefill: of(cost, prompts), decode: of(1 - cost, decoding) }
}

/** The kinds of devices with what each is priced at, the scenario's own first. */
function pricedKinds(scenario: ResolvedScenario, { cost }: Running): readonly PricedKind[] {
  const own = cost.kinds.length > 1 ? scenario.prefill?.hardware.name : undefined
  return cost.kinds.map(({ price, added, bought }, index) => ({
    device: index === 0 ? scenario.hardware.name : (own ?? ''),
    price,
    added,
    bought,
  }))
}

/** A scenario that is served, timed. */
export interface Served {
  readonly scenario: ResolvedScenario
  readonly machine: Machine
  readonly service: Service
  readonly latency: Latency
  /** The groups of workers, prefill and decode where there are two. */
  readonly groups: readonly Group[]
  readonly fit: Fit
  /** What was found on the way to here. */
  readonly early: readonly Finding[]
}

/** Everything that is said of a scenario that is served. */
export function servedResult({ scenario, machine, service, latency, groups, fit, early }: Served): ScenarioResult {
  const { hardware, economics, workload: load } = scenario
  const { devices } = scenario.deployment
  const prompt = promptWorkers(service).plan
  const decodeGroup = decodeWorkers(service)
  // Roofs are of one kind of device: those that decode, where prefill runs on others.
  const alike = isOneDevice(prompt.machine.profile, hardware) ? devices : devicesOf(decodeGroup)
  const decode = decodeGroup.plan
  const decodeUse = decodeUseOf(service, latency)
  const promptUse = promptUseOf(service, latency)
  const running = runningOf(scenario, service, latency, decodeUse, promptUse)
  const { power, watts, atRest, around, promptShares } = running
  const hourly = running.cost.whole
  const surrounding = around === null ? null : around.hosts + around.network
  const carbon = hourlyCarbon(economics, devices, watts, atRest, surrounding)

  const ledger = bookLatency(service, load, latency)
  const outputRate = latency.requestRate * load.outputTokens
  spreadEnergy(ledger, (phase) => {
    if (power === null || surrounding === null || phase === 'transfer') return null
    const decoding = phase === 'decode'
    const rate = decoding ? outputRate : latency.requestRate
    const part = (share: number): number => (decoding ? 1 - share : share) / rate
    const { parts } = decoding ? power.decode : power.prompt
    return {
      joules: power.watts * part(promptShares.power),
      parts,
      surrounding: surrounding * part(promptShares.around),
    }
  })
  const energyOfToken =
    power === null || atRest === null || around === null
      ? null
      : {
          parts: tokenEnergyParts(ledger, power.decode.parts, around),
          atRest:
            energyAtRest(atRest, economics.utilisation, 1 - promptShares.atRest, outputRate) +
            energyAtRest(around.hosts + around.network, economics.utilisation, 1 - promptShares.around, outputRate),
        }
  const entries = ledgerEntries(ledger)
  const decodeBinding = bindingOfPhases(entries, ['decode'])
  const prefillBinding = bindingOfPhases(entries, ['prefill', 'transfer'])
  const beyond = isBeyond(decode.serving.domain, load, requestsPerRank(service, latency.inFlight))
  const marks = {
    ...(beyond ? { extrapolated: true } : {}),
    ...(isMeasured(decode.serving.source) ? {} : { inherited: true }),
    ...(latency.inFlight < load.concurrency ? { clamped: true } : {}),
  }
  const moving = movementShares(entries, 'decode')
  const metrics = metricsOf({
    latency,
    load,
    devices,
    moving,
    watts,
    around,
    hourly,
    carbon,
    economics,
    promptShares,
    cachedTokenSeconds: cachedTokenSeconds(service, load),
    spreads: timeSpreads(service, latency, beyond, decodeBinding, prefillBinding),
    priceSpread: priceSpread(scenario),
    marks,
    powerReason: { code: 'reason.powerUnknown', parameters: { device: hardware.name } },
  })
  const pools = service.mode === 'disaggregated' ? poolsResult(service, groups, load, latency, spendOf(running)) : null
  const copies = decodeGroup.copies * devicesPerCopy(decode.layout)
  const stages = decode.layout.pipelineParallel
  // One device runs its stage of the layers; the step's totals are over all stages.
  const inRank = latency.decoding / (decodeGroup.copies * decode.layout.attentionRanks)
  const microBatches = Math.max(1, Math.min(decode.microBatches, inRank))
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
      prompts: prompt,
      latency,
      load,
      ledger: entries,
      devices,
      watts,
      around,
      hourly,
      carbon,
      economics,
      promptShares,
      kinds: pricedKinds(scenario, running),
    }),
    binding: { decode: decodeBinding, prefill: prefillBinding },
    speedOfLight: speedOfLight(decode.machine, {
      seconds: decodeUse.seconds,
      flops: decodeUse.flops,
      peak: decode.machine.peaks[decode.calibration.precision].rate,
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
    roofs: roofsOf(decode.machine, alike),
    ladder: ladderOf(
      decode.machine.profile,
      alike,
      machine.kind === 'wafer' && decode.streamedWeights > 0.5 ? externalLevel(decode) : machine.serving.levelId,
    ),
    ledger: entries,
    operatorSeconds: operatorSeconds(ledger),
    power: watts === null || around === null ? null : { devices: watts, hosts: around.hosts, network: around.network },
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
    pools,
    findings: [
      ...early,
      ...findingsOf(scenario, decode, latency, {
        requestsPerRank: requestsPerRank(service, latency.inFlight),
        moving,
        waitsFor: decodeGroup.capacity > latency.inFlight ? 'step' : 'memory',
        decode: decodeBinding,
        prefill: service.mode === 'disaggregated' && activePrefill(scenario) !== null ? prompt : null,
        pools,
      }),
    ],
  }
}
