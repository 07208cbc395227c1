import { describe, expect, it } from 'vitest'
import { buildDeployment } from '#main/engine/placement/build.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { heldWithin } from '#shared/domain/lowering/fitSpread.ts'
import { memoryReserve } from '#shared/domain/lowering/reserve.ts'
import { SOFTWARE_STACKS } from '#shared/domain/software.ts'
import { modelLevel } from '#shared/domain/hardware.ts'
import { scenario } from '../../../support/engineScenarios.ts'

describe('what a stack keeps back', () => {
  it.each(SOFTWARE_STACKS)('%s: has a share with a range around it, and a source or a visible grade', (stack) => {
    const { share, low, high, grade, address } = memoryReserve(stack)
    expect(low).toBeLessThanOrEqual(share)
    expect(high).toBeGreaterThanOrEqual(share)
    expect(share).toBeGreaterThan(0)
    expect(address !== null || grade === 'estimate').toBe(true)
    if (address !== null) expect(address).toMatch(/^https:\/\//)
  })

  it.each(['vllm', 'trtllm', 'sglang', null] as const)(
    '%s: what it may use is the reported capacity less its share, taken once',
    (software) => {
      const own = scenario('h200-sxm', 'llama-3.1-70b', { software })
      const [group] = buildDeployment(own, machineOf(own.hardware)).groups
      const capacity = modelLevel(own.hardware).capacity.value ?? NaN
      expect(capacity).toBe(143_771 * 2 ** 20)
      expect(group?.fit.usablePerDevice).toBe(capacity * (1 - memoryReserve(software).share))
      const held = group && heldWithin(group.fit)
      expect(held?.low ?? NaN).toBeLessThan(group?.fit.requestsPerRank ?? NaN)
      expect(held?.high ?? NaN).toBeGreaterThan(group?.fit.requestsPerRank ?? NaN)
    },
  )
})
