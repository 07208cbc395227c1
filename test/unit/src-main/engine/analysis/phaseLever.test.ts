import { describe, expect, it } from 'vitest'
import { bestAllocation } from '#main/engine/analysis/phaseLever.ts'
import { createProbed, probe } from '#main/engine/analysis/probe.ts'
import { scenario } from '../../../../support/engineScenarios.ts'

describe('the best allocation of bandwidth by phase', () => {
  it('is faster than the machine as built, and than its neighbours', () => {
    const own = scenario('h100-sxm', 'llama-3.1-70b', { serving: 'static' }, { concurrency: 32 })
    const best = bestAllocation(own)
    if (best === null) throw new Error('nothing is gained')
    const point = createProbed()
    const at = (bandwidthAllocation: typeof best | null): number => {
      probe({ ...own, deployment: { ...own.deployment, bandwidthAllocation } }, point, false)
      return point.tpot
    }
    expect(at(best)).toBeLessThan(at(null))
    for (const step of [-0.05, 0.05]) {
      const share = best.decode + step
      if (share > 0 && share < 1) expect(at(best)).toBeLessThanOrEqual(at({ ...best, decode: share }) * (1 + 1e-6))
    }
  })

  it('is none where there is no link or no memory off the die, or one is set already', () => {
    expect(bestAllocation(scenario('cerebras-wse3', 'llama-3.1-8b', { devices: 1, tensorParallel: 1 }))).toBeNull()
    const own = scenario('h100-sxm', 'llama-3.1-70b', { bandwidthAllocation: { prefill: 0.5, decode: 0.5 } })
    expect(bestAllocation(own)).toBeNull()
  })
})
