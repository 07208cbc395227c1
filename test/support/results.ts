import { WITHOUT_EXTRAS } from '#shared/domain/deployment.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import type { Estimate, Metric } from '#shared/domain/result.ts'
import type { Cause } from '../../src-shared/domain/cause.ts'
import { movementShares } from '../../src-shared/domain/movement.ts'
import type { LedgerEntry, OperatorResult, OperatorSeconds, Phase, Resource, Roof } from '#shared/domain/result.ts'
import type { ScenarioResult, TokenEnergy, TokenEnergyPart } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { EvaluatedScenario } from '../../src-shared/domain/evaluated.ts'
import { B200, fixtureProfile, H100, H200, LLAMA_70B, MI355X, WSE3, type FixtureMachine } from './fixtureMachines.ts'
import { verbatim } from './verbatim.ts'

/**
 * Scenario results for charts and tests: hand-built, illustrative, but consistent in physics. Operators never beat
 * their roofs, decode lines sum to TPOT, prefill and transfer lines to TTFT. Not the engine, and never its reference.
 */
const LAYERS = 80
const HIDDEN = 8192
const KEY_VALUE_BYTES = 2 * LAYERS * 8 * 128
const CONCURRENCY = 64
const INPUT = 4096
const OUTPUT = 1024
/** Efficiencies a good kernel reaches. */
const MEMORY_EFFICIENCY = 0.82
const COMPUTE_EFFICIENCY = 0.62
const JOULES_PER_BYTE = 64e-12
const JOULES_PER_FLOP = 0.4e-12

/** Parameters of the groups of a layer, all layers together, and of the head. */
const PARAMETERS = {
  qkv: LAYERS * HIDDEN * (HIDDEN + 2 * 1024),
  attentionOutput: LAYERS * HIDDEN * HIDDEN,
  feedForward: LAYERS * 3 * HIDDEN * 28_672,
  head: HIDDEN * 128_256,
} as const
const ALL_PARAMETERS = 70.6e9

interface Work {
  readonly name: string
  readonly group: OperatorResult['group']
  readonly cause: Cause
  readonly flops: number
  readonly memoryBytes: number
  readonly linkBytes: number
  readonly messages: number
  readonly overhead: number
}

/** Work of one step of a phase, whole system. */
function works(machine: FixtureMachine, phase: 'prefill' | 'decode'): Work[] {
  const tokens = phase === 'decode' ? CONCURRENCY : INPUT
  const context = phase === 'decode' ? INPUT + OUTPUT / 2 : INPUT / 2
  const reads = phase === 'decode' ? CONCURRENCY * context : INPUT
  const none = { memoryBytes: 0, linkBytes: 0, messages: 0, overhead: 0, flops: 0 }
  const matrix = (name: string, group: 'qkv' | 'attentionOutput' | 'feedForward' | 'head'): Work => ({
    ...none,
    name,
    group,
    cause: 'weights',
    flops: 2 * PARAMETERS[group] * tokens,
    memoryBytes: PARAMETERS[group] * machine.weightBytes + tokens * HIDDEN * 2 * LAYERS,
  })
  return [
    matrix('QKV projection', 'qkv'),
    {
      ...none,
      name: 'Attention',
      group: 'attention',
      cause: 'kv',
      flops: 4 * tokens * context * HIDDEN * LAYERS,
      memoryBytes: reads * KEY_VALUE_BYTES,
    },
    matrix('Attention output', 'attentionOutput'),
    matrix('Feed-forward', 'feedForward'),
    matrix('LM head', 'head'),
    {
      ...none,
      name: 'All-reduce',
      group: 'collective',
      cause: 'collective',
      flops: tokens * HIDDEN * 2 * LAYERS * machine.devices,
      linkBytes: tokens * HIDDEN * 2 * 2 * LAYERS * 1.75,
      messages: 2 * LAYERS,
    },
    { ...none, name: 'Launch', group: 'step', cause: 'launch', overhead: machine.launch },
    { ...none, name: 'Step overhead', group: 'step', cause: 'stepOverhead', overhead: machine.stepOverhead },
  ]
}

/** The level that holds the model. */
function holding(machine: FixtureMachine): FixtureMachine['levels'][number] {
  const found = machine.levels.find((level) => level.holdsModel)
  if (!found) throw new Error(`${machine.name} has no level that holds a model.`)
  return found
}

