/**
 * How fast the engine is: microseconds of one prefill + decode evaluation, warm and in process, against re-lowering each
 * time; requests per second of `predict`; growth of the heap over a million evaluations.
 * Run: node --expose-gc test/bench/engine.bench.ts
 */
import { WITHOUT_EXTRAS } from '#shared/domain/deployment.ts'
import { readFileSync } from 'node:fs'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import type { Layout } from '#shared/domain/lowering/layout.ts'
import { lowerModel } from '#shared/domain/lowering/lower.ts'
import { predictLine } from '#main/engine/predict/predict.ts'
import { modelFromHuggingFaceConfig } from '#main/imports/huggingFace/config.ts'
import { createLatency } from '#main/engine/serving/latency.ts'
import { compilePlan } from '#main/engine/serving/compilePlan.ts'
import type { Plan } from '#main/engine/serving/plan.ts'
import { planOf } from '#main/engine/serving/planOf.ts'
import { evaluateLatency } from '#main/engine/serving/serve.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'

function read<Profile>(kind: 'hardware' | 'models', id: string): Profile {
  const path = new URL(`../../resources/library/${kind}/${id}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as Profile
}

const h100 = read<HardwareProfile>('hardware', 'h100-sxm')
const b200 = read<HardwareProfile>('hardware', 'b200-sxm')
const llama = read<ModelProfile>('models', 'llama-3.1-70b')
const deepseek = read<ModelProfile>('models', 'deepseek-v3')
const machine = machineOf(h100)

function layout(values: Partial<Layout>): Layout {
  return {
    tensorParallel: 8,
    pipelineParallel: 1,
    attentionRanks: 1,
    expertParallel: 1,
    redundantExperts: 0,
    weightPrecision: 'fp8',
    activationPrecision: 'fp8',
    kvPrecision: 'fp8',
    ...WITHOUT_EXTRAS,
    overlap: 0,
    routingSkew: 1,
    ...values,
  }
}

const latency = createLatency()

/** Median microseconds of a call, over batches long enough for the clock. */
function median(run: () => void, batch: number, batches = 41): number {
  for (let index = 0; index < batch * 4; index++) run()
  const times: number[] = []
  for (let index = 0; index < batches; index++) {
    const start = process.hrtime.bigint()
    for (let call = 0; call < batch; call++) run()
    times.push(Number(process.hrtime.bigint() - start) / 1000 / batch)
  }
  times.sort((first, second) => first - second)
  return times[batches >> 1] ?? Number.NaN
}

function staticRun(plan: Plan, load: Workload): () => void {
  const workers = { plan, copies: 1, capacity: Infinity }
  const service = { mode: 'static' as const, workers }
  return () => evaluateLatency(service, load, latency)
}

const load: Workload = { inputTokens: 1024, outputTokens: 1024, concurrency: 64, cachedShare: 0 }
const fixedBatch = { software: 'vllm', serving: 'static', stack: null, softwareVersion: null } as const
const dense = planOf(llama, machine, layout({}), fixedBatch)
const experts = planOf(deepseek, machine, layout({ expertParallel: 8 }), fixedBatch)
const warm = median(staticRun(dense, load), 2000)
const sparse = median(staticRun(experts, load), 2000)
const naive = median(() => {
  lowerModel(llama, layout({}))
  staticRun(compilePlan(llama, machine, layout({}), fixedBatch, null), load)()
}, 200)
const aggregatedPlan = planOf(llama, machine, layout({}), { ...fixedBatch, serving: 'aggregated' })
const aggregatedService = {
  mode: 'aggregated' as const,
  workers: { plan: aggregatedPlan, copies: 1, capacity: Infinity },
}
const aggregated = median(() => evaluateLatency(aggregatedService, load, latency), 1000)
console.log(`prefill + decode, Llama-3.1-70B TP8: ${warm.toFixed(2)} µs (must 10, aim 4)`)
console.log(`prefill + decode, DeepSeek-V3 TP8 EP8: ${sparse.toFixed(2)} µs (must 20)`)
console.log(`the same, lowered again each time: ${naive.toFixed(1)} µs, ${(naive / warm).toFixed(1)} times as long`)
console.log(`aggregated serving, Llama-3.1-70B TP8: ${aggregated.toFixed(2)} µs`)

const scenario = {
  id: 'bench',
  hardware: b200,
  model: llama,
  workload: { inputTokens: 4096, outputTokens: 1024, concurrency: 64, cachedShare: 0 },
  deployment: {
    serving: 'aggregated' as const,
    devices: 8,
    tensorParallel: 8,
    pipelineParallel: 1,
    dataParallel: 1,
    expertParallel: 1,
    weightPrecision: 'bf16' as const,
    activationPrecision: 'bf16' as const,
    kvPrecision: 'bf16' as const,
    software: null,
    ...WITHOUT_EXTRAS,
    overlap: 0,
    routingSkew: 1,
    pools: null,
  },
  prefill: null,
  economics: DEFAULT_ECONOMICS,
  ranges: {},
}
console.log(`full scenario result: ${median(() => void evaluate(scenario), 100).toFixed(0)} µs`)

const facts = {
  hardware: (id: string) => (id === 'h100-sxm' ? h100 : id === 'b200-sxm' ? b200 : null),
  model: (id: string) => (id === 'llama-3.1-70b' ? llama : id === 'deepseek-v3' ? deepseek : null),
  readConfiguration: modelFromHuggingFaceConfig,
  hardwareIds: ['h100-sxm', 'b200-sxm'],
  modelIds: ['llama-3.1-70b', 'deepseek-v3'],
}
const lines = Array.from({ length: 64 }, (_, index) =>
  JSON.stringify({
    id: index,
    mode: index % 2 === 0 ? 'aggregated' : 'static',
    hardware: index % 3 === 0 ? 'b200-sxm' : 'h100-sxm',
    software: 'vllm',
    model: 'llama-3.1-70b',
    weightDtype: 'fp8',
    kvDtype: 'fp8',
    tp: index % 5 === 0 ? 4 : 8,
    ...(index % 2 === 0 ? { concurrency: 1 + index } : { batch: 1 + index }),
    inputTokens: 512 + index,
    outputTokens: 512,
  }),
)
let turn = 0
const perLine = median(() => {
  JSON.stringify(predictLine(lines[turn++ & 63] ?? '', facts))
}, 1000)
console.log(
  `predict, line in to line out: ${perLine.toFixed(1)} µs, ${Math.round(1e6 / perLine)} requests/s (must 20,000)`,
)

const collect = (globalThis as { gc?: () => void }).gc
const run = staticRun(dense, load)
collect?.()
const before = process.memoryUsage().heapUsed
for (let index = 0; index < 1_000_000; index++) run()
collect?.()
const growth = process.memoryUsage().heapUsed - before
console.log(`heap after a million evaluations: ${growth >= 0 ? '+' : '−'}${(Math.abs(growth) / 1e6).toFixed(2)} MB`)
