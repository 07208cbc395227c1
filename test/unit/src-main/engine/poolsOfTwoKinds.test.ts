import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import { poolDevices, type Pool } from '#shared/domain/deployment.ts'
import { divisorOf } from '#shared/charts/decision/normalise.ts'
import { rooflineData } from '#shared/charts/roofline/rooflineData.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import type { ResolvedPrefill } from '#shared/domain/prefillPlace.ts'
import { proposePlace, proposePools } from '#shared/domain/proposal/proposePools.ts'
import { proposeDeployment } from '#shared/domain/proposal/proposeDeployment.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { deployment, FACTS, hardware, HARDWARE, model, scenario } from '../../../support/engineScenarios.ts'

/** What hundreds of small chips hold beside the weights. */
const FEW = { inputTokens: 1024, outputTokens: 256, concurrency: 8, cachedShare: 0 }
const LOAD = { inputTokens: 4096, outputTokens: 512, concurrency: 32, cachedShare: 0 }

const NOBODY_KNOWS = unknownFigure()

/** A scenario whose prefill pool runs on another device, as the window proposes it. */
function pair(prefillId: string, decodeId: string, modelId = 'llama-3.1-70b', load = LOAD): ResolvedScenario {
  const own = hardware(decodeId)
  const other = hardware(prefillId)
  // An LPU of the first generation multiplies no fp8.
  const format = own.peaks.fp8 === undefined && own.kind === 'lpu' ? 'int8' : 'fp8'
  const like = deployment({ weightPrecision: format, activationPrecision: format, kvPrecision: format })
  const proposed = proposeDeployment(own, model(modelId), load, like)
  const place = proposePlace(other, proposed)
  const pools = proposePools({
    hardware: own,
    model: model(modelId),
    workload: load,
    deployment: proposed,
    prefill: { hardware: other, place },
  })
  return {
    ...scenario(decodeId, modelId, {}, load),
    deployment: { ...proposed, ...pools },
    prefill: { ...place, hardware: other },
  }
}

/** An ordinary split of one device. */
function split(id: string, workers: readonly [number, number] = [2, 1]): ResolvedScenario {
  const pool = (count: number, tensorParallel: number, batch: number): Pool => ({
    workers: count,
    tensorParallel,
    pipelineParallel: 1,
    dataParallel: 1,
    expertParallel: 1,
    contextParallel: 1,
    batch,
  })
  const pools = { prefill: pool(workers[0], 4, 1), decode: pool(workers[1], 8, 32) }
  const devices = poolDevices(pools.prefill) + poolDevices(pools.decode)
  const formats = { weightPrecision: 'fp8', activationPrecision: 'fp8', kvPrecision: 'fp8' } as const
  return scenario(id, 'llama-3.1-70b', { serving: 'disaggregated', devices, pools, ...formats }, LOAD)
}

/** The scenario's own device, formats and stack, said once more for the prefill pool. */
function samePlace({ hardware: own, deployment: of }: ResolvedScenario): ResolvedPrefill {
  const { weightPrecision, activationPrecision, kvPrecision, software, softwareVersion } = of
  return { hardware: own, weightPrecision, activationPrecision, kvPrecision, software, softwareVersion }
}

const poolsOf = (result: ScenarioResult) => {
  if (result.pools === null) throw new Error(JSON.stringify(result.findings))
  return result.pools
}