function operator(machine: FixtureMachine, phase: 'prefill' | 'decode', work: Work): OperatorResult {
  const level = holding(machine)
  const peak = machine.peaks[machine.precision as 'bf16' | 'fp8'] ?? 1
  const flops = work.flops / machine.devices
  const memoryBytes = work.memoryBytes / machine.devices
  const memoryTime = memoryBytes / (level.bandwidth ?? 1)
  const linkTime = work.linkBytes / machine.linkBandwidth
  const computeTime = flops / peak
  const times: readonly (readonly [Resource, number])[] = [
    ['compute', computeTime / COMPUTE_EFFICIENCY],
    [level.resource, memoryTime / (work.group === 'attention' ? 0.42 : MEMORY_EFFICIENCY)],
    ['link', work.linkBytes > 0 ? linkTime / MEMORY_EFFICIENCY + work.messages * machine.collectiveLatency : 0],
    ['overhead', work.overhead],
  ]
  const [bound, seconds] = times.reduce((best, next) => (next[1] > best[1] ? next : best))
  const inner = machine.levels[0]
  const bytes: Record<string, number> = {}
  if (memoryBytes > 0) {
    bytes[level.id] = memoryBytes
    if (inner && inner.id !== level.id && inner.bandwidth !== null) bytes[inner.id] = memoryBytes * 1.6
  }
  if (work.linkBytes > 0) bytes['link'] = work.linkBytes
  return {
    name: verbatim(work.name),
    group: work.group,
    phase,
    flops,
    bytes,
    seconds,
    low: seconds * 0.9,
    high: seconds * 1.12,
    floor: Math.max(computeTime, memoryTime, linkTime),
    bound,
    boundLevel: bound === 'link' ? machine.linkName : bound === 'compute' || bound === 'overhead' ? bound : level.id,
    precision: machine.precision,
    count: LAYERS,
    formula: verbatim('fixture'),
  }
}

function ledgerOf(machine: FixtureMachine, phase: 'prefill' | 'decode'): LedgerEntry[] {
  const perToken = phase === 'decode' ? CONCURRENCY : 1
  return works(machine, phase).map((work) => {
    const booked = operator(machine, phase, work)
    const bytes = Object.values(booked.bytes).reduce((sum, value) => sum + value, 0)
    const moving = booked.bound === 'compute' ? 'compute' : work.cause
    const dynamic = bytes * machine.devices * JOULES_PER_BYTE + work.flops * JOULES_PER_FLOP
    const standing = (machine.power ?? 0) * 0.35 * machine.devices * booked.seconds
    return {
      phase,
      cause: moving,
      group: work.group,
      level: booked.boundLevel,
      resource: booked.bound,
      seconds: booked.seconds,
      bytes,
      joules: (dynamic + standing) / perToken,
      surroundingJoules: 0,
    }
  })
}

function operatorSecondsOf(machine: FixtureMachine, phase: 'prefill' | 'decode'): OperatorSeconds[] {
  return works(machine, phase).map((work) => {
    const { bound, seconds } = operator(machine, phase, work)
    const collective = work.group === 'collective' ? 'allReduce' : null
    return { phase, name: verbatim(work.name), group: work.group, collective, resource: bound, seconds }
  })
}

/** Of what a device draws whatever it works on. */
const IDLE_SHARE = 0.6

function tokenEnergyOf(machine: FixtureMachine): TokenEnergy | null {
  if (machine.power === null) return null
  const level = holding(machine)
  const standing = machine.power * 0.35 * machine.devices
  const parts = works(machine, 'decode').flatMap((work): TokenEnergyPart[] => {
    const booked = operator(machine, 'decode', work)
    const bytes = Object.values(booked.bytes).reduce((sum, value) => sum + value, 0)
    const still = (standing * booked.seconds) / CONCURRENCY
    const traffic = (bytes * machine.devices * JOULES_PER_BYTE) / CONCURRENCY
    const arithmetic = (work.flops * JOULES_PER_FLOP) / CONCURRENCY
    const linked = work.group === 'collective'
    const waits = linked ? { level: machine.linkName, resource: 'link' as const } : OVERHEAD
    const moved = linked
      ? { draw: 'busy' as const, cause: null, ...waits }
      : { draw: 'traffic' as const, cause: work.cause, level: level.id, resource: level.resource }
    return [
      { ...moved, joules: traffic },
      { draw: 'arithmetic', cause: null, level: 'compute', resource: 'compute', joules: arithmetic },
      { draw: 'busy', cause: null, ...waits, joules: still * (1 - IDLE_SHARE) },
      { draw: 'idle', cause: null, ...OVERHEAD, joules: still * IDLE_SHARE },
    ]
  })
  const joined = new Map<string, TokenEnergyPart>()
  for (const part of parts.filter(({ joules }) => joules > 0)) {
    const key = `${part.draw} ${part.cause} ${part.level}`
    joined.set(key, { ...part, joules: part.joules + (joined.get(key)?.joules ?? 0) })
  }
  return { parts: [...joined.values()], atRest: (standing * IDLE_SHARE * 0.012) / CONCURRENCY }
}

