/**
 * Writes the worked samples, resources/samples/*.memwall, from the facts in resources/library:
 * `node scripts/samples.ts`. Run it when a fact changes; a test says when the samples are stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWorkspace, type ProfileSource, type ScenarioSketch } from '#main/documents/create.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { entered, guessed } from '#shared/domain/brief/assumed.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { proposeAlternative } from '#shared/domain/brief/proposeAlternative.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const EIGHT_BIT = { weightPrecision: 'fp8', activationPrecision: 'fp8', kvPrecision: 'fp8' } as const
const FOUR_BIT = { weightPrecision: 'nvfp4', activationPrecision: 'nvfp4', kvPrecision: 'fp8' } as const

/** The shipped facts, straight from their files. */
const library: ProfileSource = {
  hardware: (id) => hardwareProfileSchema.parse(readFact('hardware', id)),
  model: (id) => modelProfileSchema.parse(readFact('models', id)),
}

function readFact(folder: string, id: string): unknown {
  return JSON.parse(readFileSync(path.join(ROOT, 'resources/library', folder, `${id}.json`), 'utf8'))
}

/** Eight packages against four wafers: the question the workbench is named after. */
function chatOnPackagesOrWafers(): Workspace {
  const model = 'llama-3.1-70b'
  const eight = { devices: 8, tensorParallel: 8, ...EIGHT_BIT }
  return buildWorkspace(
    {
      title: 'Does chat need more HBM or a wafer?',
      workload: { inputTokens: 1024, outputTokens: 512, concurrency: 16, cachedShare: 0 },
      objective: { timePerToken: 0.015, timeToFirstToken: 1 },
      scenarios: [
        { id: 'b200', hardware: 'b200-sxm', model, deployment: eight },
        {
          id: 'wse3',
          hardware: 'cerebras-wse3',
          model,
          deployment: { devices: 4, pipelineParallel: 4 },
          note: 'Sixteen-bit weights and KV cache, cut into four pipeline stages so that both stay in on-wafer SRAM. The load is held at 16 requests because the KV cache shares 176 GB of SRAM with 141 GB of weights.',
        },
        { id: 'h200', hardware: 'h200-sxm', model, deployment: eight },
        { id: 'mi355x', hardware: 'mi355x', model, deployment: eight },
      ],
      // An evening's peak of twice the mean, as chat has it; answers in eight bits were accepted with the columns.
      brief: (proposed) => ({
        ...proposed,
        question:
          'What should serve Llama 3.1 70B for chat, 500 M output tokens a day: packages with HBM, or wafers that hold it in SRAM?',
        demand: { ...proposed.demand, amount: guessed(500e6, 350e6, 700e6) },
        promise: { ...proposed.promise, timeToFirstToken: 1, timePerToken: 0.03 },
        quality: { ...proposed.quality, precisions: ['bf16', 'fp16', 'fp8'] },
        // Nobody lists a price of it, and clouds rent it out.
        alternatives: proposed.alternatives.map((each) =>
          each.hardware === 'mi355x'
            ? proposeAlternative({
                ...each,
                kind: 'rent',
                hardware: library.hardware('mi355x'),
                hardwareId: 'mi355x',
                known: library.hardware('b200-sxm').vendor,
              })
            : each,
        ),
      }),
    },
    library,
  )
}

/** One cluster, one number changed: the network cap per accelerator. */
function bandwidthExperiment(): Workspace {
  // Four nodes a worker, so that experts are reached over the network: within a node the cap would hardly matter.
  const worker = { tensorParallel: 8, pipelineParallel: 1, dataParallel: 4, expertParallel: 32, contextParallel: 1 }
  const scenarios = [100, 200, 400, 800].map((gigabits): ScenarioSketch => ({
    id: `nic-${gigabits}`,
    name: `${gigabits} Gb/s per accelerator`,
    hardware: 'h100-sxm',
    model: 'glm-5',
    // 1 Gb/s = 1.25e8 B/s, per direction. The scale-up link is that of the H800: 400 GB/s both ways.
    hardwareOverrides: { 'scaleOut.bandwidth': gigabits * 1.25e8, 'scaleUp.bandwidth': 200e9 },
    deployment: {
      serving: 'disaggregated',
      devices: 512,
      tensorParallel: 8,
      dataParallel: 64,
      expertParallel: 32,
      weightPrecision: 'fp8',
      activationPrecision: 'fp8',
      kvPrecision: 'fp8',
      pools: {
        prefill: { workers: 12, ...worker, batch: 2 },
        decode: { workers: 4, ...worker, batch: 64 },
      },
    },
    note: BANDWIDTH_NOTES.get(gigabits) ?? '',
  }))
  return buildWorkspace(
    {
      title: 'What does a faster network change?',
      workload: { inputTokens: 8192, outputTokens: 128, concurrency: 1024, cachedShare: 0 },
      scenarios,
      // Tool calls of agents that run all day: long prompts, short answers, most of the load at an even pace.
      brief: (proposed) => ({
        ...proposed,
        demand: { ...proposed.demand, amount: guessed(400e6, 250e6, 600e6), peak: guessed(1.5, 1.2, 2) },
        promise: { ...proposed.promise, timeToFirstToken: 5, timePerToken: 0.1 },
        quality: { ...proposed.quality, precisions: ['bf16', 'fp8'] },
      }),
      report: {
        decision:
          'A GLM service on 512 accelerators, prefill and decode on separate pools: how much does each doubling of the network cap per accelerator bring?',
      },
    },
    library,
  )
}