describe('the same device on both sides', () => {
  it.each(['b200-sxm', 'h100-sxm', 'mi300x', 'gb200-nvl72'])(
    '%s gives the numbers of an ordinary split to the last bit',
    (id) => {
      const ordinary = split(id)
      const named = evaluate({ ...ordinary, prefill: samePlace(ordinary) })
      expect(named).toEqual(evaluate(ordinary))
    },
  )

  it('holds for any load', () => {
    const ordinary = split('h200-sxm')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 600 }),
        (inputTokens, outputTokens, concurrency) => {
          const loaded = { ...ordinary, workload: { ...LOAD, inputTokens, outputTokens, concurrency } }
          expect(evaluate({ ...loaded, prefill: samePlace(loaded) }).metrics).toEqual(evaluate(loaded).metrics)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('pools of two kinds', () => {
  it.each([
    ['trainium2', 'cerebras-wse3'],
    ['b200-sxm', 'h200-sxm'],
    ['h100-sxm', 'groq-chip1'],
  ] as const)('%s and %s: both are told of, with what binds', (prefill, decode) => {
    const given = pair(prefill, decode, 'llama-3.1-70b', FEW)
    const result = evaluate(given)
    const pools = poolsOf(result)
    expect(pools).toMatchObject({ apart: true, prefill: { hardware: prefill }, decode: { hardware: decode } })
    expect(pools.prefill.devices + pools.decode.devices).toBe(given.deployment.devices)
    const served = (result.throughput.output ?? 0) / FEW.outputTokens
    for (const rate of [pools.prefill.rate, pools.decode.rate, pools.transfer.rate ?? Infinity]) {
      expect(served).toBeLessThanOrEqual(rate * 1.001)
    }
    const rates = { prefill: pools.prefill.rate, decode: pools.decode.rate, link: pools.transfer.rate ?? Infinity }
    expect(rates[pools.binds]).toBeLessThanOrEqual(1.05 * Math.min(...Object.values(rates)))
  })

  it('take their times from the device each runs on', () => {
    const mixed = evaluate(pair('b200-sxm', 'h200-sxm'))
    const slow = evaluate(pair('a100-sxm-80', 'h200-sxm'))
    expect(mixed.metrics.decodeStep.value).not.toBeNull()
    expect(slow.metrics.prefill.value ?? 0).toBeGreaterThan(mixed.metrics.prefill.value ?? Infinity)
    const [one, two] = [mixed, slow].map((result) => result.metrics.decodeStep.value ?? NaN) as [number, number]
    // The step decodes on the same H200 in both; how many decode at once follows from how fast they arrive.
    expect(Math.abs(one / two - 1)).toBeLessThan(0.5)
  })

  it('pay for each device at its own price and power', () => {
    const given = pair('b200-sxm', 'h200-sxm')
    const result = evaluate(given)
    const { prefill, decode } = poolsOf(result)
    expect((prefill.costPerHour ?? NaN) + (decode.costPerHour ?? NaN)).toBeCloseTo(
      result.metrics.costPerHour.value ?? 0,
      9,
    )
    expect((prefill.watts ?? NaN) + (decode.watts ?? NaN)).toBeCloseTo(result.metrics.power.value ?? 0, 6)
    const dearer = hardware('b200-sxm')
    const price = dearer.price.purchase.value ?? NaN
    const raised = { ...dearer, price: { ...dearer.price, purchase: { ...dearer.price.purchase, value: 2 * price } } }
    const more = evaluate({ ...given, prefill: { ...(given.prefill as ResolvedPrefill), hardware: raised } })
    expect(poolsOf(more).prefill.costPerHour ?? 0).toBeGreaterThan(1.2 * (prefill.costPerHour ?? Infinity))
    expect(poolsOf(more).decode.costPerHour).toBeCloseTo(decode.costPerHour ?? 0, 9)
  })

  it('send over the slower side, and convert what comes in another format', () => {
    const given = pair('b200-sxm', 'h200-sxm')
    const slowed = hardware('h200-sxm')
    const network = slowed.scaleOut
    if (network === null) throw new Error('no network')
    const slow = { ...slowed, scaleOut: { ...network, bandwidth: { ...network.bandwidth, value: 1e9 } } }
    const before = poolsOf(evaluate(given)).transfer
    const after = poolsOf(evaluate({ ...given, hardware: slow })).transfer
    expect(after).toMatchObject({ device: slow.name, bandwidth: 1e9 })
    expect(after.seconds).toBeGreaterThan(before.seconds)
    expect(before.converted).toBeNull()
    const place = given.prefill as ResolvedPrefill
    const converted = poolsOf(evaluate({ ...given, prefill: { ...place, kvPrecision: 'bf16' } })).transfer
    expect(converted.converted).toEqual({ from: 'bf16', to: given.deployment.kvPrecision })
    expect(converted.bytes).toBeGreaterThan(before.bytes)
  })

  it('name the surplus: more workers than the other pool can use', () => {
    const given = split('h100-sxm', [24, 1])
    const result = evaluate(given)
    const { prefill, binds } = poolsOf(result)
    expect(binds).toBe('decode')
    expect(prefill.surplus).toBeGreaterThan(0)
    const finding = result.findings.find(({ code }) => code === 'pool-surplus')
    expect(finding).toMatchObject({ parameters: { pool: 'prefill', surplus: prefill.surplus, workers: 24 } })
    // Without them the rate stays.
    const leaner = evaluate(split('h100-sxm', [24 - prefill.surplus, 1]))
    expect((leaner.throughput.output ?? 0) / (result.throughput.output ?? 1)).toBeGreaterThan(0.93)
  })

  it('refuse with the device that lacks a figure, and say which pool is too small', () => {
    const lone = hardware('b200-sxm')
    const cut = { ...lone, scaleOut: null, hostLink: null }
    const given = pair('b200-sxm', 'h200-sxm')
    const refused = evaluate({ ...given, prefill: { ...(given.prefill as ResolvedPrefill), hardware: cut } })
    expect(refused.findings.find(({ code }) => code === 'figure-missing')).toMatchObject({
      parameters: { figure: 'link', device: lone.name },
    })
    const small = hardware('l4')
    const pools = given.deployment.pools
    if (pools === null) throw new Error('no pools')
    const one = { ...pools.prefill, workers: 1, tensorParallel: 1 }
    const squeezed = evaluate({
      ...given,
      deployment: { ...given.deployment, devices: 1 + poolDevices(pools.decode), pools: { ...pools, prefill: one } },
      prefill: { ...(given.prefill as ResolvedPrefill), hardware: small },
    })
    expect(squeezed.findings.find(({ code }) => code === 'weights-do-not-fit')).toMatchObject({
      parameters: { device: small.name, devices: 1 },
    })
  })

  it('are divided by the power, racks and silicon of both devices', () => {
    const given = pair('b200-sxm', 'h200-sxm')
    const { costPerHour } = evaluate(given).metrics
    const pools = given.deployment.pools
    if (pools === null) throw new Error('no pools')
    const board = (id: string) => hardware(id).power.board.value ?? NaN
    const watts = poolDevices(pools.prefill) * board('b200-sxm') + poolDevices(pools.decode) * board('h200-sxm')
    expect(divisorOf(given, costPerHour, 'kilowatt', 'board').value).toBeCloseTo(watts / 1000, 9)
    const bare = { ...hardware('b200-sxm'), power: { ...hardware('b200-sxm').power, board: NOBODY_KNOWS } }
    const unknown = { ...given, prefill: { ...(given.prefill as ResolvedPrefill), hardware: bare } }
    expect(divisorOf(unknown, costPerHour, 'kilowatt', 'board').value).toBeNull()
  })

  it('say why with the figures and the calibration of the device each phase ran on', () => {
    const given = pair('b200-sxm', 'h200-sxm')
    const { explanations, pools } = evaluate(given)
    const paths = (metric: 'ttft' | 'tpot') => explanations[metric]?.terms.flatMap(({ path }) => path ?? []) ?? []
    expect(paths('ttft')).toContain('prefill.hardware.peaks.fp8')
    expect(paths('tpot')).toContain('hardware.memory.hbm.bandwidth')
    expect(explanations.ttft?.uncertainty.parameters).toMatchObject({ donor: pools?.prefill.calibration.donor })
    const prices = explanations.costPerHour?.terms.filter(({ label }) => label.code === 'term.priceOf') ?? []
    expect(prices.map(({ value }) => value)).toEqual(
      ['h200-sxm', 'b200-sxm'].map((id) => hardware(id).price.purchase.value),
    )
  })

  it('are paid for at both prices where they do not fit', () => {
    const given = pair('b200-sxm', 'h200-sxm')
    const full = { ...given, workload: { ...given.workload, inputTokens: 9_000_000 } }
    const { fit, costs } = evaluate(full)
    expect(fit.state).toBe('doesNotFit')
    expect(costs.capitalPerHour).toBeCloseTo(evaluate(given).costs.capitalPerHour ?? NaN, 9)
  })

  it('draw no work of the other device under the roofs of this one', () => {
    const given = pair('b200-sxm', 'h200-sxm')
    const data = rooflineData({ id: 'a', slot: 0, name: 'A', resolved: given, result: evaluate(given) })
    expect(data.dots.length).toBeGreaterThan(0)
    expect(data.dots.filter(({ phase }) => phase === 'prefill')).toEqual([])
    expect(data.undrawn.some(({ phase }) => phase === 'prefill')).toBe(true)
  })

  it('never throw, whatever two devices are paired', () => {
    const ids = [...HARDWARE.keys()]
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...ids), (prefill, decode) => {
        const result = evaluate(pair(prefill, decode, 'llama-3.1-8b'))
        const { tpot, ttft } = result.metrics
        for (const { value } of [tpot, ttft]) expect(value === null || (Number.isFinite(value) && value > 0)).toBe(true)
        const refused = result.findings.some(({ severity }) => severity === 'problem') || result.fit.state === 'unknown'
        expect(result.pools !== null || refused).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a request for pools of two kinds', () => {
  const request = {
    mode: 'disaggregated',
    hardware: 'h200-sxm',
    model: 'llama-3.1-70b',
    weightDtype: 'fp8',
    kvDtype: 'fp8',
    concurrency: 32,
    inputTokens: 4096,
    outputTokens: 512,
    prefill: { workers: 2, tp: 4 },
    decode: { workers: 1, tp: 8, batch: 32 },
  }

  it('answers as the same scenario does, and names the rate that binds', () => {
    const answer = predictRequest({ ...request, prefill: { ...request.prefill, hardware: 'b200-sxm' } }, FACTS)
    if (!('ttft' in answer) || answer.pools === undefined) throw new Error(JSON.stringify(answer))
    const ordinary = split('h200-sxm')
    const place = { ...samePlace(ordinary), hardware: hardware('b200-sxm'), software: null }
    const result = evaluate({ ...ordinary, prefill: place })
    expect(answer.ttft).toBe(result.metrics.ttft.value)
    expect(answer.tpot).toBe(result.metrics.tpot.value)
    expect(answer.pools).toMatchObject({ binds: poolsOf(result).binds, prefill: poolsOf(result).prefill.rate })
  })

  it('with the device of the request named once more is the request itself', () => {
    const named = predictRequest({ ...request, prefill: { ...request.prefill, hardware: 'h200-sxm' } }, FACTS)
    expect(named).toEqual(predictRequest(request, FACTS))
  })

  it('with a device nobody knows is told the nearest', () => {
    const answer = predictRequest({ ...request, prefill: { ...request.prefill, hardware: 'b200-sxn' } }, FACTS)
    expect(answer).toMatchObject({ error: { code: 'not-found' } })
  })
})
