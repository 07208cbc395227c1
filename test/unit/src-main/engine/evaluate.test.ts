import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { METRICS, type ScenarioResult } from '#shared/domain/result.ts'
import { anyScenario, scenario } from '../../../support/engineScenarios.ts'
import { draws } from '../../../support/draws.ts'
import { wordingText } from '#shared/words/say.ts'
import { reasonText } from '#shared/words/reasonText.ts'

const RUNS = draws(10_000)

function sum(result: ScenarioResult, phases: readonly string[]): number {
  return result.ledger.reduce((total, entry) => total + (phases.includes(entry.phase) ? entry.seconds : 0), 0)
}

function everyNumber(value: unknown, visit: (found: number, path: string) => void, path = ''): void {
  if (typeof value === 'number') visit(value, path)
  else if (Array.isArray(value)) value.forEach((item, index) => everyNumber(item, visit, `${path}.${index}`))
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) everyNumber(item, visit, `${path}.${key}`)
  }
}

describe('any scenario of the library', () => {
  it('books every second once: decode lines sum to TPOT, prompt and transfer lines to TTFT', () => {
    let served = 0
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const result = evaluate(drawn)
        const { tpot, ttft } = result.metrics
        if (tpot.value === null || ttft.value === null) return
        served++
        expect(Math.abs(sum(result, ['decode']) / tpot.value - 1)).toBeLessThan(1e-9)
        expect(Math.abs(sum(result, ['prefill', 'transfer']) / ttft.value - 1)).toBeLessThan(1e-9)
      }),
      { numRuns: RUNS, seed: 1 },
    )
    expect(served).toBeGreaterThan(RUNS / 20)
  })

  it('books the same seconds by operator, and every joule of an output token to what draws it', () => {
    let served = 0
    let powered = 0
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const result = evaluate(drawn)
        const { tpot, ttft, energyPerOutputToken, costPerMillionOutput } = result.metrics
        const operators = (phases: readonly string[]): number =>
          result.operatorSeconds.reduce((total, line) => total + (phases.includes(line.phase) ? line.seconds : 0), 0)
        if (tpot.value === null || ttft.value === null) {
          expect(result.operatorSeconds).toEqual([])
          expect(result.tokenEnergy).toBeNull()
          return
        }
        served++
        expect(Math.abs(operators(['decode']) - tpot.value)).toBeLessThanOrEqual(1e-9 * tpot.value)
        expect(Math.abs(operators(['prefill', 'transfer']) - ttft.value)).toBeLessThanOrEqual(1e-9 * ttft.value)
        if (energyPerOutputToken.value === null || result.tokenEnergy === null) {
          expect(energyPerOutputToken.value === null && result.tokenEnergy === null).toBe(true)
          return
        }
        powered++
        const { parts, atRest } = result.tokenEnergy
        const joules = parts.reduce((total, part) => total + part.joules, 0)
        expect(Math.abs(joules - energyPerOutputToken.value)).toBeLessThanOrEqual(1e-9 * energyPerOutputToken.value)
        // What the meter sees of an output token costs its share of the electricity.
        const { electricityTariff, powerUsageEffectiveness } = drawn.economics
        const { costPerHour } = result.metrics
        const { energyPerHour } = result.costs
        if (drawn.economics.mode === 'rent' || energyPerHour === null || costPerMillionOutput.value === null) return
        const electricity = (costPerMillionOutput.value * energyPerHour) / (costPerHour.value ?? NaN)
        const metered = ((joules + atRest) * powerUsageEffectiveness * electricityTariff * 1e6) / 3.6e6
        expect(Math.abs(metered - electricity)).toBeLessThanOrEqual(1e-9 * electricity)
      }),
      { numRuns: RUNS, seed: 4 },
    )
    expect(served).toBeGreaterThan(RUNS / 20)
    expect(powered).toBeGreaterThan(RUNS / 40)
  })

  it('is finite everywhere, and says why where a number is unknown', () => {
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const result = evaluate(drawn)
        everyNumber(result, (found, path) => {
          if (!Number.isFinite(found)) throw new Error(`${path} is ${found}`)
          if (found < 0) throw new Error(`${path} is negative: ${found}`)
        })
        for (const metric of METRICS) {
          const one = result.metrics[metric]
          if (one.value === null) expect(reasonText(one.reason, '').length).toBeGreaterThan(10)
          else {
            expect(one.low).not.toBeNull()
            expect(one.low ?? Infinity).toBeLessThanOrEqual(one.value)
            expect(one.high ?? -Infinity).toBeGreaterThanOrEqual(one.value)
            expect(one.grade).not.toBeNull()
          }
        }
        const invalid = result.metrics.tpot.value === null
        if (invalid) expect(result.findings.some((finding) => finding.severity === 'problem')).toBe(true)
      }),
      { numRuns: RUNS, seed: 2 },
    )
  })

  it('is never faster than operations over peak or bytes over bandwidth', () => {
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const result = evaluate(drawn)
        let floor = 0
        for (const operator of result.operators) {
          expect(operator.seconds).toBeGreaterThanOrEqual(operator.floor * (1 - 1e-9))
          expect(operator.low).toBeLessThanOrEqual(operator.seconds)
          expect(operator.high).toBeGreaterThanOrEqual(operator.seconds)
          if (operator.phase === 'decode') floor += operator.floor
        }
        const step = result.metrics.decodeStep.value
        if (step !== null) expect(step).toBeGreaterThanOrEqual(floor * (1 - 1e-9))
      }),
      { numRuns: RUNS, seed: 3 },
    )
  })

  it('gives the same bytes on every run', () => {
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const fresh = structuredClone(drawn)
        expect(JSON.stringify(evaluate(fresh))).toBe(JSON.stringify(evaluate(drawn)))
      }),
      { numRuns: 60, seed: 4 },
    )
  })

  it('delivers no more tokens than its requests can make: Little’s law', () => {
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const { throughput, metrics } = evaluate(drawn)
        if (throughput.output === null || metrics.tpot.value === null || metrics.ttft.value === null) return
        const { concurrency, outputTokens } = drawn.workload
        // A request of one token ends with its prompt: the first token counts as much as the others.
        const seconds = metrics.ttft.value + (outputTokens - 1) * metrics.tpot.value
        expect(throughput.output).toBeLessThanOrEqual(((concurrency * outputTokens) / seconds) * (1 + 1e-6))
      }),
      { numRuns: RUNS, seed: 5 },
    )
  })
})

