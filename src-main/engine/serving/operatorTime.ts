import type { Resource } from '#shared/domain/result.ts'
import { attentionDecodeTime, attentionPrefillTime, type AttentionShape } from '../costing/attention.ts'
import { collectiveTime } from '../costing/collective.ts'
import { streamTime } from '../costing/elementwise.ts'
import { gemmTime } from '../costing/gemm.ts'
import { meshOperatorTime, type MeshShape } from '../costing/mesh.ts'
import { mlaDecodeTime, mlaPrefillTime } from '../costing/mla.ts'
import { moeTime, type ExpertsShape } from '../costing/moe.ts'
import type { Timing } from '../costing/timing.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { causalEntries, rowsOf, visibleEntries, workOf, type Step, type Work } from '#shared/domain/lowering/work.ts'
import type { Plan } from './plan.ts'

/** Gated experts have three matrices; the costing of experts assumes them. */
const GATED_MATRICES = 3

// Reused, so that a step allocates nothing.
const attention: AttentionShape = {
  kvBytes: 0,
  batch: 0,
  queryLength: 0,
  kvLength: 0,
  queryHeads: 0,
  kvHeads: 0,
  headSize: 0,
}
const experts: ExpertsShape = {
  weightBytes: 0,
  tokens: 0,
  hidden: 0,
  intermediate: 0,
  topK: 0,
  experts: 0,
  tensorParallel: 1,
  expertParallel: 1,
}
const mesh: MeshShape = { bytes: 0, flops: 0, side: 0, traversals: 0, tokens: 0, hidden: 0 }

function clear(out: Timing): void {
  out.seconds = 0
  out.compute = 0
  out.memory = 0
  out.cache = 0
  out.link = 0
  out.overhead = 0
}

/**
 * Any operator on a wafer's mesh. A matrix product crosses it twice (spread the operand, gather the sums), attention and
 * experts once more each; what only streams stays where it is.
 */
function meshTime(plan: Plan, operator: PlanOperator, step: Step, work: Work, out: Timing): void {
  const { machine, calibration } = plan
  mesh.bytes = work.weights + work.kv + work.state
  mesh.flops = work.flops
  mesh.side = plan.meshSide
  mesh.traversals =
    operator.kind === 'stream' || operator.kind === 'state'
      ? 0
      : operator.kind === 'gemm'
        ? 2
        : operator.kind === 'experts'
          ? 4
          : 1
  mesh.tokens = rowsOf(operator, step)
  mesh.hidden = plan.model.hiddenSize
  meshOperatorTime(machine, calibration, operator.precision, mesh, out)
}

function attentionTime(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean, out: Timing): void {
  const { machine, calibration } = plan
  const { keyValueHeads, precision } = operator
  const latent = operator.kind === 'latent'
  attention.headSize = (operator.headSize + operator.valueHeadSize) / 2
  // Keys and values may share one matrix: the bytes per element carry that.
  attention.kvBytes = latent
    ? operator.kvBytes
    : (operator.kvBytes * operator.kvElements) / (keyValueHeads * 2 * attention.headSize)
  attention.queryHeads = operator.queryHeads
  attention.kvHeads = keyValueHeads
  if (!prefill) {
    attention.batch = step.decodeSequences
    attention.queryLength = step.decodeTokens
    attention.kvLength = visibleEntries(operator, step.decodeContext)
    if (latent) mlaDecodeTime(machine, calibration, precision, attention, out)
    else attentionDecodeTime(machine, calibration, precision, attention, out)
    return
  }
  const tokens = step.prefillTokens / step.prefillSequences
  const whole = operator.window === Infinity && operator.contextScale === 1
  // Both kernels count q·(kv − (q−1)/2) pairs; a window is expressed as the context with as many pairs.
  const entries = whole ? step.prefillContext : causalEntries(operator, tokens, step.prefillContext)
  attention.batch = step.prefillSequences
  attention.queryLength = tokens
  if (latent) {
    attention.kvLength = Math.max(whole ? entries : entries + (tokens - 1) / 2, 1)
    mlaPrefillTime(machine, calibration, precision, attention, out)
  } else {
    attention.kvLength = entries
    attentionPrefillTime(machine, calibration, precision, attention, whole, out)
  }
}

function rawTime(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean, work: Work, out: Timing): void {
  const { machine, calibration } = plan
  if (machine.mesh !== null && operator.kind !== 'collective') {
    meshTime(plan, operator, step, work, out)
    return
  }
  switch (operator.kind) {
    case 'gemm':
      gemmTime(
        machine,
        calibration,
        operator.precision,
        operator.weightBytes,
        rowsOf(operator, step),
        operator.n,
        operator.k,
        out,
      )
      return
    case 'attention':
    case 'latent':
      attentionTime(plan, operator, step, prefill, out)
      return
    case 'experts':
      experts.weightBytes = operator.weightBytes
      experts.tokens = rowsOf(operator, step)
      experts.hidden = operator.k
      experts.intermediate = (operator.intermediate * operator.matrices) / GATED_MATRICES
      experts.topK = operator.topK
      experts.experts = operator.experts
      experts.tensorParallel = operator.tensorParallel
      experts.expertParallel = operator.expertParallel
      moeTime(machine, calibration, operator.precision, experts, operator.skew, out)
      return
    case 'state':
    case 'stream':
      streamTime(machine, calibration, work.activations + work.kv + work.state, work.flops, out)
      return
    case 'collective':
      collectiveTime(
        machine,
        calibration,
        operator.collective,
        operator.devices,
        rowsOf(operator, step) * operator.bytesPerRow,
        out,
      )
      return
  }
}

