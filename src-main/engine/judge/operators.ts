import type { OperatorResult, Phase, Resource } from '#shared/domain/result.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { amount, type Amount } from '#shared/units/amount.ts'
import { collectiveResidual, operatorResidual } from '../calibration/intervals.ts'
import type { Family } from '../calibration/calibration.ts'
import type { Timing } from '../costing/timing.ts'
import { externalLevel, linkName, MESH_LEVEL } from '../ledger/bookStep.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { choosesEntries, isParted, rowsOf, type Step, type Work } from '#shared/domain/lowering/work.ts'
import { bindingOf, floorSeconds, streamedBytes } from '../serving/operatorTime.ts'
import type { Plan } from '../serving/plan.ts'
import { createTotals, crossingShare, stepTime } from '../serving/step.ts'

function familyOf(plan: Plan, operator: PlanOperator, prefill: boolean): Family {
  if (plan.machine.mesh !== null && operator.kind !== 'collective') return 'mesh'
  switch (operator.kind) {
    case 'gemm':
      return 'gemm'
    case 'attention':
      return prefill ? 'attentionPrefill' : 'attentionDecode'
    case 'latent':
      if (choosesEntries(operator)) return 'sparseAttention'
      return prefill ? 'mlaPrefill' : 'mlaDecode'
    case 'index':
      return 'index'
    case 'experts':
      return 'moe'
    case 'state':
    case 'stream':
      return 'stream'
    case 'collective':
      return operator.collective
  }
}

/** A count to three digits, as a formula prints it. */
function digits(value: number): Amount {
  return amount(Number(value.toPrecision(3)), 'count', { trim: true })
}

function formulaOf(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean, work: Work): Wording {
  const rows = digits(rowsOf(operator, step))
  switch (operator.kind) {
    case 'gemm': {
      const { n, k, weightBytes } = operator
      return { code: 'operator.product', parameters: { rows, n: digits(n), k: digits(k), weightBytes } }
    }
    case 'attention':
    case 'latent': {
      const parameters = {
        requests: digits(prefill ? step.prefillSequences : step.decodeSequences),
        context: digits(prefill ? step.prefillContext : step.decodeContext),
        elements: digits(operator.kvElements),
        elementBytes: operator.kvBytes,
        read: digits(work.kv),
      }
      return { code: 'operator.attention', parameters }
    }
    case 'index': {
      const parameters = {
        requests: digits(prefill ? step.prefillSequences : step.decodeSequences),
        entries: digits((prefill ? step.prefillContext : step.decodeContext) * operator.contextScale),
        heads: operator.queryHeads,
        headSize: operator.headSize,
        operations: digits(work.flops),
        keys: digits(work.kv),
        scores: digits(work.activations),
      }
      return { code: 'operator.index', parameters }
    }
    case 'experts': {
      const { topK: chosen, experts } = operator
      return { code: 'operator.experts', parameters: { tokens: rows, chosen, experts, read: digits(work.weights) } }
    }
    case 'collective': {
      const { devices } = operator
      const parameters = { rows, rowBytes: digits(operator.bytesPerRow), devices, link: linkName(plan, devices) }
      return { code: 'operator.collective', parameters }
    }
    case 'state':
      return { code: 'operator.state', parameters: { moved: digits(work.state) } }
    case 'stream':
      return { code: 'operator.stream', parameters: { moved: digits(work.activations + work.kv) } }
  }
}

function boundLevel(plan: Plan, operator: PlanOperator, binding: Resource, crossing: number): string {
  if (operator.kind === 'collective') return linkName(plan, operator.devices)
  if (crossing > 0.5) return MESH_LEVEL
  if (binding === 'host') return externalLevel(plan)
  if (binding === 'compute') return 'compute'
  return plan.machine.serving.levelId
}

/** Bytes one run moves at the level the model lives in: activations that its time leaves no room for stayed on chip. */
function levelBytes(plan: Plan, timing: Timing, work: Work): number {
  const must = work.weights + work.kv + work.state
  const room = timing.seconds * plan.bandwidth - must
  return must + Math.max(0, Math.min(work.activations, room))
}

/** Attention runs twice in a step that carries a prompt beside decoding requests: the two are named apart. */
function nameOf(operator: PlanOperator, phase: Phase, prefill: boolean): Wording {
  return isParted(operator) && phase === 'prefill' && !prefill
    ? { code: 'operatorName.decoding', parameters: { operator: operator.name } }
    : operator.name
}

function result(
  plan: Plan,
  phase: Phase,
  step: Step,
  operator: PlanOperator,
  prefill: boolean,
  timing: Timing,
  work: Work,
): OperatorResult {
  const exchanges = operator.topK > 0
  const interval =
    operator.kind === 'collective'
      ? collectiveResidual(
          plan.machine,
          plan.calibration,
          exchanges ? 'tokenExchange' : operator.collective,
          operator.devices,
        )
      : operatorResidual(plan.calibration, familyOf(plan, operator, prefill))
  const { count } = operator
  const crossing = crossingShare(plan, operator, timing)
  const binding = bindingOf(plan, operator, work)
  const overheadBound = operator.kind !== 'collective' && timing.overhead > timing.seconds / 2
  const bound: Resource = overheadBound ? 'overhead' : crossing > 0.5 ? 'sram' : binding
  const seconds = timing.seconds * count
  const floor = floorSeconds(plan, operator, work) * count
  const bytes: Record<string, number> =
    operator.kind === 'collective'
      ? { link: work.link * count }
      : { [plan.machine.serving.levelId]: levelBytes(plan, timing, work) * count }
  const streamed = plan.streamBandwidth > 0 ? streamedBytes(plan, work) : 0
  if (streamed > 0) bytes[externalLevel(plan)] = streamed * count
  return {
    name: nameOf(operator, phase, prefill),
    group: operator.group,
    phase,
    flops: work.flops * count,
    bytes,
    seconds,
    low: Math.max(floor, seconds * interval.low),
    high: seconds * interval.high,
    floor,
    bound,
    boundLevel: overheadBound ? 'overhead' : boundLevel(plan, operator, binding, crossing),
    precision: operator.precision,
    count,
    formula: formulaOf(plan, operator, step, prefill, work),
  }
}

const totals = createTotals()

/** Every operator of a step with its work, time, floor and what binds it; those that did not run are left out. */
export function operatorResults(plan: Plan, phase: Phase, step: Step): OperatorResult[] {
  const results: OperatorResult[] = []
  stepTime(plan, step, totals, (operator, prefill, timing, work) => {
    if (timing.seconds > 0) results.push(result(plan, phase, step, operator, prefill, timing, work))
  })
  return results
}