describe('more of a resource', () => {
  const grown = (profile: HardwareProfile, change: (copy: HardwareProfile) => void): HardwareProfile => {
    const copy = structuredClone(profile)
    change(copy)
    return copy
  }
  const changes: Record<string, (copy: HardwareProfile) => void> = {
    bandwidth: (copy) => {
      for (const level of copy.memory)
        if (level.holdsModel && level.bandwidth.value !== null) level.bandwidth.value *= 1.5
    },
    compute: (copy) => {
      for (const peak of Object.values(copy.peaks)) if (peak && peak.value !== null) peak.value *= 1.5
    },
    link: (copy) => {
      for (const link of [copy.scaleUp, copy.scaleOut])
        if (link && link.bandwidth.value !== null) link.bandwidth.value *= 2
    },
  }
  for (const [name, change] of Object.entries(changes)) {
    it(`${name}: a decode step and a prompt are never slower`, () => {
      fc.assert(
        fc.property(anyScenario, (drawn) => {
          // The fixed batch has one time for its prompts and one for its steps, with no scheduling between them.
          const fixed = { ...drawn, deployment: { ...drawn.deployment, serving: 'static' as const, pools: null } }
          const before = evaluate(fixed)
          const after = evaluate({ ...fixed, hardware: grown(fixed.hardware, change) })
          for (const metric of ['decodeStep', 'prefill'] as const) {
            const slow = before.metrics[metric].value
            const fast = after.metrics[metric].value
            if (slow !== null && fast !== null) expect(fast).toBeLessThanOrEqual(slow * (1 + 1e-9))
          }
        }),
        { numRuns: 150, seed: 6 },
      )
    })
  }

  it('memory: throughput is never lower, and no fewer requests fit', () => {
    fc.assert(
      fc.property(anyScenario, (drawn) => {
        const bigger = grown(drawn.hardware, (copy) => {
          for (const level of copy.memory)
            if (level.holdsModel && level.capacity.value !== null) level.capacity.value *= 2
        })
        const before = evaluate(drawn)
        const after = evaluate({ ...drawn, hardware: bigger })
        if (before.fit.placement === 'streamed' || before.fit.maximumConcurrency === null) return
        if (after.fit.maximumConcurrency === null) return
        expect(after.fit.maximumConcurrency.value).toBeGreaterThanOrEqual(before.fit.maximumConcurrency.value)
        if (before.fit.state === 'fits') expect(after.fit.state).toBe('fits')
      }),
      { numRuns: 150, seed: 7 },
    )
  })
})

