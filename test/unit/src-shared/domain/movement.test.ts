import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAUSES } from '#shared/domain/cause.ts'
import { movementOf, movementShares } from '#shared/domain/movement.ts'
import { RESOURCES, type Phase, type Resource } from '#shared/domain/result.ts'

const line = (cause: (typeof CAUSES)[number], resource: Resource, seconds: number, phase: Phase = 'decode') => ({
  cause,
  resource,
  seconds,
  phase,
})

describe('data that moves', () => {
  it('leaves the die for memory, links and hosts, and stays on it in SRAM and on the mesh', () => {
    expect(movementOf(line('weights', 'memory', 1))).toBe('offDie')
    expect(movementOf(line('collective', 'link', 1))).toBe('offDie')
    expect(movementOf(line('weightStreaming', 'host', 1))).toBe('offDie')
    expect(movementOf(line('weights', 'sram', 1))).toBe('onDie')
    expect(movementOf(line('collective', 'sram', 1))).toBe('onDie')
    expect(movementOf(line('compute', 'compute', 1))).toBeNull()
    expect(movementOf(line('stepOverhead', 'overhead', 1))).toBeNull()
  })

  it('is a share of its phase without the queue', () => {
    const lines = [
      line('weights', 'memory', 3),
      line('weights', 'sram', 1),
      line('compute', 'compute', 4),
      line('queue', 'overhead', 100),
      line('weights', 'memory', 50, 'prefill'),
    ]
    expect(movementShares(lines, 'decode')).toEqual({ offDie: 3 / 8, onDie: 1 / 8 })
    expect(movementShares(lines, 'transfer')).toBeNull()
  })

  it('takes no more than the whole, in both ways together', () => {
    const lines = fc.array(
      fc.record({
        cause: fc.constantFrom(...CAUSES),
        resource: fc.constantFrom(...RESOURCES),
        seconds: fc.double({ min: 0, max: 1e6, noNaN: true }),
        phase: fc.constantFrom('decode' as const, 'prefill' as const),
      }),
    )
    fc.assert(
      fc.property(lines, (drawn) => {
        const shares = movementShares(drawn, 'decode')
        if (shares === null) return
        expect(shares.offDie).toBeGreaterThanOrEqual(0)
        expect(shares.onDie).toBeGreaterThanOrEqual(0)
        expect(shares.offDie + shares.onDie).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})
