import type { Resource } from '#shared/domain/result.ts'
import { collectiveKernelTime } from '../costing/collective.ts'
import { dataflowTime } from '../costing/dataflow.ts'
import { streamKernelParts } from '../costing/elementwise.ts'
import { exchangeKernelTime } from '../costing/exchange.ts'
import { indexScanTime } from '../costing/indexScan.ts'
import { gemmKernelParts } from '../costing/gemm.ts'
import { meshOperatorTime, type MeshShape } from '../costing/mesh.ts'
import { routedKernelTime } from '../costing/moe.ts'
import { clearTiming, copyTiming, createParts, overlap, type Parts, type Timing } from '../costing/timing.ts'
import type { DataflowConstants } from '../calibration/dataflow.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Step, Work } from '#shared/domain/lowering/work.ts'
import { attentionTime } from './attentionTime.ts'
import { gatheredChoices, planWork } from './planWork.ts'
import type { Plan } from './plan.ts'
import { peakOf, type PlannedOperator } from './plannedOperator.ts'
import { scaleKernel, scaleTransfer } from './scaleTiming.ts'

// Reused, so that a step allocates nothing.
const mesh: MeshShape = { bytes: 0, flops: 0, side: 0, traversals: 0, tokens: 0, hidden: 0 }

/**
 * Crossings of a wafer's mesh. A matrix product crosses it twice (spread the operand, gather the sums), attention and
 * experts once more each; what only streams stays where it is.
 */
function traversalsOf({ kind }: PlanOperator): number {
  switch (kind) {
    case 'stream':
    case 'state':
      return 0
    case 'gemm':
      return 2
    case 'experts':
      return 4
    default:
      return 1
  }
}

/** Any operator on a wafer's mesh. */
function meshTime(plan: Plan, operator: PlanOperator, work: Work, out: Timing): void {
  mesh.bytes = work.weights + work.kv + work.state
  mesh.flops = work.flops
  mesh.side = plan.meshSide
  mesh.traversals = traversalsOf(operator)
  mesh.tokens = work.rows
  mesh.hidden = plan.model.hiddenSize
  meshOperatorTime(plan.machine, plan.calibration, operator.precision, mesh, out)
}

/** Any operator on a machine that runs a schedule made ahead. */
function scheduledTime(
  { machine, layout }: Plan,
  constants: DataflowConstants,
  operator: PlanOperator,
  work: Work,
  out: Timing,
): void {
  const spread = operator.kind === 'experts' && operator.tensorParallel * operator.expertParallel > 1
  dataflowTime(machine, constants, operator, work, spread && layout.attentionRanks === 1, out)
}

/** One run as its kernel takes it in a benchmark: its parts, or its time where that is not made of parts that overlap. */
function kernelParts(plan: Plan, planned: PlannedOperator, step: Step, prefill: boolean, work: Work, out: Parts): void {
  const { operator } = planned
  switch (planned.timedAs) {
    case 'gemm':
      gemmKernelParts(planned.kernel, work.rows, out)
      return
    case 'stream':
      streamKernelParts(planned.kernel, work.activations + work.kv + work.state, work.flops, out)
      return
    case 'collective':
      collectiveKernelTime(planned.kernel, work.rows * operator.bytesPerRow, out)
      return
    case 'attention':
      attentionTime(plan, operator, step, prefill, work, out)
      return
    case 'experts':
      routedKernelTime(planned.kernel, work.rows, out)
      return
    case 'exchange':
      exchangeKernelTime(planned.kernel, work.rows, out)
      return
    case 'index': {
      const gathered = gatheredChoices(plan, operator, step, prefill)
      indexScanTime(plan.machine, plan.calibration, operator.precision, prefill, work, gathered, out)
      return
    }
    case 'mesh':
      meshTime(plan, operator, work, out)
      return
    case 'dataflow':
      scheduledTime(plan, planned.kernel, operator, work, out)
      return
  }
}

/**
 * Scales a benchmark time to service. Attention has its own factor in its time; what streams, and the index scan, is taken
 * as measured.
 */
function scaleToService({ serving, layout }: Plan, { kind }: PlanOperator, out: Timing): void {
  const { coefficients } = serving
  if (kind === 'gemm') scaleKernel(coefficients.denseFactor, out)
  else if (kind === 'collective') scaleTransfer(coefficients.collectiveFactor * (1 - layout.overlap), out)
  else if (kind === 'experts') scaleKernel(coefficients.expertFactor, out)
}

