import type { Cause } from '#shared/domain/cause.ts'
import type { Phase, Resource } from '#shared/domain/result.ts'
import type { Timing } from '../costing/timing.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import type { Step, Work } from '#shared/domain/lowering/work.ts'
import { bindingOf } from '../serving/operatorTime.ts'
import type { Plan } from '../serving/plan.ts'
import { createTotals, crossingShare, stepTime } from '../serving/step.ts'
import { bookLine, type Ledger } from './ledger.ts'

/** Level that crossings of a wafer's mesh are booked on. */
export const MESH_LEVEL = 'mesh'

/** Where time of the serving stack itself is booked. */
export const STACK = { group: 'step', level: 'overhead', resource: 'overhead' } as const

/** Name of the link a collective runs on: the scale-up link within its domain, else the network. */
export function linkName(plan: Plan, devices: number): string {
  const { profile, link } = plan.machine
  if (link !== null && devices <= link.domain && profile.scaleUp) return profile.scaleUp.name
  return profile.scaleOut?.name ?? profile.scaleUp?.name ?? profile.hostLink?.name ?? 'link'
}

/** Name of the level outside the device that weights or KV are read from. */
export function externalLevel(plan: Plan): string {
  const { profile } = plan.machine
  return profile.memory.find((level) => level.kind === 'external')?.id ?? profile.hostLink?.name ?? 'host'
}

/** Shares of an operator's traffic by cause: what the seconds bound by its memory are divided by. */
function divide(work: Work): readonly (readonly [Cause, number])[] {
  return [
    ['weights', work.weights],
    ['kv', work.kv],
    ['state', work.state],
    ['activations', work.activations],
  ]
}

function bookOperator(
  ledger: Ledger,
  plan: Plan,
  phase: Phase,
  weight: number,
  operator: PlanOperator,
  timing: Timing,
  work: Work,
): void {
  const under = { operator, phase, group: operator.group }
  const runs = operator.count * weight
  const { levelId, kind } = plan.machine.serving
  const serving: Resource = kind === 'sram' ? 'sram' : 'memory'
  if (operator.kind === 'collective') {
    const moved = { seconds: timing.seconds * runs, bytes: work.link * runs }
    bookLine(ledger, {
      ...under,
      cause: 'collective',
      level: linkName(plan, operator.devices),
      resource: 'link',
      ...moved,
    })
    return
  }
  const launch = { cause: 'launch', level: 'overhead', resource: 'overhead' } as const
  bookLine(ledger, { ...under, ...launch, seconds: timing.overhead * runs })
  const body = (timing.seconds - timing.overhead) * runs
  const crossing = body * crossingShare(plan, operator, timing)
  bookLine(ledger, { ...under, cause: 'collective', level: MESH_LEVEL, resource: 'sram', seconds: crossing })
  const rest = body - crossing
  const binding = bindingOf(plan, operator, work)
  if (plan.streamBandwidth > 0) {
    const weights = work.weights * plan.streamedWeights
    const kv = work.kv * plan.streamedKv
    const perByte = binding === 'host' && weights + kv > 0 ? rest / (weights + kv) : 0
    const from = { ...under, level: externalLevel(plan), resource: 'host' } as const
    bookLine(ledger, { ...from, cause: 'weightStreaming', seconds: perByte * weights, bytes: weights * runs })
    bookLine(ledger, { ...from, cause: 'hostTransfer', seconds: perByte * kv, bytes: kv * runs })
  }
  const computing = { ...under, cause: 'compute', level: 'compute', resource: 'compute' } as const
  bookLine(ledger, { ...computing, seconds: binding === 'compute' ? rest : 0, flops: work.flops * runs })
  const moved = work.weights + work.kv + work.state + work.activations
  const bound = binding === serving
  for (const [cause, bytes] of divide(work)) {
    if (bytes === 0) continue
    const seconds = bound && moved > 0 ? (rest * bytes) / moved : 0
    bookLine(ledger, { ...under, cause, level: levelId, resource: serving, seconds, bytes: bytes * runs })
  }
  if (bound && moved === 0) bookLine(ledger, { ...computing, seconds: rest })
}

const totals = createTotals()

/**
 * Books one kind of step, operator by operator.
 * @param weight how much of it a token or a request carries: the booked seconds are `weight` × the step's seconds
 * @returns the step's seconds, not weighted
 */
export function bookStep(ledger: Ledger, plan: Plan, phase: Phase, step: Step, weight: number): number {
  stepTime(plan, step, totals, (operator, _prefill, timing, work) => {
    bookOperator(ledger, plan, phase, weight, operator, timing, work)
  })
  const stack = totals.stack + totals.waiting
  bookLine(ledger, {
    ...STACK,
    operator: { code: 'operatorName.stepOverhead' },
    cause: 'stepOverhead',
    phase,
    seconds: stack * weight,
  })
  return totals.seconds
}
