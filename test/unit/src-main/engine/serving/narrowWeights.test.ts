import { wordingText } from '#shared/words/say.ts'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { gemmTime } from '#main/engine/costing/gemm.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { modelLevel } from '#shared/domain/hardware.ts'
import { layoutOf } from '#shared/domain/lowering/layout.ts'
import { lowerModel } from '#shared/domain/lowering/lower.ts'
import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import { SOFTWARE_STACKS } from '#shared/domain/software.ts'
import { HARDWARE, MODELS, scenario } from '../../../../support/engineScenarios.ts'

/*
 * A narrower product needs its activations written in its own format first. Among the pairs of measured kernels (aiconfigurator,
 * one shape in bf16 and in fp8 or nvfp4 on the same device and stack) the narrower is at most 26 µs slower at up to 64 rows,
 * and at many rows it is so by 12 to 48 bytes of traffic an element of the activations.
 */
const LAUNCH = 26e-6
const PASS_BYTES = 15

const NARROW = ['fp8', 'fp6', 'int8', 'nvfp4', 'mxfp4', 'int4'] as const
const DEVICES = [...HARDWARE.values()].filter((device) => device.kind !== 'wafer')

/** Seconds the pass over the activations of one product takes at the most. */
function passSeconds(bandwidth: number, rows: number, inner: number): number {
  return LAUNCH + (PASS_BYTES * rows * inner) / bandwidth
}

describe('narrower weights', () => {
  it('never slow a product by more than the pass over its activations, on any device under any stack', () => {
    const [narrow, wide] = [createTiming(), createTiming()]
    fc.assert(
      fc.property(
        fc.constantFrom(...DEVICES),
        fc.constantFrom(...SOFTWARE_STACKS),
        fc.constantFrom(...NARROW),
        // The shapes of the measurements; a single row has a kernel of its own.
        fc.record({
          rows: fc.integer({ min: 2, max: 16384 }),
          columns: fc.integer({ min: 1024, max: 65536 }),
          inner: fc.integer({ min: 1024, max: 8192 }),
        }),
        (device, stack, precision, { rows, columns, inner }) => {
          const machine = machineOf(device)
          const { bandwidth } = machine.serving
          // A deployment of what nobody has published is refused by name.
          if (!(bandwidth > 0) || !(machine.peaks.bf16.rate > 0)) return
          const kernels = (format: Precision) => calibrationFor(machine, stack, format)
          gemmTime(machine, kernels(precision), precision, bytesPerElement(precision), rows, columns, inner, narrow)
          gemmTime(machine, kernels('bf16'), 'bf16', 2, rows, columns, inner, wide)
          const where = `${device.id} ${stack} ${precision}`
          expect(narrow.seconds - wide.seconds, where).toBeLessThanOrEqual(passSeconds(bandwidth, rows, inner))
        },
      ),
      { numRuns: 5000, seed: 5 },
    )
  })

  it('never slow a decode step of any model by more than those passes', () => {
    let compared = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...DEVICES.map(({ id }) => id)),
        fc.constantFrom(...MODELS.keys()),
        fc.constantFrom(...NARROW),
        fc.constantFrom(1, 2, 4, 8),
        fc.constantFrom(1, 4, 16, 64),
        (device, model, precision, devices, concurrency) => {
          const cut = { devices, tensorParallel: devices }
          const load = { inputTokens: 2048, outputTokens: 512, concurrency }
          const weightOnly = { ...cut, weightPrecision: precision, activationPrecision: 'bf16' } as const
          const both = { ...cut, weightPrecision: precision, activationPrecision: precision } as const
          const wide = evaluate(scenario(device, model, cut, load))
          for (const deployed of [weightOnly, both]) {
            const drawn = scenario(device, model, deployed, load)
            const narrow = evaluate(drawn)
            const [fast, slow] = [narrow.metrics.tpot.value, wide.metrics.tpot.value]
            if (fast === null || slow === null || wide.fit.state !== 'fits') continue
            // llama.cpp unpacks weights before a product of many rows, which its law counts as measured.
            if (narrow.calibration.software === 'llamacpp') continue
            compared++
            const { operators } = lowerModel(
              drawn.model,
              layoutOf(drawn.model, drawn.deployment, drawn.deployment).layout,
            )
            const bandwidth = modelLevel(drawn.hardware).bandwidth.value ?? Infinity
            const passes = operators.reduce(
              (sum, { kind, count, k }) =>
                sum + (kind === 'gemm' || kind === 'experts' ? count * passSeconds(bandwidth, concurrency, k) : 0),
              0,
            )
            expect(fast - slow, `${device} ${model} ${precision}`).toBeLessThanOrEqual(passes)
          }
        },
      ),
      { numRuns: 400, seed: 9 },
    )
    expect(compared).toBeGreaterThan(100)
  })

  it('a part that is not quantised is read and multiplied in 16 bits', () => {
    const { operators } = evaluate(
      scenario('h100-sxm', 'llama-3.1-70b', { weightPrecision: 'fp8', activationPrecision: 'fp8' }),
    )
    const formats = (name: string) =>
      new Set(operators.filter((one) => wordingText(one.name) === name).map((one) => one.precision))
    expect(formats('LM head')).toEqual(new Set(['bf16']))
    expect(formats('Attention output projection')).toEqual(new Set(['fp8']))
  })

  it('a slow narrow unit is passed over for a faster wide one', () => {
    const machine = machineOf(HARDWARE.get('b300-sxm') as (typeof DEVICES)[number])
    expect(machine.peaks.int8.rate).toBeGreaterThanOrEqual(machine.peaks.bf16.rate)
  })
})
