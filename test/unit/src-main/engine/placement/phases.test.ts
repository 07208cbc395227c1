import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { phaseMachines } from '#main/engine/placement/phases.ts'
import { HARDWARE, hardware, scenario } from '../../../../support/engineScenarios.ts'
import { wordingText } from '#shared/words/say.ts'

const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })

describe('bandwidth dealt out by phase', () => {
  it('keeps its sum on every device of the library', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HARDWARE.values()), share, share, (profile, prefill, decode) => {
        const machine = machineOf(profile)
        const total = machine.serving.bandwidth + (machine.link?.bandwidth ?? 0)
        for (const dealt of Object.values(phaseMachines(machine, { prefill, decode }))) {
          const sum = dealt.serving.bandwidth + (dealt.link?.bandwidth ?? 0)
          // There is nothing to deal out of what nobody knows.
          if (Number.isNaN(total)) expect(dealt).toBe(machine)
          else expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-12 * total)
        }
      }),
    )
  })

  it('leaves a machine without memory off its die as it is, and says so', () => {
    const wafer = machineOf(hardware('cerebras-wse3'))
    expect(phaseMachines(wafer, { prefill: 0.5, decode: 0.9 })).toEqual({ prefill: wafer, decode: wafer })
    const own = scenario('cerebras-wse3', 'llama-3.1-8b', { devices: 1, tensorParallel: 1 })
    const allocated = { ...own, deployment: { ...own.deployment, bandwidthAllocation: { prefill: 0.5, decode: 0.9 } } }
    const { metrics, findings } = evaluate(allocated)
    expect(metrics.tpot.value).toBe(evaluate(own).metrics.tpot.value)
    const found = findings.find(({ code }) => code === 'bandwidth-allocation')
    expect(found && wordingText(found)).toContain('changes nothing')
  })

  it.each(['static', 'aggregated'] as const)('as the device is built changes nothing: %s', (serving) => {
    const own = scenario('h100-sxm', 'llama-3.1-70b', { serving })
    const { serving: memory, link } = machineOf(own.hardware)
    const built = memory.bandwidth / (memory.bandwidth + (link?.bandwidth ?? 0))
    const allocated = evaluate({
      ...own,
      deployment: { ...own.deployment, bandwidthAllocation: { prefill: built, decode: built } },
    })
    const plain = evaluate(own)
    for (const metric of ['tpot', 'ttft', 'systemThroughput', 'costPerMillionOutput'] as const) {
      const ratio = (allocated.metrics[metric].value ?? NaN) / (plain.metrics[metric].value ?? NaN)
      expect(Math.abs(ratio - 1)).toBeLessThan(1e-9)
    }
  })

  it('makes decode faster where memory gains in decode, and leaves prompts alone', () => {
    // One device: no collective waits for the link that pays for it.
    const own = scenario('h200-sxm', 'llama-3.1-8b', { devices: 1, tensorParallel: 1, serving: 'static' })
    const at = (decode: number) =>
      evaluate({ ...own, deployment: { ...own.deployment, bandwidthAllocation: { prefill: 0.9, decode } } })
    const [less, more] = [at(0.7), at(0.95)]
    expect(more.metrics.tpot.value).toBeLessThan(less.metrics.tpot.value ?? 0)
    expect(more.metrics.prefill.value).toBe(less.metrics.prefill.value)
    expect(more.roofs).not.toEqual(less.roofs)
  })

  it('serves each pool of a disaggregated deployment with its own share', () => {
    const pool = { tensorParallel: 4, pipelineParallel: 1, dataParallel: 1, expertParallel: 1, contextParallel: 1 }
    const own = scenario('h100-sxm', 'llama-3.1-70b', {
      serving: 'disaggregated',
      pools: { prefill: { workers: 1, ...pool, batch: 1 }, decode: { workers: 1, ...pool, batch: 64 } },
    })
    const at = (prefill: number, decode: number) =>
      evaluate({ ...own, deployment: { ...own.deployment, bandwidthAllocation: { prefill, decode } } }).metrics
    expect(at(0.6, 0.9).decodeStep.value).not.toBe(at(0.6, 0.6).decodeStep.value)
    expect(at(0.6, 0.9).prefill.value).toBe(at(0.6, 0.6).prefill.value)
    expect(at(0.9, 0.6).prefill.value).not.toBe(at(0.6, 0.6).prefill.value)
  })
})
