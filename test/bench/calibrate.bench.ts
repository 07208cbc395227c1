/**
 * How long it takes to fit a stack to one's own points: twenty of them at most 100 ms, each held out in turn, the first
 * time in a process and warm; against one evaluation of every point. Real profiles of the library.
 * Run: node test/bench/calibrate.bench.ts
 */
import { readFileSync } from 'node:fs'
import { calibrateScenario } from '#main/engine/fitting/ownCalibration.ts'
import { createProbed, probe } from '#main/engine/analysis/probe.ts'
import { WITHOUT_EXTRAS } from '#shared/domain/deployment.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import type { OwnPoint } from '#shared/domain/ownCalibration.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

const POINTS = 20
const MOST = 100
const RUNS = 21

function profile<Profile>(kind: 'hardware' | 'models', id: string): Profile {
  return JSON.parse(readFileSync(repositoryFile(`resources/library/${kind}/${id}.json`), 'utf8')) as Profile
}

function scenario(hardware: string, model: string, expertParallel: number): ResolvedScenario {
  return {
    id: hardware,
    hardware: profile('hardware', hardware),
    model: profile('models', model),
    workload: { inputTokens: 1024, outputTokens: 512, concurrency: 16, cachedShare: 0 },
    deployment: {
      serving: 'aggregated',
      devices: 8,
      tensorParallel: 8,
      pipelineParallel: 1,
      dataParallel: 1,
      expertParallel,
      weightPrecision: 'fp8',
      activationPrecision: 'fp8',
      kvPrecision: 'fp8',
      software: 'vllm',
      ...WITHOUT_EXTRAS,
      overlap: 0,
      routingSkew: 1,
      pools: null,
    },
    prefill: null,
    economics: DEFAULT_ECONOMICS,
    ranges: {},
  }
}

const point = createProbed()

/** Points of a stack that takes so many times longer, with some noise that is the same on every run. */
function pointsOf(own: ResolvedScenario): OwnPoint[] {
  return Array.from({ length: POINTS }, (_, index) => {
    const load = { concurrency: 2 ** (index % 8), inputTokens: 1024 * (1 + (index % 4)), outputTokens: 512 }
    probe({ ...own, workload: { ...load, cachedShare: 0 } }, point, false)
    const noise = 1 + 0.05 * Math.sin(index * 7)
    return { ...load, tpot: point.tpot * 1.3 * noise, ttft: point.ttft * 1.5 * noise, outputTokensPerSecond: null }
  })
}

const milliseconds = (run: () => void): number => {
  const start = performance.now()
  run()
  return performance.now() - start
}
const median = (values: readonly number[]): number =>
  values.toSorted((one, two) => one - two)[Math.floor(values.length / 2)] ?? NaN

for (const [hardware, model, experts] of [
  ['h100-sxm', 'llama-3.1-70b', 1],
  ['b200-sxm', 'deepseek-v3', 8],
] as const) {
  const own = scenario(hardware, model, experts)
  const points = pointsOf(own)
  const calibrate = (): void => void calibrateScenario({ scenario: own, points })
  const first = milliseconds(calibrate)
  const warm = median(Array.from({ length: RUNS }, () => milliseconds(calibrate)))
  const once = median(
    Array.from({ length: RUNS }, () =>
      milliseconds(() => {
        for (const each of points) probe({ ...own, workload: { ...each, cachedShare: 0 } }, point, false)
      }),
    ),
  )
  console.log(
    `${POINTS} points of ${model} on ${hardware}: ${first.toFixed(0)} ms the first time, ${warm.toFixed(1)} ms warm (must ${MOST}), ${(warm / once).toFixed(0)} times one evaluation of each`,
  )
}
