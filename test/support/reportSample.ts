/**
 * A workspace and results for the report's tests. Every number is illustrative: chosen so that the parts hang together
 * (ledger lines sum to the times, shares to one), not computed by the engine and not measured.
 */
import { DEFAULT_REPORT } from '#shared/domain/report.ts'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { decidedWorkspace } from '#main/report/decidedWorkspace.ts'
import type { ReportRequest } from '#main/report/makeReport.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { DEFAULT_DECISION } from '#shared/domain/decision.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import { WITHOUT_EXTRAS, type Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { unknownFigure, type Figure, type Grade } from '#shared/domain/provenance.ts'
import { METRICS, type Estimate, type LedgerEntry, type Metric, type ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { BRIEF, CHOSEN, PROFILES } from './briefVerdicts.ts'
import { verbatim } from './verbatim.ts'
import { amount } from '#shared/units/amount.ts'

const figure = (value: number, grade: Grade, source: string | null, published?: string): Figure =>
  published === undefined ? { value, grade, source } : { value, grade, source, published }
const unknown = unknownFigure()

const B200: HardwareProfile = {
  id: 'sample-gpu',
  name: 'B200',
  vendor: 'NVIDIA',
  kind: 'gpu',
  generation: 'blackwell',
  year: figure(2024, 'secondary', 'table'),
  status: 'shipping',
  unitOfAccount: 'package',
  formFactor: null,
  processNode: null,
  peaks: {
    bf16: figure(2.25e15, 'secondary', 'table', '2,250 TFLOPS'),
    fp8: figure(4.5e15, 'secondary', 'table', '4,500 TFLOPS'),
  },
  memory: [
    {
      id: 'l2',
      name: 'L2',
      kind: 'sram',
      holdsModel: false,
      capacity: figure(126e6, 'vendor', 'data-sheet'),
      bandwidth: figure(21e12, 'estimate', null),
      energyPerByte: unknown,
    },
    {
      id: 'hbm',
      name: 'HBM3E',
      kind: 'hbm',
      holdsModel: true,
      capacity: figure(180e9, 'vendor', 'data-sheet', '180 GB'),
      bandwidth: {
        ...figure(8e12, 'vendor', 'data-sheet', '8 TB/s'),
        alternatives: [{ value: 7.7e12, grade: 'secondary', source: 'table' }],
      },
      energyPerByte: figure(64e-12, 'secondary', 'table', '8.0 pJ/bit'),
    },
    {
      id: 'host',
      name: 'Host DRAM',
      kind: 'external',
      holdsModel: false,
      capacity: figure(256e9, 'guess', null),
      bandwidth: figure(64e9, 'vendor', 'data-sheet'),
      energyPerByte: unknown,
    },
  ],
  scaleUp: {
    name: 'NVLink 5',
    topology: 'switch',
    bandwidth: figure(900e9, 'vendor', 'data-sheet', '900 GB/s per direction'),
    domain: figure(8, 'vendor', 'data-sheet'),
  },
  scaleOut: {
    name: 'ConnectX-7',
    topology: 'switch',
    bandwidth: figure(50e9, 'vendor', 'data-sheet', '400 Gb/s'),
    domain: unknown,
  },
  hostLink: {
    name: 'PCIe 5 ×16',
    topology: 'point-to-point',
    bandwidth: figure(64e9, 'vendor', 'data-sheet'),
    domain: unknown,
  },
  mesh: null,
  power: { board: figure(1000, 'vendor', 'data-sheet'), idle: unknown, provisioned: figure(1790, 'derived', 'table') },
  price: { purchase: figure(40000, 'guess', 'press'), rental: figure(4.2, 'secondary', 'press') },
  dieArea: figure(1600, 'secondary', 'press'),
  other: {},
  notes: [],
  sources: {
    'data-sheet': { title: 'Blackwell platform data sheet', address: 'https://vendor.example/blackwell.pdf' },
    table: { title: 'Accelerator tables of an engineering handbook', address: 'https://handbook.example/accelerators' },
    press: { title: 'Press report on accelerator prices', address: 'https://press.example', siteOnly: true },
  },
}

const WSE3: HardwareProfile = {
  ...B200,
  id: 'sample-wafer',
  name: 'WSE-3',
  vendor: 'Cerebras',
  kind: 'wafer',
  generation: 'wse-3',
  unitOfAccount: 'wafer',
  peaks: { fp16: figure(12.5e15, 'estimate', 'product', '125 PFLOPS, sparse') },
  memory: [
    {
      id: 'sram',
      name: 'Wafer SRAM',
      kind: 'sram',
      holdsModel: true,
      capacity: figure(44e9, 'vendor', 'product', '44 GB'),
      bandwidth: figure(21e15, 'vendor', 'product', '21 PB/s'),
      energyPerByte: unknown,
    },
    {
      id: 'memoryx',
      name: 'MemoryX',
      kind: 'external',
      holdsModel: false,
      capacity: figure(12e12, 'vendor', 'product'),
      bandwidth: figure(150e9, 'secondary', 'press'),
      energyPerByte: unknown,
    },
  ],
  scaleUp: null,
  scaleOut: {
    name: 'SwarmX',
    topology: 'tree',
    bandwidth: figure(150e9, 'secondary', 'press'),
    domain: figure(2048, 'vendor', 'product'),
  },
  hostLink: null,
  mesh: {
    cores: figure(900000, 'vendor', 'product'),
    clock: figure(1.1e9, 'secondary', 'press'),
    sramPerCore: figure(48000, 'vendor', 'product'),
  },
  power: { board: figure(23000, 'vendor', 'product'), idle: unknown, provisioned: unknown },
  price: { purchase: figure(2.5e6, 'guess', 'press'), rental: unknown },
  dieArea: figure(46225, 'vendor', 'product'),
  sources: {
    product: { title: 'Wafer-scale system product page', address: 'https://wafer.example/system' },
    press: { title: 'Press report on wafer systems', address: 'https://press.example', siteOnly: true },
  },
}

const LLAMA: ModelProfile = {
  id: 'sample-dense-70b',
  name: 'Llama 3.1 70B',
  organisation: 'Meta',
  family: 'llama',
  year: 2024,
  hiddenSize: 8192,
  vocabularySize: 128256,
  tiedEmbeddings: false,
  layerGroups: [
    {
      count: 80,
      mixer: { kind: 'attention', queryHeads: 64, keyValueHeads: 8, headSize: 128, window: null },
      feedForward: { kind: 'dense', intermediateSize: 28672, gated: true },
    },
  ],
  predictionLayers: 0,
  dimensions: { grade: 'vendor', source: 'config' },
  published: {
    totalParameters: figure(70.6e9, 'vendor', 'card'),
    activeParameters: figure(70.6e9, 'vendor', 'card'),
    context: figure(131072, 'vendor', 'config'),
  },
  nativeFormat: 'bf16',
  notes: [],
  sources: {
    config: { title: 'Model configuration file', address: 'https://models.example/llama-3.1-70b/config.json' },
    card: { title: 'Model card', address: 'https://models.example/llama-3.1-70b' },
  },
}

const deployment = (devices: number, tensorParallel: number, pipelineParallel: number): Deployment => ({
  serving: 'aggregated',
  devices,
  tensorParallel,
  pipelineParallel,
  dataParallel: 1,
  expertParallel: 1,
  weightPrecision: 'fp8',
  activationPrecision: 'fp8',
  kvPrecision: 'fp8',
  software: null,
  ...WITHOUT_EXTRAS,
  overlap: 0,
  routingSkew: 1,
  pools: null,
})

const hash = 'ab'.repeat(32)

/** A: GPUs with overridden bandwidth, B: wafers. The decision's words are the user's. */
export function sampleWorkspace(): Workspace {
  return {
    brief: BRIEF,
    title: 'Chat serving 2027',
    workload: { inputTokens: 4096, outputTokens: 1024, concurrency: 64, cachedShare: 0 },
    objective: { timePerToken: 0.015, timeToFirstToken: 1 },
    normaliser: 'device',
    decision: DEFAULT_DECISION,
    baseline: 'a',
    scenarios: [
      {
        id: 'a',
        name: null,
        slot: 0,
        hardware: B200.id,
        model: LLAMA.id,
        hardwareOverrides: { 'memory.hbm.bandwidth': 7.7e12 },
        workloadOverrides: {},
        ranges: {},
        deployment: deployment(8, 8, 1),
        prefill: null,
        economics: DEFAULT_ECONOMICS,
        note: '',
      },
      {
        id: 'b',
        name: null,
        slot: 1,
        hardware: WSE3.id,
        model: LLAMA.id,
        hardwareOverrides: {},
        workloadOverrides: {},
        ranges: {},
        deployment: deployment(4, 1, 4),
        prefill: null,
        economics: { ...DEFAULT_ECONOMICS, lifetimeYears: 5 },
        note: '',
      },
    ],
    profiles: {
      hardware: { ...PROFILES.hardware, [B200.id]: { hash, profile: B200 }, [WSE3.id]: { hash, profile: WSE3 } },
      models: { ...PROFILES.models, [LLAMA.id]: { hash, profile: LLAMA } },
    },
    report: {
      ...DEFAULT_REPORT,
      decision: 'Which machine should serve the chat product from January 2027, at 64 concurrent requests?',
      owner: 'Infrastructure architecture',
      date: '2026-11-20',
    },
  }
}

const range = (value: number, low: number, high: number, grade: Grade = 'estimate'): Estimate => ({
  value,
  low,
  high,
  grade,
})

function metrics(known: Readonly<Partial<Record<Metric, Estimate>>>): Record<Metric, Estimate> {
  const missing: Estimate = {
    value: null,
    low: null,
    high: null,
    grade: null,
    reason: verbatim('not part of the sample'),
  }
  return Object.fromEntries(METRICS.map((metric) => [metric, known[metric] ?? missing])) as Record<Metric, Estimate>
}

const line = (
  cause: LedgerEntry['cause'],
  group: LedgerEntry['group'],
  resource: LedgerEntry['resource'],
  level: string,
  seconds: number,
  bytes: number,
): LedgerEntry => ({
  phase: 'decode',
  cause,
  group,
  level,
  resource,
  seconds,
  bytes,
  joules: seconds * 4000,
  surroundingJoules: 0,
})

const common = {
  explanations: {},
  operatorSeconds: [],
  power: null,
  tokenEnergy: null,
  pools: null,
  throughput: { output: null, input: null },
  carbon: { usePerHour: null, embodiedPerHour: null },
}

/** Results that belong to `sampleWorkspace()`. */
export function sampleResults(): ScenarioResult[] {
  const gpu: ScenarioResult = {
    ...common,
    id: 'a',
    fit: {
      state: 'fits',
      reason: verbatim('Weights and KV cache fit in HBM.'),
      placement: 'resident',
      level: 'hbm',
      weights: 70.6e9,
      kv: 53.7e9,
      activations: 2e9,
      usable: 1.368e12,
      fullness: 0.09,
      shortfall: 0,
      devicesNeeded: 1,
      replicas: 1,
      surely: true,
      maximumConcurrency: { low: 1390, value: 1480, high: 1560 },
    },
    metrics: metrics({
      ttft: range(0.412, 0.35, 0.52),
      tpot: range(0.0086, 0.0079, 0.0095),
      e2e: range(9.2, 8.5, 10.1),
      prefill: range(0.31, 0.27, 0.36),
      decodeStep: range(0.0086, 0.0079, 0.0095),
      userSpeed: range(116, 105, 127),
      systemThroughput: range(7440, 6740, 8100),
      deviceThroughput: range(930, 842, 1013),
      inputThroughput: range(29760, 26960, 32400),
      movementShare: range(0.62, 0.57, 0.66),
      onDieShare: range(0, 0, 0),
      energyPerOutputToken: range(1.92, 1.6, 2.2, 'secondary'),
      energyPerInputToken: range(0.21, 0.18, 0.26, 'secondary'),
      power: range(7100, 6200, 8000, 'secondary'),
      costPerMillionOutput: range(1.04, 0.9, 1.2, 'guess'),
      costPerMillionInput: range(0.11, 0.09, 0.13, 'guess'),
      costPerHour: range(16.7, 15, 18.5, 'guess'),
    }),
    binding: {
      decode: { resource: 'memory', level: 'hbm', share: 0.41 },
      prefill: { resource: 'compute', level: 'fp8', share: 0.7 },
    },
    speedOfLight: [
      { resource: 'compute', name: verbatim('Compute'), share: 0.07, binds: false },
      { resource: 'sram', name: verbatim('L2'), share: 0.12, binds: false },
      { resource: 'memory', name: verbatim('HBM3E'), share: 0.41, binds: true },
      { resource: 'link', name: verbatim('NVLink 5'), share: 0.22, binds: false },
      { resource: 'capacity', name: verbatim('Capacity'), share: 0.09, binds: false },
    ],
    operators: [
      operator('FFN gate and up', 'feedForward', 'decode', 3.8e12, { hbm: 5.6e9 }, 0.0022, 'memory', 'hbm'),
      operator('Attention', 'attention', 'decode', 0.4e12, { hbm: 5.1e9 }, 0.0016, 'memory', 'hbm'),
      operator('QKV projection', 'qkv', 'decode', 1.1e12, { hbm: 1.2e9 }, 0.0007, 'memory', 'hbm'),
      operator('All-reduce', 'collective', 'decode', 0.01e12, { link: 0.2e9 }, 0.0018, 'link', 'NVLink 5'),
      operator('FFN gate and up', 'feedForward', 'prefill', 120e12, { hbm: 6e9 }, 0.2, 'compute', 'fp8'),
    ],
    roofs: [
      { kind: 'bandwidth', level: 'l2', name: 'L2', resource: 'sram', bytesPerSecond: 168e12 },
      { kind: 'bandwidth', level: 'hbm', name: 'HBM3E', resource: 'memory', bytesPerSecond: 61.6e12 },
      { kind: 'bandwidth', level: 'link', name: 'NVLink 5', resource: 'link', bytesPerSecond: 7.2e12 },
      { kind: 'compute', precision: 'fp8', name: verbatim('FP8 dense'), flopsPerSecond: 36e15, grade: 'secondary' },
      { kind: 'compute', precision: 'bf16', name: verbatim('BF16 dense'), flopsPerSecond: 18e15, grade: 'secondary' },
    ],
    ladder: [
      { level: 'l2', name: 'L2', resource: 'sram', capacity: 1.008e9, bandwidth: 168e12, serves: false },
      { level: 'hbm', name: 'HBM3E', resource: 'memory', capacity: 1.44e12, bandwidth: 61.6e12, serves: true },
      { level: 'host', name: 'Host DRAM', resource: 'host', capacity: 2.05e12, bandwidth: 512e9, serves: false },
    ],
    ledger: [
      line('weights', 'feedForward', 'memory', 'hbm', 0.0022, 8.8e9),
      line('kv', 'attention', 'memory', 'hbm', 0.0013, 6.7e9),
      line('collective', 'collective', 'link', 'NVLink 5', 0.0018, 0.2e9),
      line('compute', 'feedForward', 'compute', 'fp8', 0.0012, 0),
      line('stepOverhead', 'step', 'overhead', 'host', 0.0021, 0),
      { ...line('compute', 'feedForward', 'compute', 'fp8', 0.31, 0), phase: 'prefill' },
      { ...line('queue', 'step', 'overhead', 'host', 0.102, 0), phase: 'prefill' },
    ],
    workingSet: { weights: 70.6e9, kv: 53.7e9, perStep: 124.3e9 },
    batch: { decode: 64, prefillTokensPerStep: 256, stepSeconds: 0.0086 },
    costs: {
      capitalPerHour: 13.7,
      energyPerHour: 0.8,
      operationsPerHour: 2.2,
      facilityPerHour: 0,
      migrationPerHour: 0,
    },
    calibration: {
      software: 'trtllm',
      source: 'fitted',
      step: 'fitted',
      donor: 'B200, TensorRT-LLM',
      version: '1.2.0',
      level: null,
      unexercised: [],
      points: 214,
      medianError: 0.14,
    },
    findings: [
      {
        severity: 'note',
        code: 'bottleneck',
        parameters: { part: 'decode' },
      },
    ],
  }
  const wafer: ScenarioResult = {
    ...common,
    id: 'b',
    fit: {
      ...gpu.fit,
      reason: verbatim('The model is cut over 4 wafers.'),
      level: 'sram',
      usable: 1.76e11,
      fullness: 0.71,
      devicesNeeded: 3,
      maximumConcurrency: { low: 71, value: 92, high: 104 },
    },
    metrics: metrics({
      ttft: range(0.268, 0.2, 0.47),
      tpot: range(0.0031, 0.0026, 0.0042),
      e2e: range(3.4, 2.9, 4.7),
      prefill: range(0.2, 0.15, 0.33),
      decodeStep: range(0.0031, 0.0026, 0.0042),
      userSpeed: { ...range(323, 238, 385), extrapolated: true, inherited: true },
      systemThroughput: range(20640, 15200, 24600),
      deviceThroughput: range(5160, 3800, 6150),
      inputThroughput: range(82560, 60800, 98400),
      movementShare: range(0.71, 0.61, 0.8),
      onDieShare: range(0.1, 0.08, 0.12),
      energyPerOutputToken: range(4.46, 3.6, 6.0, 'vendor'),
      power: range(92000, 78000, 92000, 'vendor'),
      costPerMillionOutput: range(6.38, 4.8, 8.9, 'guess'),
      costPerMillionInput: range(0.72, 0.5, 1.1, 'guess'),
      costPerHour: range(284, 214, 396, 'guess'),
    }),
    binding: {
      decode: { resource: 'link', level: 'SwarmX', share: 0.78 },
      prefill: { resource: 'compute', level: 'fp16', share: 0.5 },
    },
    speedOfLight: [
      { resource: 'compute', name: verbatim('Compute'), share: 0.11, binds: false },
      { resource: 'sram', name: verbatim('Wafer SRAM'), share: 0.03, binds: false },
      { resource: 'memory', name: verbatim('HBM'), share: null, binds: false },
      { resource: 'link', name: verbatim('Mesh'), share: 0.78, binds: true },
      { resource: 'capacity', name: verbatim('Capacity'), share: 0.71, binds: false },
    ],
    operators: [
      operator('FFN gate and up', 'feedForward', 'decode', 3.8e12, { sram: 16e9 }, 0.0009, 'link', 'mesh'),
      operator('Attention', 'attention', 'decode', 0.4e12, { sram: 13e9 }, 0.0011, 'link', 'mesh'),
      operator('FFN gate and up', 'feedForward', 'prefill', 480e12, { sram: 20e9 }, 0.15, 'compute', 'fp16'),
    ],
    roofs: [
      { kind: 'bandwidth', level: 'sram', name: 'Wafer SRAM', resource: 'sram', bytesPerSecond: 84e15 },
      { kind: 'bandwidth', level: 'link', name: 'SwarmX', resource: 'link', bytesPerSecond: 0.6e12 },
      { kind: 'compute', precision: 'fp16', name: verbatim('FP16 dense'), flopsPerSecond: 50e15, grade: 'estimate' },
    ],
    ladder: [
      { level: 'sram', name: 'Wafer SRAM', resource: 'sram', capacity: 176e9, bandwidth: 84e15, serves: true },
      { level: 'memoryx', name: 'MemoryX', resource: 'host', capacity: 12e12, bandwidth: 600e9, serves: false },
    ],
    ledger: [
      line('weights', 'feedForward', 'sram', 'sram', 0.0002, 17.6e9),
      line('kv', 'attention', 'sram', 'sram', 0.0001, 13.4e9),
      line('collective', 'collective', 'link', 'SwarmX', 0.0024, 0.1e9),
      line('compute', 'feedForward', 'compute', 'fp16', 0.0004, 0),
      { ...line('compute', 'feedForward', 'compute', 'fp16', 0.2, 0), phase: 'prefill' },
      { ...line('queue', 'step', 'overhead', 'host', 0.068, 0), phase: 'prefill' },
    ],
    workingSet: { weights: 70.6e9, kv: 53.7e9, perStep: 124.3e9 },
    batch: { decode: 64, prefillTokensPerStep: 256, stepSeconds: 0.0031 },
    costs: {
      capitalPerHour: 269,
      energyPerHour: 10.4,
      operationsPerHour: 4.6,
      facilityPerHour: 0,
      migrationPerHour: 0,
    },
    calibration: {
      software: 'wafer',
      source: 'sameVendor',
      step: 'relative',
      donor: 'WSE-2',
      version: null,
      level: null,
      unexercised: [],
      points: 6,
      medianError: null,
    },
    findings: [
      {
        severity: 'warning',
        code: 'extrapolated',
        parameters: {
          axis: 'requestsPerRank',
          value: amount(64, 'count'),
          donor: 'WSE-2',
          low: amount(1, 'count'),
          high: amount(4, 'count'),
        },
      },
    ],
  }
  return [gpu, wafer]
}

function operator(
  name: string,
  group: LedgerEntry['group'],
  phase: 'prefill' | 'decode',
  flops: number,
  bytes: Record<string, number>,
  seconds: number,
  bound: LedgerEntry['resource'],
  boundLevel: string,
): ScenarioResult['operators'][number] {
  return {
    name: verbatim(name),
    group,
    phase,
    flops,
    bytes,
    seconds,
    low: seconds * 0.9,
    high: seconds * 1.15,
    floor: seconds * 0.6,
    bound,
    boundLevel,
    precision: 'fp8',
    count: 80,
    formula: verbatim('max(compute, memory) + overhead'),
  }
}

/** Results of the alternatives at the size of a verdict: each has those of the sample's GPUs. */
export function sampleDecided(workspace: Workspace, verdict: BriefVerdict | null): ScenarioResult[] {
  const [gpu] = sampleResults()
  const sized = verdict === null ? null : decidedWorkspace(workspace, verdict)
  return gpu === undefined || sized === null ? [] : sized.scenarios.map(({ id }) => ({ ...gpu, id }))
}

/** The folder with the report's fonts and template. */
export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url))
/** The request for the sample's report, with some parts of the workspace replaced. */
export function sampleRequest(changes: Partial<Workspace> = {}): ReportRequest {
  const workspace = { ...sampleWorkspace(), ...changes }
  const documentText = `${JSON.stringify(workspace, null, 1)}\n`
  return {
    workspace,
    results: sampleResults(),
    verdict: CHOSEN,
    decided: sampleDecided(workspace, CHOSEN),
    analyses: null,
    basis: null,
    documentText,
    documentHash: createHash('sha256').update(documentText).digest('hex'),
    program: 'Memwall 0.0.0',
  }
}

/** The sample with any number of scenarios from one to eight, GPUs and wafers in turn. */
export function sampleOf(count: number): Pick<ReportRequest, 'workspace' | 'results' | 'verdict'> {
  const sample = sampleWorkspace()
  const two = sampleResults()
  const ids = [...'abcdefgh'].slice(0, count)
  const turn = <Item>(items: readonly Item[], index: number): Item => {
    const item = items[index % items.length]
    if (item === undefined) throw new Error('The sample is empty.')
    return item
  }
  const workspace = {
    ...sample,
    scenarios: ids.map((id, slot) => ({ ...turn(sample.scenarios, slot), id, slot })),
  }
  const results = ids.map((id, slot) => ({ ...turn(two, slot), id }))
  return { workspace, results, verdict: CHOSEN }
}
