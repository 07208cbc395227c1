import type { Deployment } from '#shared/domain/deployment.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { BITS_PER_ELEMENT, type Precision } from '#shared/domain/precision.ts'
import { heldParameters } from '#shared/domain/weights/weightBytes.ts'
import type { Machine } from '../machine/machine.ts'
import type { AttentionDecodeCoefficients, AttentionPrefillCoefficients, Calibration } from './calibration.ts'
import { calibrationFor } from './coefficients.ts'
import { llamaCppClassOf, productRate, type LlamaCppClass } from './llamaCppClass.ts'
import type { MeasuredDomain } from './measuredDomain.ts'
import { LLAMA_CPP_ENTRIES, type LlamaCppEntry } from './llamaCppTable.ts'
import type { ServingCalibration } from './serving.ts'
import { NEUTRAL_SERVING } from './servingCoefficients.ts'

/** A stack whose kernels and overheads go together. */
export interface LocalStack {
  /** @param dense format of products @param experts format of the products of experts */
  readonly kernels: (dense: Precision, experts: Precision) => Calibration
  readonly serving: ServingCalibration
}

/**
 * Bits per weight of the files llama.cpp reads, scales and the wider head included: Q4_K_M 4.85 and Q8_0 8.5
 * (ggml-org/llama.cpp, examples/quantize/README.md). Others are held as they are elsewhere.
 */
const FILE_BITS: Readonly<Partial<Record<Precision, number>>> = { int4: 4.85, int8: 8.5 }

/** Bits below which weights are unpacked before they are multiplied. */
const PLAIN_BITS = 16

/** Kinds of devices that no other measured stack serves: without a named stack they run llama.cpp. */
const ONLY_LOCAL: ReadonlySet<LlamaCppClass> = new Set(['apple', 'radeon', 'arc', 'shared', 'cpu'])

/** Share of the products that attention of one row reaches, which no measurement tells apart. Grade: estimate. */
const ROW_COMPUTE = 0.5
/** Norms, gates and sums run at the bandwidth; what they take above it is in the share of the products around them. */
const STREAM = { overhead: 0, compute: 1, memory: 1 }
/** Bytes moved per new element of the cache: it is written in 16 bits. */
const APPEND = 2

/** Loads of llama-bench: one request, up to 8,192 tokens. */
export const LOCAL_DOMAIN: MeasuredDomain = {
  requestsPerRank: [1, 1],
  inputTokens: [1, 8192],
  contextTokens: [1, 8193],
}

/**
 * Devices on which a server of 2024 was measured under this name, in 16-bit weights alone and much slower: a build of its own
 * (argonne-lcf/LLM-Inference-Bench @4211f5d). There 16-bit weights are served as it did, quantised ones as llama-bench runs them.
 */
const SERVED_IN_2024: ReadonlySet<string> = new Set(['a100-sxm-40', 'h100-sxm', 'mi250x', 'mi300x'])

function shareOf(share: number): number {
  return Math.min(1, share)
}

/** Bytes of the weights a token passes through as the engine holds them, over those of the file. */
function heldOverFile(model: ModelProfile, weights: Precision): number {
  const fileBits = FILE_BITS[weights]
  if (fileBits === undefined) return 1
  let held = 0
  let file = 0
  for (const { held: as, parameters } of heldParameters(model, weights, 'active')) {
    held += parameters * as.bits
    file += parameters * fileBits
  }
  return held / file
}