const OVERHEAD = { level: 'overhead', resource: 'overhead' } as const

function estimate(value: number, spread: number, machine: FixtureMachine, grade = machine.grade): Estimate {
  const wide = machine.inherited ? spread * 2.2 : spread
  return {
    value,
    low: value * (1 - wide),
    high: value * (1 + wide * 1.15),
    grade,
    ...(machine.inherited ? { inherited: true } : {}),
  }
}

function unknown(reason: string): Estimate {
  return { value: null, low: null, high: null, grade: null, reason: verbatim(reason) }
}

function metricsOf(machine: FixtureMachine, ledger: readonly LedgerEntry[]): Record<Metric, Estimate> {
  const sum = (phases: readonly Phase[], of: (entry: LedgerEntry) => number): number =>
    ledger.filter((entry) => phases.includes(entry.phase)).reduce((total, entry) => total + of(entry), 0)
  const tpot = sum(['decode'], (entry) => entry.seconds)
  const ttft = sum(['prefill', 'transfer'], (entry) => entry.seconds)
  const moving = movementShares(ledger, 'decode') ?? { offDie: 0, onDie: 0 }
  const output = CONCURRENCY / (tpot + ttft / OUTPUT)
  const joules = sum(['decode'], (entry) => entry.joules)
  const hourly = machine.price === null ? null : (machine.price * 1.5 * machine.devices) / (4 * 8766 * 0.6)
  const energyHourly = machine.power === null ? 0 : (machine.power * machine.devices * 1.25 * 0.09) / 1000
  const costHour = hourly === null ? null : hourly + energyHourly
  const noPower = unknown('no power under load')
  return {
    ttft: estimate(ttft, 0.11, machine),
    tpot: estimate(tpot, 0.08, machine),
    e2e: estimate(ttft + tpot * OUTPUT, 0.08, machine),
    prefill: estimate(ttft, 0.11, machine),
    decodeStep: estimate(tpot, 0.08, machine),
    userSpeed: estimate(1 / tpot, 0.08, machine),
    systemThroughput: estimate(output, 0.09, machine),
    deviceThroughput: estimate(output / machine.devices, 0.09, machine),
    inputThroughput: estimate((output * INPUT) / OUTPUT, 0.09, machine),
    movementShare: estimate(moving.offDie, 0.06, machine),
    onDieShare: estimate(moving.onDie, 0.06, machine),
    energyPerOutputToken: machine.power === null ? noPower : estimate(joules, 0.14, machine, 'vendor'),
    energyPerInputToken: machine.power === null ? noPower : estimate(joules / 12, 0.14, machine, 'vendor'),
    power: machine.power === null ? noPower : estimate(joules * output, 0.1, machine, 'vendor'),
    costPerMillionOutput:
      costHour === null
        ? unknown('no price')
        : estimate((costHour / 3600 / output) * 1e6 * 0.8, 0.2, machine, machine.devices === 4 ? 'guess' : 'derived'),
    costPerMillionInput:
      costHour === null ? unknown('no price') : estimate((costHour / 3600 / output) * 5e4, 0.2, machine, 'derived'),
    costPerMillionCachedInput: unknown('no prefix cache'),
    costPerHour: costHour === null ? unknown('no price') : estimate(costHour, 0.18, machine, 'derived'),
    carbonPerHour:
      machine.power === null ? noPower : estimate((joules * output * 1.25 * 0.436) / 1000, 0.14, machine, 'estimate'),
    carbonPerMillionOutput:
      machine.power === null ? noPower : estimate((joules * 1.25 * 0.436) / 3.6, 0.14, machine, 'estimate'),
  }
}

function roofsOf(machine: FixtureMachine): Roof[] {
  return [
    ...machine.levels.flatMap((level): Roof[] =>
      level.bandwidth === null
        ? []
        : [
            {
              kind: 'bandwidth',
              level: level.id,
              name: level.name,
              resource: level.resource,
              bytesPerSecond: level.bandwidth * machine.devices,
            },
          ],
    ),
    {
      kind: 'bandwidth',
      level: machine.linkName,
      name: machine.linkName,
      resource: 'link',
      bytesPerSecond: machine.linkBandwidth * machine.devices,
    },
    ...(['fp8', 'bf16'] as const).flatMap((precision): Roof[] => {
      const peak = machine.peaks[precision]
      return peak === undefined
        ? []
        : [
            {
              kind: 'compute',
              precision,
              name: verbatim(precision.toUpperCase()),
              flopsPerSecond: peak * machine.devices,
              grade: 'vendor',
            },
          ]
    }),
  ]
}

