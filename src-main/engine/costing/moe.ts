import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration, ExpertCoefficients } from '../calibration/calibration.ts'
import { distinctExperts } from '#shared/domain/lowering/routing.ts'
import type { Machine } from '../machine/machine.ts'
import { createTiming, writeKernel, type Timing } from './timing.ts'

const ACTIVATION_BYTES = 2
/** Gate, up and down projections of a gated expert. */
const MATRICES = 3

/** A layer of routed experts, as it lies on a whole expert group. */
export interface RoutedLayer {
  /** Bytes per weight as stored. */
  readonly weightBytes: number
  /** Model width. */
  readonly hidden: number
  /** Width of one expert. */
  readonly intermediate: number
  /** Experts per token. */
  readonly topK: number
  /** Experts in the layer. Copies of busy experts count: tokens are dealt over the copies, so one is as likely hit as another. */
  readonly experts: number
  /** Devices one expert is cut over. */
  readonly tensorParallel: number
  /** Devices the experts are spread over. */
  readonly expertParallel: number
}

/** One feed-forward of such a layer. */
export interface ExpertsShape extends RoutedLayer {
  /** Tokens entering the layer in the whole expert group. */
  readonly tokens: number
}

/** Kernels of one format for the experts of one device: all their time takes but what reaches them. */
export interface ExpertsKernel {
  readonly overhead: number
  /** Elements of one expert's matrices on this device, and bytes of each as stored. */
  readonly elements: number
  readonly weightBytes: number
  /** Rows multiplied for nothing per active expert. */
  readonly idleRows: number
  /** Operations/s reached. */
  readonly rate: number
  /** Bytes/s: the level's own, and what of them is reached. */
  readonly bandwidth: number
  readonly reached: number
  /** Seconds one tile takes whatever the rates. */
  readonly latency: number
  /** Model width, and times the (token, expert) activations of that width are moved. */
  readonly hidden: number
  readonly activation: number
}

/** The kernels of one format on a machine. @param precision format of the arithmetic */
export function expertsKernel(
  machine: Machine,
  coefficients: ExpertCoefficients,
  precision: Precision,
  { weightBytes, hidden, intermediate, tensorParallel }: RoutedLayer,
): ExpertsKernel {
  const width = intermediate / tensorParallel
  const { bandwidth } = machine.serving
  return {
    overhead: coefficients.overhead,
    elements: MATRICES * hidden * width,
    weightBytes,
    idleRows: coefficients.idleRows,
    rate: machine.peaks[precision].rate * coefficients.compute,
    bandwidth,
    reached: bandwidth * coefficients.memory,
    latency: (hidden + width) * coefficients.serial,
    hidden,
    activation: coefficients.activation,
  }
}

/** What reaches one device. Reused: whoever asks for a time writes every field. */
export interface Reached {
  /** (token, expert) pairs. */
  pairs: number
  /** Distinct experts among them. */
  touched: number
  /** Factor on the kernel, 1 = equal loads. */
  unevenness: number
}

/** Writes what reaches a device on average: at least one pair, no more experts than pairs. @param out its first two fields */
export function writeReached(assignments: number, active: number, out: Reached): void {
  const pairs = assignments > 1 ? assignments : 1
  out.pairs = pairs
  out.touched = active > pairs ? pairs : active > 1 ? active : 1
}

function computeSeconds({ elements, idleRows, rate }: ExpertsKernel, { pairs, touched, unevenness }: Reached): number {
  const flops = 2 * elements * (pairs + idleRows * touched)
  return flops > 0 ? unevenness * (flops / rate) : 0
}

function memorySeconds({ elements, weightBytes, reached }: ExpertsKernel, { touched, unevenness }: Reached): number {
  return (unevenness * touched * elements * weightBytes) / reached
}

/** Seconds in which activations are gathered, quantised, scattered and summed. */
function movingSeconds({ activation, hidden, bandwidth }: ExpertsKernel, { pairs }: Reached): number {
  return (activation * pairs * hidden * ACTIVATION_BYTES) / bandwidth
}

