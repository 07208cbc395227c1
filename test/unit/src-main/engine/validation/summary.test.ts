import { describe, expect, it } from 'vitest'
import type { AccuracyRow } from '#shared/domain/accuracy.ts'
import { createCollector, type Placed } from '#main/engine/validation/summary.ts'

const LEFT_OUT: AccuracyRow = {
  device: 'h100-sxm',
  software: 'vllm',
  quantity: 'gemm',
  family: null,
  kind: 'groupLeftOut',
  count: 50,
  median: 0.07,
  mean: 0.09,
  p90: 0.2,
  bias: 0,
  coverage: 0.8,
  quantiles: [-0.2, 0, 0.2],
}

const base: Placed = {
  file: 'a.csv',
  quantity: 'gemm',
  device: 'h100-sxm',
  stack: 'vllm',
  family: 'operators',
  model: 'gemm',
  precision: 'bf16',
  row: 1,
  measured: 1,
  predicted: 1,
  interval: [0.9, 1.1],
  error: 0,
  inside: true,
  predictedBelowFloor: false,
  measuredBelowFloor: false,
  crossValidated: null,
  deviceLeftOut: null,
  request: { op: 'gemm', hardware: 'h100-sxm', m: 1, n: 1, k: 1 },
}
const OFF_GRID = { ...LEFT_OUT, kind: 'deviceLeftOut', median: 0.2 } as const
const placed = (predicted: number, changes: Partial<Placed> = {}): Placed => ({
  ...base,
  predicted,
  error: predicted - 1,
  inside: predicted >= 0.9 && predicted <= 1.1,
  ...changes,
})

describe('the summary', () => {
  it('counts medians, means, bias, p90 and coverage by group', () => {
    const collector = createCollector([['device'], ['device', 'stack']], 2)
    for (const predicted of [0.8, 0.9, 1, 1.1, 1.4])
      collector.add(placed(predicted, { crossValidated: LEFT_OUT, deviceLeftOut: OFF_GRID }))
    collector.add(placed(2, { device: 'b200-sxm' }))
    const [b200, h100] = collector.groups(['device'])
    expect(b200?.key).toEqual(['b200-sxm'])
    expect(b200).toMatchObject({ count: 1, median: 1, bias: 1, coverage: 0, crossValidated: null })
    expect(h100?.count).toBe(5)
    expect(h100?.median).toBeCloseTo(0.1, 12)
    expect(h100?.mean).toBeCloseTo(0.16, 12)
    expect(h100?.bias).toBe(0)
    expect(h100?.p90).toBeCloseTo(0.32, 12)
    expect(h100?.coverage).toBeCloseTo(0.6, 12)
    expect(h100?.crossValidated).toMatchObject({ count: 50, median: 0.07, coverage: 0.8 })
    expect(h100?.deviceLeftOut).toMatchObject({ count: 50, median: 0.2, coverage: 0.8 })
    expect(collector.groups(['device', 'stack']).map(({ key }) => key)).toEqual([
      ['b200-sxm', 'vllm'],
      ['h100-sxm', 'vllm'],
    ])
    expect(collector.worst().map(({ predicted }) => predicted)).toEqual([2, 1.4])
    expect(collector.everything()?.count).toBe(6)
  })

  it('lists quantities in their own order', () => {
    const collector = createCollector([['device', 'quantity']], 0)
    for (const quantity of ['ttftAggregated', 'allReduce', 'gemm'] as const) collector.add(placed(1, { quantity }))
    collector.add(placed(1, { device: 'a100-sxm-80', quantity: 'moe' }))
    expect(collector.groups(['device', 'quantity']).map(({ key }) => key.join(' '))).toEqual([
      'a100-sxm-80 moe',
      'h100-sxm gemm',
      'h100-sxm allReduce',
      'h100-sxm ttftAggregated',
    ])
  })

  it('counts measurements below the floor apart from the errors', () => {
    const collector = createCollector([['quantity']], 5)
    collector.add(placed(1.05))
    collector.add(placed(100, { measuredBelowFloor: true }))
    expect(collector.groups(['quantity'])[0]).toMatchObject({ count: 1, measuredBelowFloor: 1, coverage: 1 })
    expect(collector.worst()).toHaveLength(1)
  })

  it('counts what is left out, the most frequent first', () => {
    const collector = createCollector([], 0)
    for (const detail of ['x', 'y', 'y']) collector.omit({ reason: 'unknownDevice', detail, row: 1 })
    collector.omit({ reason: 'noValue', detail: 'z', row: 1 })
    expect(collector.omissions()).toEqual([
      {
        reason: 'unknownDevice',
        count: 3,
        details: [
          { detail: 'y', count: 2 },
          { detail: 'x', count: 1 },
        ],
      },
      { reason: 'noValue', count: 1, details: [{ detail: 'z', count: 1 }] },
    ])
    expect(collector.everything()).toBeNull()
  })
})