/** The result of Llama 3.1 70B with 64 requests of 4,096 + 1,024 tokens on a fixture machine. */
export function fixtureResult(machine: FixtureMachine, id: string): ScenarioResult {
  const level = holding(machine)
  const weights = ALL_PARAMETERS * machine.weightBytes
  const kv = CONCURRENCY * (INPUT + OUTPUT) * KEY_VALUE_BYTES
  const usable = (level.capacity ?? 0) * machine.devices
  const fits = weights + kv <= usable
  const ledger = [...ledgerOf(machine, 'decode'), ...ledgerOf(machine, 'prefill')]
  const operators = (['decode', 'prefill'] as const).flatMap((phase) =>
    works(machine, phase).map((work) => operator(machine, phase, work)),
  )
  const metrics = metricsOf(machine, ledger)
  const tpot = metrics.tpot.value ?? 1
  const decode = ledger.filter((entry) => entry.phase === 'decode')
  const busy = (resource: Resource): number =>
    decode.filter((entry) => entry.resource === resource).reduce((sum, entry) => sum + entry.seconds, 0) / tpot
  const peak = machine.peaks[machine.precision as 'bf16' | 'fp8'] ?? 1
  const flops = operators.filter((entry) => entry.phase === 'decode').reduce((sum, entry) => sum + entry.flops, 0)
  const ranked = (['compute', 'sram', 'memory', 'link'] as const).toSorted((a, b) => busy(b) - busy(a))
  const binds = ranked[0] ?? 'memory'
  const share = (resource: Resource): number => busy(resource) * MEMORY_EFFICIENCY
  const infeasible = unknown('does not fit')
  const held = Math.floor((usable - weights) / (kv / CONCURRENCY))
  return {
    id,
    fit: {
      state: fits ? 'fits' : 'doesNotFit',
      reason: verbatim(fits ? 'Weights and KV fit.' : 'Weights and KV exceed the memory of all devices.'),
      placement: fits ? 'resident' : 'unknown',
      level: level.id,
      weights,
      kv,
      activations: 0,
      usable,
      fullness: (weights + kv) / usable,
      shortfall: fits ? 0 : weights + kv - usable,
      devicesNeeded: Math.ceil((weights + kv) / (level.capacity ?? 1)),
      replicas: 1,
      surely: fits,
      maximumConcurrency: { low: held, value: held, high: held },
    },
    metrics: fits
      ? metrics
      : (Object.fromEntries(Object.keys(metrics).map((metric) => [metric, infeasible])) as typeof metrics),
    explanations: {},
    binding: fits
      ? {
          decode: { resource: binds, level: binds === 'link' ? machine.linkName : level.id, share: busy(binds) },
          prefill: { resource: 'compute', level: 'compute', share: 0.7 },
        }
      : null,
    speedOfLight: fits
      ? [
          { resource: 'compute', name: verbatim('Compute'), share: flops / peak / tpot, binds: binds === 'compute' },
          {
            resource: 'sram',
            name: verbatim('On-chip SRAM'),
            share: level.resource === 'sram' ? share('sram') : 0.12,
            binds: binds === 'sram',
          },
          {
            resource: 'memory',
            name: verbatim(level.resource === 'memory' ? level.name : 'Memory'),
            share: level.resource === 'memory' ? share('memory') : null,
            binds: binds === 'memory',
          },
          { resource: 'link', name: verbatim(machine.linkName), share: share('link'), binds: binds === 'link' },
          { resource: 'capacity', name: verbatim('Capacity'), share: (weights + kv) / usable, binds: false },
        ]
      : [],
    operators: fits ? operators : [],
    roofs: roofsOf(machine),
    ladder: machine.levels.map((entry) => ({
      level: entry.id,
      name: entry.name,
      resource: entry.resource,
      capacity: entry.capacity === null ? null : entry.capacity * machine.devices,
      bandwidth: entry.bandwidth === null ? null : entry.bandwidth * machine.devices,
      serves: fits && entry.id === level.id,
    })),
    ledger: fits ? ledger : [],
    operatorSeconds: fits ? [...operatorSecondsOf(machine, 'decode'), ...operatorSecondsOf(machine, 'prefill')] : [],
    power: null,
    tokenEnergy: fits ? tokenEnergyOf(machine) : null,
    workingSet: { weights, kv, perStep: weights + kv },
    batch: { decode: CONCURRENCY, prefillTokensPerStep: INPUT, stepSeconds: fits ? tpot : null },
    throughput: { output: metrics.systemThroughput.value, input: metrics.inputThroughput.value },
    costs: {
      capitalPerHour: machine.price === null ? null : (machine.price * 1.5 * machine.devices) / (4 * 8766 * 0.6),
      energyPerHour: machine.power === null ? null : (machine.power * machine.devices * 1.25 * 0.09) / 1000,
      operationsPerHour: 0.4 * machine.devices,
      facilityPerHour: 0,
      migrationPerHour: 0,
    },
    carbon: {
      usePerHour: machine.power === null ? null : (machine.power * machine.devices * 1.25 * 0.436) / 1000,
      embodiedPerHour: machine.devices === 8 ? (164 * machine.devices) / (4 * 8766) : null,
    },
    calibration: {
      software: 'generic',
      source: machine.inherited ? 'sameVendor' : 'fitted',
      step: machine.inherited ? 'relative' : 'fitted',
      donor: machine.name,
      version: null,
      level: null,
      unexercised: [],
      points: 40,
      medianError: 0.12,
    },
    pools: null,
    findings: [],
  }
}