/** The feed-forward of the experts one device holds, given what reaches it. @param out written in full */
export function expertsKernelTime(kernel: ExpertsKernel, reached: Readonly<Reached>, out: Timing): void {
  writeKernel(
    out,
    kernel.overhead,
    computeSeconds(kernel, reached),
    memorySeconds(kernel, reached),
    kernel.latency,
    movingSeconds(kernel, reached),
  )
}

/** Seconds the same takes at the least: resources and latency overlap, but none of them is shortened by the others. */
function leastSeconds(kernel: ExpertsKernel, reached: Readonly<Reached>): number {
  const body = Math.max(computeSeconds(kernel, reached), memorySeconds(kernel, reached), kernel.latency)
  return kernel.overhead + body + movingSeconds(kernel, reached)
}

/** The routed experts of a layer on one machine: all their time takes but the tokens. */
export interface RoutedKernel {
  readonly topK: number
  readonly experts: number
  readonly expertParallel: number
  /** Share of all (token, expert) pairs that reaches the busiest device. */
  readonly share: number
  readonly narrow: ExpertsKernel
  /** Sixteen-bit kernels, taken where they are faster; null: the others are of 16 bits themselves. */
  readonly wide: ExpertsKernel | null
  /** Bytes moved per activation element by the pass that unpacks them for the 16-bit kernels. */
  readonly conversion: number
}

/**
 * The kernels of routed experts. Where those of a narrow format were measured to be slower than 16-bit ones (block-scaled
 * experts under vLLM on Blackwell from 4,096 tokens on, by a third), weights are unpacked for those after a pass over the
 * activations: narrower is never slower than that.
 * @param precision format of the arithmetic @param skew load of the busiest expert shard over the mean, 1 = even
 */
export function routedKernel(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  layer: RoutedLayer,
  skew: number,
): RoutedKernel {
  const { topK, experts, expertParallel } = layer
  const { moe, wideExperts, gemm } = calibration
  return {
    topK,
    experts,
    expertParallel,
    share: expertParallel > 1 ? Math.min(1, skew / expertParallel) : 1,
    narrow: expertsKernel(machine, moe, precision, layer),
    wide: wideExperts === null ? null : expertsKernel(machine, wideExperts, 'bf16', layer),
    conversion: gemm.conversion,
  }
}

const reached: Reached = { pairs: 0, touched: 0, unevenness: 1 }
const widely = createTiming()

/**
 * The routed experts' feed-forward on the busiest device: grouped matrix multiplications over the experts it holds.
 * Routing is random with all experts equally likely; skew adds to the load of the busiest device.
 * @param tokens tokens entering the layer in the whole expert group @param out written in full
 */
export function routedKernelTime(kernel: RoutedKernel, tokens: number, out: Timing): void {
  const { topK, experts, expertParallel, share, wide } = kernel
  writeReached(tokens * topK * share, distinctExperts(experts, topK, tokens) / expertParallel, reached)
  expertsKernelTime(kernel.narrow, reached, out)
  if (wide === null) return
  const pass = (kernel.conversion * tokens * share * wide.hidden) / wide.bandwidth
  // Most often the narrow kernels are faster than the others could be: those are then not worth timing.
  if (leastSeconds(wide, reached) + pass >= out.seconds) return
  expertsKernelTime(wide, reached, widely)
  if (widely.seconds + pass >= out.seconds) return
  out.seconds = widely.seconds + pass
  out.compute = widely.compute
  out.memory = widely.memory + pass
  out.overhead = widely.overhead
}

/** The time of routed experts asked for once, as benchmarks do. */
export function moeTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  shape: ExpertsShape,
  skew: number,
  out: Timing,
): void {
  routedKernelTime(routedKernel(machine, calibration, precision, shape, skew), shape.tokens, out)
}
