import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Work } from '#shared/domain/lowering/work.ts'
import type { DataflowConstants } from '../calibration/dataflow.ts'
import type { Machine } from '../machine/machine.ts'
import { computeSeconds } from './roofline.ts'
import { clearTiming, writeKernel, type Timing } from './timing.ts'

/** Exchanges of an all-reduce: the parts are gathered where they are summed, and the sums sent back. */
const EXCHANGES_OF_REDUCTION = 2
/** Exchanges of a layer of experts: tokens go to their experts, and the results come back. */
const EXCHANGES_OF_ROUTING = 2
/** A stage hands its row to one neighbour and waits for no answer. */
const EXCHANGES_OF_PASSAGE = 0.5

function exchangesOf(operator: PlanOperator): number {
  switch (operator.collective) {
    case 'allReduce':
      return EXCHANGES_OF_REDUCTION
    case 'sendReceive':
      return EXCHANGES_OF_PASSAGE
    default:
      return 1
  }
}

function exchangeTime(
  machine: Machine,
  constants: DataflowConstants,
  operator: PlanOperator,
  work: Work,
  out: Timing,
): void {
  const link = (machine.link ?? machine.network)?.bandwidth ?? constants.link.value
  clearTiming(out)
  out.link = work.link / link
  out.overhead = exchangesOf(operator) * constants.exchange.value
  out.seconds = out.overhead + out.link
}

/**
 * One operator on a machine that runs a schedule made ahead (LPU, reconfigurable dataflow): no launch, operations at a share
 * of the dense peak beside bytes at a share of the bandwidth, and a fixed time for every exchange between devices.
 * @param work what the operator does on one device
 * @param routed experts lie on several devices, and no exchange of its own brings tokens to them @param out written in full
 */
export function dataflowTime(
  machine: Machine,
  constants: DataflowConstants,
  operator: PlanOperator,
  work: Work,
  routed: boolean,
  out: Timing,
): void {
  if (operator.kind === 'collective') {
    exchangeTime(machine, constants, operator, work, out)
    return
  }
  const streams = operator.kind === 'stream' || operator.kind === 'state'
  writeKernel(
    out,
    routed ? EXCHANGES_OF_ROUTING * constants.exchange.value : 0,
    streams ? 0 : computeSeconds(machine, operator.precision, work.flops, constants.compute.value),
    (work.weights + work.kv + work.state) / (machine.serving.bandwidth * constants.memory.value),
    0,
    0,
  )
}
