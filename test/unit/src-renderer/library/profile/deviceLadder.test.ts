import { describe, expect, test } from 'vitest'
import { deviceLadder } from '../../../../../src-renderer/library/profile/deviceLadder.ts'
import { device, shipped } from '../../../resources/libraryProfiles.ts'

describe('the ladder of one device', () => {
  test.each(shipped.hardware.map((profile) => [profile.id, profile] as const))(
    '%s: every known level is in the plot, every other one is named',
    (_id, profile) => {
      const { points, missing, plot, x, y } = deviceLadder(profile, 232, 212)
      expect(points.length + missing.length).toBe(profile.memory.length)
      for (const point of points) {
        expect(point.x).toBeGreaterThanOrEqual(plot.left)
        expect(point.x).toBeLessThanOrEqual(plot.right)
        expect(point.y).toBeGreaterThanOrEqual(plot.top)
        expect(point.y).toBeLessThanOrEqual(plot.bottom)
        expect(point.labelY).toBeGreaterThan(0)
      }
      for (const tick of [...x, ...y]) expect(Number.isFinite(tick.at)).toBe(true)
    },
  )

  test('a faster level stands higher, a larger one further right', () => {
    const { points } = deviceLadder(device('h200-sxm'), 232, 212)
    const cache = points.find((point) => point.name === 'L2 cache')
    const memory = points.find((point) => point.name === 'HBM3e')
    if (!cache || !memory) throw new Error('a level is missing')
    expect(cache.y).toBeLessThan(memory.y)
    expect(cache.x).toBeLessThan(memory.x)
  })

  test('says every level in words, unknown ones too', () => {
    expect(deviceLadder(device('cerebras-wse3'), 232, 212).altText).toContain('MemoryX: Unknown at 150')
  })
})
