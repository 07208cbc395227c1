import { describe, expect, it } from 'vitest'
import { createProbed, probe } from '#main/engine/analysis/probe.ts'
import {
  configurationsOf,
  keeps,
  loaded,
  lossOf,
  type ConfigurationsQuestion,
} from '#main/engine/analysis/points/configurations.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { bestOf, CONFIGURATION_FIELDS } from '#main/engine/analysis/bestOf.ts'
import { CONCURRENCIES } from '#main/engine/analysis/search/concurrencies.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import type { Aim, SearchLimits } from '#shared/domain/analysis/configurations.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { scenario } from '../../../../../support/engineScenarios.ts'
import { drawn } from '../../../../../support/draws.ts'
import { reasonText } from '#shared/words/reasonText.ts'

const DEVICES = ['h100-sxm', 'h200-sxm', 'b200-sxm', 'mi300x', 'gaudi3', 'cerebras-wse3'] as const

/** The machine with a price of its own, so that costs are known on all of them. */
function machine(id: string, model: string, load: Partial<ResolvedScenario['workload']> = {}): ResolvedScenario {
  const base = scenario(id, model)
  const workload = { ...base.workload, inputTokens: 4096, outputTokens: 1024, cachedShare: 0, ...load }
  return { ...base, id, workload, economics: { ...base.economics, purchasePrice: 30_000 } }
}

function limits(given: Partial<SearchLimits> = {}): SearchLimits {
  return { target: { tpot: 0.03, ttft: 2 }, mostDevices: 16, mostPerHour: null, keepPrecision: false, ...given }
}

function search(question: ConfigurationsQuestion) {
  return bestOf(question, pointsHere('configurations', question, CONFIGURATION_FIELDS), null)
}

/** Every configuration at every number of requests, nothing left out. */
function exhaustive(question: ConfigurationsQuestion): Map<string, number> {
  const best = new Map<string, number>()
  const point = createProbed()
  for (const configuration of configurationsOf(question)) {
    for (const concurrency of CONCURRENCIES) {
      probe(loaded(configuration, concurrency), point)
      if (!keeps(question.limits, point)) continue
      const loss = lossOf(question.aim, point, configuration.deployment.devices)
      const { id } = configuration.scenario
      if (loss < (best.get(id) ?? Infinity)) best.set(id, loss)
    }
  }
  return best
}

function foundLoss(question: ConfigurationsQuestion, id: string): number {
  const best = search(question).found.find((each) => each.scenario === id)?.best
  if (!best) return Infinity
  const point = createProbed()
  const base = question.scenarios.find((each) => each.id === id) as ResolvedScenario
  probe(loaded({ scenario: base, deployment: best.deployment }, best.concurrency), point)
  return lossOf(question.aim, point, best.deployment.devices)
}

describe('devices that come in systems', () => {
  const system = { device: 'h100-sxm', devices: 8, kind: 'node', vendor: 'NVIDIA' } as const
  const alone = machine('h100-sxm', 'llama-3.1-8b')
  const node = { ...alone, hardware: { ...alone.hardware, system } }
  const devices = (of: ResolvedScenario, mostDevices: number) =>
    configurationsOf({ scenarios: [of], aim: 'cost', limits: limits({ mostDevices }) } as ConfigurationsQuestion)
      .filter(({ deployment }) => deployment.serving === 'aggregated')
      .map(({ deployment }) => deployment.devices)

  it('are used as they are paid for: eight or sixteen of them, never one', () => {
    expect(new Set(devices(node, 16))).toEqual(new Set([8, 16]))
    expect(new Set(devices(alone, 16))).toEqual(new Set([1, 2, 4, 8, 16]))
  })

  it('are filled by pools too: workers are repeated until the paid nodes are used, and no more', () => {
    const question = { scenarios: [node], aim: 'cost', limits: limits({ mostDevices: 16 }) } as ConfigurationsQuestion
    const pools = configurationsOf(question).flatMap(({ deployment }) => (deployment.pools ? [deployment] : []))
    expect(pools.length).toBeGreaterThan(10)
    for (const { devices, pools: split } of pools) {
      // One more of the same would not fit into the nodes that are paid for.
      const workers = split ? [split.prefill.workers, split.decode.workers] : []
      const once = devices / Math.min(...workers)
      const paid = Math.ceil(devices / 8) * 8
      expect(devices).toBeLessThanOrEqual(paid)
      expect(devices + once).toBeGreaterThan(paid)
    }
  })

  it('a limit within one system still lets part of it be used', () => {
    expect(Math.max(...devices(node, 4))).toBe(4)
  })
})

