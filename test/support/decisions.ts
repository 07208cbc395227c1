import type { EvaluatedScenario } from '../../src-shared/domain/evaluated.ts'
import { stateLetter, type BottleneckMap } from '#shared/domain/analysis/bottleneckMap.ts'
import type { Frontier, FrontierPoint } from '#shared/domain/analysis/frontier.ts'
import type { CapacityCliff, Knee, Sweep, SweepPoint } from '#shared/domain/analysis/sweep.ts'
import { RESOURCES } from '#shared/domain/result.ts'

/** How a made-up machine answers load: seconds of a lone step, seconds each request adds, and requests it holds. */
const MACHINES = [
  { alone: 0.004, each: 6e-5, holds: 512, hourly: 40 },
  { alone: 0.0008, each: 4e-5, holds: 64, hourly: 160 },
  { alone: 0.007, each: 1.4e-4, holds: 256, hourly: 34 },
  { alone: 0.005, each: 9e-5, holds: 700, hourly: 30 },
] as const

const LOADS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]

/** Frontiers of made-up machines, in plain arithmetic: each step reads the weights once and every request's cache. */
export function frontier(scenarios: readonly EvaluatedScenario[], measuredTo = Infinity): Frontier {
  return {
    curves: scenarios.map(({ id, result }, index) => {
      const machine = MACHINES[index % MACHINES.length] as (typeof MACHINES)[number]
      const runs = result.metrics.tpot.value !== null
      const points = LOADS.map((concurrency): FrontierPoint => {
        const fits = runs && concurrency <= machine.holds
        const tpot = runs ? machine.alone + machine.each * Math.min(concurrency, machine.holds) : null
        return {
          concurrency,
          tpot,
          ttft: tpot === null ? null : 0.2 + tpot * 10,
          systemThroughput: tpot === null ? null : Math.min(concurrency, machine.holds) / tpot,
          watts: 8000,
          hourly: machine.hourly,
          fits,
          beyond: concurrency > measuredTo,
        }
      })
      const last = points.findIndex(({ fits }) => !fits)
      return { scenario: id, points: last < 0 ? points : points.slice(0, last + 1) }
    }),
  }
}

/** A map in plain arithmetic: overhead for small loads, memory for large ones, compute for many short ones, too much beyond. */
export function map(
  scenario: string,
  columns = 48,
  rows = 36,
  kind: 'mixed' | 'full' | 'dark' | 'none' = 'mixed',
  framed = false,
): BottleneckMap {
  const spread = (from: number, to: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => from * (to / from) ** (at / (count - 1)))
  const concurrency = kind === 'none' ? [] : spread(1, 4096, columns)
  const inputTokens = kind === 'none' ? [] : spread(128, 131_072, rows)
  const place = (name: (typeof RESOURCES)[number]): number => RESOURCES.indexOf(name)
  const tpot: (number | null)[] = []
  let states = ''
  for (const tokens of inputTokens) {
    for (const requests of concurrency) {
      const cache = requests * tokens
      const fits = kind === 'mixed' && cache < 6e6
      const memory = 0.002 + cache * 6e-9
      const compute = requests * 6e-6
      tpot.push(kind === 'mixed' ? 0.004 + memory + compute : null)
      const binding = compute > memory ? 'compute' : memory > 0.004 ? 'memory' : 'overhead'
      states += kind === 'dark' ? '?' : kind === 'full' ? '-' : stateLetter(place(binding), fits)
    }
  }
  const measured = { concurrency: [2, 512], inputTokens: [1000, 8192] } as const
  return { scenario, concurrency, inputTokens, states, tpot, measured: kind === 'mixed' && framed ? measured : null }
}

/** Times over memory bandwidth in plain arithmetic: memory binds until the overhead does. */
export function sweep(
  scenarios: readonly EvaluatedScenario[],
  input: 'Memory bandwidth' | 'Requests in flight' = 'Memory bandwidth',
  measuredTo = Infinity,
): Sweep {
  const relative = input === 'Memory bandwidth'
  const at = Array.from({ length: 49 }, (_, place) => (relative ? 1 / 8 : 1) * (relative ? 64 : 4096) ** (place / 48))
  return {
    input,
    metric: 'tpot',
    dimension: relative ? 'bytesPerSecond' : 'count',
    relative,
    curves: scenarios.map(({ id, result }, index) => {
      const machine = MACHINES[index % MACHINES.length] as (typeof MACHINES)[number]
      const runs = result.metrics.tpot.value !== null
      const points = at.map((value): SweepPoint => {
        const memory = relative ? (machine.each * 64) / value : machine.each * value
        const fits = relative || value <= machine.holds
        return {
          at: value,
          value: runs ? machine.alone + memory : null,
          binding: memory > machine.alone ? 'memory' : 'overhead',
          fits,
          beyond: value > measuredTo,
        }
      })
      const turn = points.findIndex((point, place) => place > 0 && point.binding !== points[place - 1]?.binding)
      const full = points.findIndex(({ fits }) => !fits)
      const knees: Knee[] = [
        ...(runs && turn > 0
          ? [
              {
                at: points[turn]?.at ?? 1,
                before: points[turn - 1]?.binding ?? 'memory',
                after: points[turn]?.binding ?? 'overhead',
              } as const,
            ]
          : []),
        ...(runs && full > 0 ? [{ at: points[full]?.at ?? 1, before: 'fits', after: 'doesNotFit' } as const] : []),
      ]
      const doubling =
        relative || !runs ? null : (points.find(({ value }) => (value ?? 0) >= 2 * (points[0]?.value ?? 1))?.at ?? null)
      return { scenario: id, own: runs ? (relative ? 1 : 64) : null, points: runs ? points : [], knees, doubling }
    }),
  }
}

/** Requests that fit by devices, in plain division. */
export function cliff(scenarios: readonly EvaluatedScenario[]): CapacityCliff {
  return {
    curves: scenarios.map(({ id, result }, index) => ({
      scenario: id,
      points: [1, 2, 4, 8, 16, 32, 64].map((devices) => {
        if (result.fit.state === 'unknown') return { devices, requests: null, streamed: false }
        const free = result.fit.state === 'doesNotFit' ? -1 : devices * (40 + 30 * index) - 140
        return { devices, requests: Math.max(0, Math.floor(free * 1.7)), streamed: index === 1 && devices < 8 }
      }),
    })),
  }
}