const BANDWIDTH_NOTES: ReadonlyMap<number, string> = new Map([
  [
    100,
    'Follows an experiment published by Z.ai (z.ai/blog/zcube, 2026-05): on 512 accelerators only the cap of the network cards was changed. The accelerator, the prompt lengths and the ratio of prefill to decode were not published. Assumed here: H800-class accelerators (H100 with a scale-up link of 200 GB/s per direction), GLM-5 with its experts spread over 32 accelerators, 12 prefill and 4 decode workers of 32, 8,192 input and 128 output tokens as in tool calls, 1,024 requests in flight, which keep the prefill workers busy, and no exchange hidden behind compute.',
  ],
  [200, 'Published for the step from 100 to 200 Gb/s: throughput about +19 %, time to first token about −22 %.'],
  [
    400,
    'If latency = a + b ÷ bandwidth, the published step predicts about −14 % time to first token for this one. A figure in circulation, +10 % and −19 % for 200 → 400 “GB/s”, was not found in the original.',
  ],
  [800, 'Not measured by anyone: the law’s next point.'],
])

/** Precision and machine for a large mixture-of-experts model. */
function reasoningModelByPrecision(): Workspace {
  const model = 'deepseek-r1'
  const eight = { devices: 8, tensorParallel: 8, expertParallel: 8 }
  return buildWorkspace(
    {
      title: 'A rack or nodes for DeepSeek-R1?',
      workload: { inputTokens: 1024, outputTokens: 4096, concurrency: 64, cachedShare: 0 },
      objective: { timePerToken: 0.03, timeToFirstToken: 2 },
      scenarios: [
        { id: 'h200-fp8', hardware: 'h200-sxm', model, deployment: { ...eight, ...EIGHT_BIT } },
        { id: 'b200-fp8', hardware: 'b200-sxm', model, deployment: { ...eight, ...EIGHT_BIT } },
        { id: 'b200-fp4', hardware: 'b200-sxm', model, deployment: { ...eight, ...FOUR_BIT } },
        {
          id: 'gb200-fp4',
          hardware: 'gb200-nvl72',
          model,
          deployment: { devices: 64, dataParallel: 64, expertParallel: 64, ...FOUR_BIT },
          workloadOverrides: { concurrency: 512 },
          note: '64 of the 72 devices of one rack, so that 256 experts divide evenly. Eight requests per device, as in the other columns.',
        },
      ],
      // Reasoning: answers of some four thousand tokens, and readers who wait for the end of them.
      brief: (proposed) => ({
        ...proposed,
        question:
          'What should serve DeepSeek-R1 with answers of 4,096 tokens, 2 B output tokens a day at 30 ms each: nodes of eight, or a rack of 72?',
        demand: { ...proposed.demand, amount: entered(2e9, 1.4e9, 2.8e9) },
        quality: { ...proposed.quality, precisions: ['fp8'] },
      }),
    },
    library,
  )
}

/** The samples by file name. */
export function sampleFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['b200-against-wse3.memwall', serializeDocument(chatOnPackagesOrWafers())],
    ['bandwidth-experiment.memwall', serializeDocument(bandwidthExperiment())],
    ['deepseek-by-precision.memwall', serializeDocument(reasoningModelByPrecision())],
  ])
}

/** The folder the samples are kept in. */
export const SAMPLES_FOLDER: string = path.join(ROOT, 'resources/samples')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(SAMPLES_FOLDER, { recursive: true })
  for (const [name, text] of sampleFiles()) {
    writeFileSync(path.join(SAMPLES_FOLDER, name), text)
    process.stdout.write(`${name}: ${text.length} characters\n`)
  }
}
