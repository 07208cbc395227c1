import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { machineOf } from '#main/engine/machine/machine.ts'
import { buildDeployment } from '#main/engine/placement/build.ts'
import { decodeWorkers } from '#main/engine/serving/workers.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { anyScenario, scenario } from '../../../../support/engineScenarios.ts'
import { draws } from '../../../../support/draws.ts'

function capacity(own: ResolvedScenario, concurrency: number): number {
  const loaded = { ...own, workload: { ...own.workload, concurrency } }
  const { service } = buildDeployment(loaded, machineOf(own.hardware))
  return service === null ? 0 : decodeWorkers(service).capacity
}

describe('requests that wait for memory', () => {
  it('leave room for as many as before: a wafer asked for thousands serves what it serves when asked for fifty', () => {
    const wafers = scenario('cerebras-wse3', 'llama-3.1-70b', { devices: 4, tensorParallel: 1, pipelineParallel: 4 })
    const some = capacity(wafers, 500)
    expect(some).toBeGreaterThan(0)
    for (const asked of [512, 4096, 100_000]) expect(capacity(wafers, asked)).toBe(some)
  })

  it('on any machine: of two loads beyond what fits the larger serves no fewer', () => {
    const requests = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(anyScenario, requests, requests, (own, one, more) => {
        if (own.deployment.serving !== 'aggregated') return
        const first = capacity(own, one)
        if (first === 0 || one < first) return
        expect(capacity(own, one + more)).toBeGreaterThanOrEqual(first)
      }),
      { numRuns: draws(3000), seed: 3 },
    )
  })
})