function factorOf(plan: Plan, operator: PlanOperator): number {
  const { coefficients } = plan.serving
  switch (operator.kind) {
    case 'gemm':
      return coefficients.denseFactor
    case 'attention':
    case 'latent':
      return coefficients.attentionFactor
    case 'experts':
      return coefficients.expertFactor
    case 'collective':
      return coefficients.collectiveFactor * (1 - plan.layout.overlap)
    case 'state':
    case 'stream':
      return 1
  }
}

/**
 * Scales a benchmark time to service. A kernel's overhead holds the latency its traffic does not hide, so a factor below
 * 1 shortens the whole kernel (graphs, fusion) and one above 1 lengthens its traffic: either way more of a resource never
 * makes it slower. Collectives have their overhead apart.
 */
function scale(operator: PlanOperator, factor: number, out: Timing): void {
  if (operator.kind === 'collective') {
    out.seconds = out.overhead + (out.seconds - out.overhead) * factor
  } else if (factor < 1) {
    out.seconds *= factor
    out.overhead *= factor
  } else {
    out.seconds += (factor - 1) * (out.seconds - out.overhead)
  }
}

/** Seconds of an operator's operations at the dense peak. Vector operations are never what binds: 0. */
function computeFloor(plan: Plan, operator: PlanOperator, work: Work): number {
  if (operator.kind === 'stream' || operator.kind === 'state') return 0
  const peak = plan.machine.peaks[operator.precision].rate
  return peak > 0 ? work.flops / peak : 0
}

/** Bytes of weights and KV that come over the link from outside the device. */
export function streamedBytes(plan: Plan, work: Work): number {
  return work.weights * plan.streamedWeights + work.kv * plan.streamedKv
}

/**
 * Seconds at the speed of light for one run: operations at the dense peak, bytes that must come from the level the
 * model lives in at its full bandwidth, bytes that must cross the link. Activations may stay on chip and are not counted.
 */
export function floorSeconds(plan: Plan, operator: PlanOperator, work: Work): number {
  const { machine } = plan
  if (operator.kind === 'collective') {
    const link = machine.link ?? machine.network ?? machine.host
    return link === null ? 0 : (work.link / link.bandwidth) * (1 - plan.layout.overlap)
  }
  const bytes = work.weights + work.kv + work.state
  const memory = plan.bandwidth > 0 ? bytes / plan.bandwidth : 0
  const streamed = plan.streamBandwidth > 0 ? streamedBytes(plan, work) / plan.streamBandwidth : 0
  return Math.max(computeFloor(plan, operator, work), memory, streamed)
}

/**
 * The resource an operator's time is booked to: the one with the largest floor at the speed of light (on a wafer, past the
 * crossing of the mesh). Kernels that fall far short of a peak are no less bound by the resource that physics makes them
 * wait for. Collectives are moving data, their latency included.
 */
export function bindingOf(plan: Plan, operator: PlanOperator, work: Work): Resource {
  if (operator.kind === 'collective') return 'link'
  const compute = computeFloor(plan, operator, work)
  const bytes = work.weights + work.kv + work.state
  const memory = plan.bandwidth > 0 ? bytes / plan.bandwidth : 0
  if (plan.streamBandwidth > 0) {
    const streamed = streamedBytes(plan, work) / plan.streamBandwidth
    if (streamed > compute && streamed > memory) return 'host'
  }
  if (compute > memory) return 'compute'
  return plan.machine.serving.kind === 'sram' ? 'sram' : 'memory'
}

/**
 * One run of an operator: its benchmark time, scaled to service, never below the floor, and with what is kept outside the
 * device at the rate of the link it comes over. Attention-like operators are timed for decode or prompt rows alone.
 */
export function operatorTime(
  plan: Plan,
  operator: PlanOperator,
  step: Step,
  prefill: boolean,
  out: Timing,
  work: Work,
): void {
  workOf(operator, step, !prefill, prefill, work)
  if (operator.kind === 'collective' ? operator.devices < 2 || work.link <= 0 : rowsOf(operator, step) <= 0) {
    clear(out)
    return
  }
  rawTime(plan, operator, step, prefill, work, out)
  scale(operator, factorOf(plan, operator), out)
  if (plan.streamBandwidth > 0) {
    out.link = streamedBytes(plan, work) / plan.streamBandwidth
    // Copies run ahead of the kernels, so a launch hides behind them.
    if (out.seconds < out.link) out.seconds = out.link
  }
  const floor = floorSeconds(plan, operator, work)
  if (out.seconds < floor) out.seconds = floor
  if (out.overhead > out.seconds - floor) out.overhead = Math.max(0, out.seconds - floor)
}