const CASES: readonly [string, Aim, Partial<SearchLimits>][] = [
  ['cost', 'cost', {}],
  ['tokens per device', 'deviceThroughput', { target: { tpot: 0.05, ttft: null } }],
  ['energy', 'energy', { target: { tpot: null, ttft: 4 } }],
  ['cost, small budget', 'cost', { mostPerHour: 12, target: { tpot: 0.05, ttft: 5 } }],
]

describe('the search for configurations', () => {
  const models = ['llama-3.1-70b', 'deepseek-v3']
  const cases = models.flatMap((model) => CASES.map((each) => [model, ...each] as const))
  it.each(drawn(cases))(
    'finds nothing worse than looking at everything: %s, %s',
    (model, _name, aim, given) => {
      const scenarios = DEVICES.map((id) => machine(id, model))
      const question: ConfigurationsQuestion = {
        scenarios,
        aim,
        limits: limits({ mostDevices: aim === 'energy' ? 4 : 8, ...given }),
      }
      const all = exhaustive(question)
      for (const id of DEVICES) {
        const least = all.get(id) ?? Infinity
        if (least === Infinity) expect(foundLoss(question, id)).toBe(Infinity)
        else expect(foundLoss(question, id) / least).toBeLessThanOrEqual(1 + 1e-9)
      }
    },
    120_000,
  )

  it('what it finds keeps the bounds when evaluated whole', () => {
    const scenarios = DEVICES.map((id) => machine(id, 'llama-3.1-70b'))
    const question: ConfigurationsQuestion = { scenarios, aim: 'cost', limits: limits() }
    let found = 0
    for (const { scenario: id, best } of search(question).found) {
      const base = scenarios.find((each) => each.id === id) as ResolvedScenario
      if (best === null) continue
      found++
      const whole = evaluate(loaded({ scenario: base, deployment: best.deployment }, best.concurrency))
      expect(whole.fit.state).toBe('fits')
      expect(whole.metrics.tpot.value).toBeLessThanOrEqual(0.03)
      expect(whole.metrics.ttft.value).toBeLessThanOrEqual(2)
      expect(whole.metrics.costPerHour.value).toBeCloseTo(best.hourly ?? NaN, 9)
    }
    expect(found).toBeGreaterThan(3)
  })

  it('says how many copies a traffic takes', () => {
    const scenarios = [machine('b200-sxm', 'llama-3.1-70b')]
    const question: ConfigurationsQuestion = { scenarios, aim: 'cost', limits: limits() }
    const columns = pointsHere('configurations', question, CONFIGURATION_FIELDS)
    const [one] = bestOf(question, columns, 100).found
    const best = one?.best
    if (!best) throw new Error('nothing found')
    const rate = best.systemThroughput / 1024
    expect(best.copies).toBe(Math.ceil(100 / rate))
    expect(best.devices).toBe((best.copies ?? 0) * best.deployment.devices)
    expect((best.copies ?? 0) * rate).toBeGreaterThanOrEqual(100)
  })

  it('says which bound is in the way where nothing is found', () => {
    const priced = machine('b200-sxm', 'deepseek-v3')
    const one = search({ scenarios: [priced], aim: 'cost', limits: limits({ mostDevices: 1 }) }).found[0]
    expect(one?.best).toBeNull()
    expect(reasonText(one?.reason, '')).toMatch(/up to 1 × .* time per token/)
    const unpriced = scenario('cerebras-wse3', 'llama-3.1-8b')
    const without = { ...unpriced, economics: { ...unpriced.economics, mode: 'rent' as const, rentalPrice: null } }
    const [found] = search({ scenarios: [without], aim: 'cost', limits: limits() }).found
    expect(reasonText(found?.reason, '')).toMatch(/No rental price/)
  })
})
