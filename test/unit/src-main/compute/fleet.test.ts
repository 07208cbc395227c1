import { afterAll, describe, expect, it } from 'vitest'
import { bottleneckCase, CURVES, SWEPT } from '../../../support/pointQuestions.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { createFleet } from '#main/compute/fleet.ts'
import { POINT_FIELDS, type PointProgress } from '#shared/domain/analysis/points.ts'

const fleet = createFleet(new URL('../../../../src-main/compute/worker.ts', import.meta.url), 3)

afterAll(() => fleet.close())

describe('a fleet of engines', () => {
  it('answers what one thread answers, to the last bit', async () => {
    const grid = bottleneckCase(80, 60)
    expect(await fleet.points('loadGrid', grid, POINT_FIELDS)).toEqual(pointsHere('loadGrid', grid, POINT_FIELDS))
    expect(await fleet.points('sweep', SWEPT, POINT_FIELDS)).toEqual(pointsHere('sweep', SWEPT, POINT_FIELDS))
    for (const [name, curves] of Object.entries(CURVES)) {
      const kind = name as keyof typeof CURVES
      expect(await fleet.points(kind, curves, POINT_FIELDS)).toEqual(pointsHere(kind, curves, POINT_FIELDS))
    }
  })

  it('answers the same where its threads were started ahead, and starts none once it is closed', async () => {
    const ahead = createFleet(new URL('../../../../src-main/compute/worker.ts', import.meta.url), 2)
    ahead.start()
    const grid = bottleneckCase(80, 60)
    expect(await ahead.points('loadGrid', grid, ['tpot'])).toEqual(pointsHere('loadGrid', grid, ['tpot']))
    await ahead.close()
    ahead.start()
    await ahead.close()
  })

  it('says how far it is, never backwards, and ends at the end', async () => {
    const seen: PointProgress[] = []
    await fleet.points('loadGrid', bottleneckCase(400, 400), ['tpot'], { onProgress: (at) => seen.push(at) })
    expect(seen.at(-1)).toEqual({ done: 160_000, total: 160_000 })
    for (const [index, { done }] of seen.entries()) expect(done).toBeGreaterThanOrEqual(seen[index - 1]?.done ?? 0)
  })

  it('ends when it is cancelled, and goes on with the next', async () => {
    const controller = new AbortController()
    const long = fleet.points('loadGrid', bottleneckCase(2000, 2000), ['tpot'], { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(long).rejects.toMatchObject({ code: 'cancelled' })
    const next = await fleet.points('loadGrid', bottleneckCase(10, 10), ['tpot'])
    expect(next.tpot).toHaveLength(100)
    await expect(
      fleet.points('loadGrid', bottleneckCase(10, 10), ['tpot'], { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('refuses more numbers than memory is meant for, in one sentence', async () => {
    const question = bottleneckCase(2, 2)
    const vast = { ...question, concurrency: Array.from({ length: 10_000 }, (_, at) => at + 1) }
    const vaster = { ...vast, inputTokens: vast.concurrency }
    await expect(fleet.points('loadGrid', vaster, ['tpot'])).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/100,000,000 points.*40,000,000 or fewer/) as string,
    })
  })
})