describe('the main comparison', () => {
  const b200 = evaluate(scenario('b200-sxm', 'llama-3.1-70b'))
  const wafers = evaluate(
    scenario(
      'cerebras-wse3',
      'llama-3.1-70b',
      { devices: 4, tensorParallel: 1, pipelineParallel: 4 },
      { concurrency: 4 },
    ),
  )

  it('B200: Llama-3.1-70B is bound by HBM in decode, and fills every field', () => {
    expect(b200.fit.state).toBe('fits')
    expect(b200.fit.weights).toBeGreaterThan(140e9)
    expect(b200.fit.weights).toBeLessThan(142e9)
    expect(b200.binding?.decode.resource).toBe('memory')
    expect(b200.speedOfLight.filter((bar) => bar.binds)).toHaveLength(1)
    expect(b200.ladder.filter((level) => level.serves)).toHaveLength(1)
    expect(b200.workingSet.weights).toBeGreaterThan(130e9)
    for (const metric of METRICS) {
      expect(b200.metrics[metric].value, metric).not.toBeNull()
      expect(b200.explanations[metric]?.terms.length ?? 0, metric).toBeGreaterThan(0)
    }
  })

  it('WSE-3: the weights stay on four wafers joined as stages, and SRAM serves them', () => {
    expect(wafers.fit.state).toBe('fits')
    expect(wafers.fit.placement).toBe('resident')
    expect(wafers.binding?.decode.resource).not.toBe('memory')
    expect(wafers.metrics.userSpeed.value ?? 0).toBeGreaterThan(b200.metrics.userSpeed.value ?? 0)
  })

  it('WSE-3: one wafer is too small, so what it does not hold is streamed, bound by the link from outside', () => {
    const one = evaluate(
      scenario('cerebras-wse3', 'llama-3.1-70b', { devices: 1, tensorParallel: 1 }, { concurrency: 4 }),
    )
    expect(one.fit.placement).toBe('streamed')
    expect(one.binding?.decode.resource).toBe('host')
    // 141 GB of which 40 stay, the rest at 150 GB/s: no step can be shorter.
    expect(one.metrics.decodeStep.value ?? 0).toBeGreaterThan((141 - 40) / 150)
    expect(one.metrics.decodeStep.value ?? 0).toBeLessThan(141 / 150)
  })

  it('energy lines of a phase sum to its energy per token', () => {
    const joules = b200.ledger
      .filter((entry) => entry.phase === 'decode')
      .reduce((total, entry) => total + entry.joules + entry.surroundingJoules, 0)
    expect(joules / (b200.metrics.energyPerOutputToken.value ?? 0)).toBeCloseTo(1, 6)
  })
})