function kernels(
  machine: Machine,
  entry: LlamaCppEntry,
  weights: Precision,
  ratio: number,
  formats: { readonly dense: Precision; readonly experts: Precision },
): Calibration {
  const base = calibrationFor(machine, 'llamacpp', formats.dense)
  const bits = BITS_PER_ELEMENT[weights]
  const isPlain = bits >= PLAIN_BITS
  // Shares are of 16-bit products: what a narrower unit could do is not used.
  const computeIn = (format: Precision): number => {
    const unit = productRate(machine) / machine.peaks[format].rate
    return shareOf((isPlain ? entry.promptPlain : entry.promptQuantised) * (Number.isFinite(unit) ? unit : 1))
  }
  // The bytes of the file are read, not those of the nearest format of the engine.
  const memory = shareOf((isPlain ? entry.memoryPlain : entry.memoryQuantised) * ratio)
  const row: AttentionDecodeCoefficients = {
    overhead: 0,
    compute: ROW_COMPUTE,
    memory: entry.cache,
    serial: 0,
    split: 0,
    warm: 1,
  }
  const prompt: AttentionPrefillCoefficients = {
    overhead: 0,
    compute: shareOf(entry.attention),
    memory: entry.cache,
    serial: 0,
    rampTokens: 0,
    append: APPEND,
  }
  const latent = { overhead: 0, compute: ROW_COMPUTE, memory: entry.cache, serial: 0, split: 0, idleRows: 0 }
  return {
    ...base,
    gemm: {
      overhead: 0,
      compute: computeIn(formats.dense),
      memory,
      serial: 0,
      throttle: 0,
      conversion: 0,
      fill: 0,
      singleRow: 0,
    },
    moe: {
      overhead: 0,
      compute: computeIn(formats.experts),
      memory,
      serial: 0,
      idleRows: 0,
      activation: 2,
      imbalance: 0,
    },
    attentionDecode: row,
    attentionDecodeNarrow: row,
    attentionPrefill: prompt,
    attentionPrefillNarrow: prompt,
    attentionPrefillFp8: prompt,
    mlaDecode: latent,
    mlaDecodeNarrow: latent,
    mlaPrefill: prompt,
    mlaPrefillNarrow: prompt,
    stream: STREAM,
  }
}

function servingOf(machine: Machine, entry: LlamaCppEntry, version: string | null): ServingCalibration {
  const isMeasured = entry.devices.includes(machine.id)
  // Builds of llama.cpp have numbers that its measurements were published without.
  const measured = version !== null ? 'versionUnseen' : 'fitted'
  return {
    software: 'llamacpp',
    source: isMeasured ? 'fitted' : entry.points > 0 ? 'sameVendor' : 'generic',
    step: isMeasured ? measured : entry.points > 0 ? 'relative' : 'generic',
    donor: `${entry.class}/llamacpp`,
    version: null,
    level: null,
    unexercised: [],
    points: entry.points,
    medianError: entry.decodeError,
    coefficients: { ...NEUTRAL_SERVING, perLayer: entry.perLayer },
    tpot: entry.decode,
    ttft: entry.prompt,
    domain: LOCAL_DOMAIN,
  }
}

/**
 * llama.cpp on a device of one's own, where it is the stack of a deployment: a step reads its weights at a share of the
 * memory bandwidth and adds a time per layer; prompts multiply at a share of the peak. The shares belong to the kind of
 * device.
 * @param weights format the weights are asked for in
 * @returns null: another stack, or a device that llama.cpp has no kernels for
 */
export function localStack(
  machine: Machine,
  { software, serving, stack, softwareVersion }: Pick<Deployment, 'software' | 'serving' | 'stack' | 'softwareVersion'>,
  model: ModelProfile,
  weights: Precision,
): LocalStack | null {
  if (stack !== null || (software !== null && software !== 'llamacpp')) return null
  if (BITS_PER_ELEMENT[weights] >= PLAIN_BITS && SERVED_IN_2024.has(machine.id)) return null
  const kind = llamaCppClassOf(machine)
  const entry = kind === null ? undefined : LLAMA_CPP_ENTRIES.get(kind)
  if (kind === null || entry === undefined) return null
  const isChosen = software === 'llamacpp' || ONLY_LOCAL.has(kind) || (kind === 'geforce' && serving === 'static')
  if (!isChosen) return null
  const ratio = heldOverFile(model, weights)
  return {
    kernels: (dense, experts) => kernels(machine, entry, weights, ratio, { dense, experts }),
    serving: servingOf(machine, entry, softwareVersion),
  }
}