/** A fixture machine as a scenario. */
export function fixtureScenario(machine: FixtureMachine, slot: number): EvaluatedScenario {
  const id = `s${slot}`
  const resolved: ResolvedScenario = {
    id,
    hardware: fixtureProfile(machine),
    model: LLAMA_70B,
    workload: { inputTokens: INPUT, outputTokens: OUTPUT, concurrency: CONCURRENCY, cachedShare: 0 },
    deployment: {
      serving: 'aggregated',
      devices: machine.devices,
      tensorParallel: machine.devices,
      pipelineParallel: 1,
      dataParallel: 1,
      expertParallel: 1,
      weightPrecision: machine.precision,
      activationPrecision: machine.precision,
      kvPrecision: 'fp8',
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
  return { id, slot, name: `${machine.devices} × ${machine.name}`, resolved, result: fixtureResult(machine, id) }
}

/** A: 8 × B200, the baseline. */
export const A: EvaluatedScenario = fixtureScenario(B200, 0)
/** B: 4 × WSE-3, served from SRAM and bound by its fabric. */
export const B: EvaluatedScenario = fixtureScenario(WSE3, 1)
/** C: 8 × H200. */
export const C: EvaluatedScenario = fixtureScenario(H200, 2)
/** D: 8 × MI355X: calibration inherited, energy unknown. */
export const D: EvaluatedScenario = fixtureScenario(MI355X, 3)
/** A to D. */
export const FOUR: readonly EvaluatedScenario[] = [A, B, C, D]

/** E: 2 × H100 in BF16, which does not fit. */
export const MISFIT: EvaluatedScenario = fixtureScenario(H100, 4)

/** The scenario with some of its estimates marked or replaced. */
export function withMetrics(scenario: EvaluatedScenario, change: Partial<Record<Metric, Estimate>>): EvaluatedScenario {
  return {
    ...scenario,
    result: { ...scenario.result, metrics: { ...scenario.result.metrics, ...change } },
  }
}

/** A beyond the range of its calibration. */
export const EXTRAPOLATED: EvaluatedScenario = withMetrics(A, {
  tpot: { ...A.result.metrics.tpot, extrapolated: true },
  userSpeed: { ...A.result.metrics.userSpeed, extrapolated: true },
})

/** A held at a limit. */
export const CLAMPED: EvaluatedScenario = withMetrics(A, {
  tpot: { ...A.result.metrics.tpot, clamped: true },
  userSpeed: { ...A.result.metrics.userSpeed, clamped: true },
})

/** F: an 8 × H200 of which a needed figure is unknown, so that nothing was evaluated. */
export const UNEVALUATED: EvaluatedScenario = (() => {
  const scenario = fixtureScenario(H200, 5)
  const reason = 'no memory bandwidth in the profile'
  return {
    ...scenario,
    result: {
      ...scenario.result,
      fit: { ...scenario.result.fit, state: 'unknown', usable: null, fullness: null },
      metrics: Object.fromEntries(
        Object.keys(scenario.result.metrics).map((metric) => [metric, unknown(reason)]),
      ) as Record<Metric, Estimate>,
      binding: null,
      speedOfLight: [],
      operators: [],
      ledger: [],
      operatorSeconds: [],
      power: null,
      tokenEnergy: null,
    },
  }
})()