describe('what a second and a joule are booked to', () => {
  const deepseek = evaluate(
    scenario('b200-sxm', 'deepseek-v3', { weightPrecision: 'fp8', activationPrecision: 'fp8' }, { concurrency: 32 }),
  )
  const lone = evaluate(scenario('b200-sxm', 'llama-3.1-8b', {}, { concurrency: 1 }))
  const wafers = evaluate(
    scenario(
      'cerebras-wse3',
      'llama-3.1-70b',
      { devices: 4, tensorParallel: 1, pipelineParallel: 4 },
      { concurrency: 4 },
    ),
  )

  it('routed experts of a small batch wait for memory, however far their kernel is from either peak', () => {
    const experts = deepseek.operators.filter(({ phase, group }) => phase === 'decode' && group === 'experts')
    expect(
      experts.some((operator) => operator.name.code === 'operatorName.routedExperts' && operator.bound === 'memory'),
    ).toBe(true)
    const compute = deepseek.ledger.filter(
      ({ phase, group, cause }) => phase === 'decode' && group === 'experts' && cause === 'compute',
    )
    expect(compute.reduce((sum, entry) => sum + entry.seconds, 0)).toBeLessThan((deepseek.metrics.tpot.value ?? 0) / 50)
    expect(deepseek.metrics.movementShare.value ?? 0).toBeGreaterThan(0.5)
  })

  it('a collective is moving data from its start to its end', () => {
    for (const { ledger, operators } of [deepseek, lone, wafers]) {
      for (const entry of ledger) if (entry.group === 'collective') expect(entry.cause).toBe('collective')
      for (const one of operators) if (one.group === 'collective') expect(one.bound).toBe('link')
    }
  })

  it.each([
    ['memory', deepseek],
    ['overhead', lone],
    ['sram', wafers],
  ] as const)('the strip says what binds: %s', (resource, result) => {
    expect(result.binding?.decode.resource).toBe(resource)
    const binding = result.speedOfLight.filter((bar) => bar.binds).map((bar) => bar.resource)
    expect(binding).toEqual(resource === 'overhead' ? [] : [resource])
  })

  it('a wafer’s row is its mesh: the share of the step spent crossing it', () => {
    const row = wafers.speedOfLight.find((bar) => bar.resource === 'sram')
    expect(row?.name.code).toBe('roof.mesh')
    expect(row?.share).toBeCloseTo(wafers.binding?.decode.share ?? 0, 9)
  })

  it('has a roof for each unit of the machine, named by what it multiplies', () => {
    const roofs = wafers.roofs.flatMap((roof) => (roof.kind === 'compute' ? [roof] : []))
    expect(roofs.map((roof) => roof.precision)).not.toContain('fp32')
    for (const roof of roofs) expect(wordingText(roof.name).toLowerCase()).toContain(roof.precision)
  })

  it('energy goes to what draws it: never all to one resource', () => {
    for (const { ledger } of [deepseek, lone, wafers]) {
      const lines = ledger.filter((entry) => entry.phase === 'decode')
      const all = lines.reduce((sum, entry) => sum + entry.joules, 0)
      for (const resource of ['compute', 'memory', 'link', 'overhead'] as const) {
        const own = lines.reduce((sum, entry) => sum + (entry.resource === resource ? entry.joules : 0), 0)
        expect(own / all).toBeLessThan(0.98)
      }
    }
  })

  it('wafers that hold their weights stand at no memory wall: what moves stays on the die', () => {
    expect(wafers.metrics.movementShare.value ?? 1).toBeLessThan(0.1)
    expect(wafers.metrics.onDieShare.value ?? 0).toBeGreaterThan(0.5)
    const finding = wafers.findings.find(({ code }) => code === 'movement-share')
    expect(finding?.parameters).toMatchObject({ wall: 'no', within: 'yes' })
    for (const { metrics } of [deepseek, lone]) expect(metrics.onDieShare.value).toBe(0)
  })

  it('the interval of a share lies within 0 and 1 around it', () => {
    for (const { metrics } of [deepseek, lone, wafers]) {
      const { low, value, high } = metrics.movementShare
      expect(low ?? -1).toBeGreaterThanOrEqual(0)
      expect(low ?? 1).toBeLessThan(value ?? 0)
      expect(high ?? 0).toBeGreaterThan(value ?? 1)
      expect(high ?? 2).toBeLessThanOrEqual(1)
    }
  })

  it('names apart the attention of a prompt and that of the requests decoding beside it', () => {
    for (const { operators } of [deepseek, wafers]) {
      for (const phase of ['decode', 'prefill']) {
        const names = operators
          .filter((one) => one.phase === phase && one.group === 'attention')
          .map(({ name }) => wordingText(name))
        const kinds = new Set(names.filter((name) => /^(Latent attention|Attention)(,|$)/.test(name)))
        expect(kinds.size).toBe(phase === 'prefill' ? 2 : 1)
      }
    }
  })
})

describe('what cannot be served', () => {
  it.each([
    [{ tensorParallel: 7 }, /multiply to 8/],
    [{ tensorParallel: 3, devices: 3 }, /does not divide the 64 query heads/],
    [{ tensorParallel: 8, expertParallel: 2 }, /no experts/],
    [{ tensorParallel: 1, pipelineParallel: 100, devices: 100 }, /80 layers/],
    [{ serving: 'disaggregated' as const }, /pool/],
  ])('%o is a problem in one sentence', (given, text) => {
    const result = evaluate(scenario('b200-sxm', 'llama-3.1-70b', given))
    expect(result.metrics.tpot.value).toBeNull()
    expect(reasonText(result.metrics.tpot.reason, '')).toMatch(/\.$/)
    const problems = result.findings.filter(({ severity }) => severity === 'problem').map(wordingText)
    expect(problems.some((problem) => text.test(problem))).toBe(true)
  })

  it('a model larger than the memory says what is missing and how many devices hold it', () => {
    const result = evaluate(scenario('h100-sxm', 'llama-3.1-405b'))
    expect(result.fit.state).toBe('doesNotFit')
    expect(result.fit.shortfall).toBeGreaterThan(0)
    expect(result.fit.devicesNeeded ?? 0).toBeGreaterThan(8)
    expect(result.metrics.tpot.value).toBeNull()
  })

  it('an unknown price leaves costs unknown, never zero', () => {
    const drawn = scenario('b200-sxm', 'llama-3.1-70b')
    const hardware = structuredClone(drawn.hardware)
    hardware.price.purchase = { value: null, grade: null, source: null }
    const result = evaluate({ ...drawn, hardware })
    expect(result.metrics.costPerMillionOutput.value).toBeNull()
    expect(result.metrics.costPerMillionOutput.reason?.code).toBe('reason.noPrice')
    expect(result.metrics.tpot.value).not.toBeNull()
  })
})