/** Bytes of weights and KV that come over the link from outside the device. */
export function streamedBytes(plan: Plan, work: Work): number {
  return work.weights * plan.streamedWeights + work.kv * plan.streamedKv
}

/** Seconds of operations at a dense peak. */
function computeFloor(peak: number, work: Work): number {
  return peak > 0 ? work.flops / peak : 0
}

function floorAt(plan: Plan, operator: PlanOperator, peak: number, work: Work): number {
  const { machine } = plan
  if (operator.kind === 'collective') {
    const link = machine.link ?? machine.network ?? machine.host
    return link === null ? 0 : (work.link / link.bandwidth) * (1 - plan.layout.overlap)
  }
  const bytes = work.weights + work.kv + work.state
  const memory = plan.bandwidth > 0 ? bytes / plan.bandwidth : 0
  const streamed = plan.streamBandwidth > 0 ? streamedBytes(plan, work) / plan.streamBandwidth : 0
  return Math.max(computeFloor(peak, work), memory, streamed)
}

/**
 * Seconds at the speed of light for one run: operations at the dense peak, bytes that must come from the level the
 * model lives in at its full bandwidth, bytes that must cross the link. Activations may stay on chip and are not counted.
 */
export function floorSeconds(plan: Plan, operator: PlanOperator, work: Work): number {
  return floorAt(plan, operator, peakOf(plan.machine, operator), work)
}

/** `bindingOf` an operator whose dense peak is at hand. */
export function bindingAt(plan: Plan, operator: PlanOperator, peak: number, work: Work): Resource {
  if (operator.kind === 'collective') return 'link'
  const compute = computeFloor(peak, work)
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
 * The resource an operator's time is booked to: the one with the largest floor at the speed of light (on a wafer, past the
 * crossing of the mesh). Kernels that fall far short of a peak are no less bound by the resource that physics makes them
 * wait for. Collectives are moving data, their latency included.
 */
export function bindingOf(plan: Plan, operator: PlanOperator, work: Work): Resource {
  return bindingAt(plan, operator, peakOf(plan.machine, operator), work)
}

function isIdle(operator: PlanOperator, work: Work): boolean {
  return operator.kind === 'collective' ? operator.devices < 2 || work.link <= 0 : work.rows <= 0
}

/**
 * The first half of timing one run of an operator: what it works on, and what each resource alone takes of its kernel in a
 * benchmark. Attention-like operators are timed for decode or prompt rows alone. `overlap` makes seconds of the parts.
 */
export function operatorParts(
  plan: Plan,
  planned: PlannedOperator,
  step: Step,
  prefill: boolean,
  out: Parts,
  work: Work,
): void {
  const { operator } = planned
  out.apart = false
  planWork(plan, operator, step, !prefill, prefill, work)
  if (isIdle(operator, work)) clearTiming(out)
  else kernelParts(plan, planned, step, prefill, work, out)
}

/**
 * The second half: the benchmark time, scaled to service, never below the floor, and with what is kept outside the device
 * at the rate of the link it comes over.
 */
export function toService(plan: Plan, { operator, peak }: PlannedOperator, out: Timing, work: Work): void {
  if (isIdle(operator, work)) return
  scaleToService(plan, operator, out)
  if (plan.streamBandwidth > 0) {
    out.link = streamedBytes(plan, work) / plan.streamBandwidth
    // Copies run ahead of the kernels, so a launch hides behind them.
    if (out.seconds < out.link) out.seconds = out.link
  }
  const floor = floorAt(plan, operator, peak, work)
  if (out.seconds < floor) out.seconds = floor
  if (out.overhead > out.seconds - floor) out.overhead = Math.max(0, out.seconds - floor)
}

const parts = createParts()

/** One run of one of the plan's operators, outside of a step. */
export function operatorTime(
  plan: Plan,
  operator: PlanOperator,
  step: Step,
  prefill: boolean,
  out: Timing,
  work: Work,
): void {
  const planned = plan.planned[plan.operators.indexOf(operator)] as PlannedOperator
  operatorParts(plan, planned, step, prefill, parts, work)
  overlap(parts)
  toService(plan, planned, parts, work)
  copyTiming(parts, out)
}
