import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { causalEntries, choosesEntries, visibleEntries, type Step, type Work } from '#shared/domain/lowering/work.ts'
import { attentionDecodeTime, attentionPrefillTime, type AttentionShape } from '../costing/attention.ts'
import { mlaDecodeTime, mlaPrefillTime, type LatentShape } from '../costing/mla.ts'
import { sparseLatentTime, type SparseLatentShape } from '../costing/sparseLatent.ts'
import { copyTiming, createTiming, type Timing } from '../costing/timing.ts'
import type { Plan } from './plan.ts'
import { scaleKernel } from './scaleTiming.ts'

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
const latent: LatentShape = {
  kvBytes: 0,
  batch: 0,
  queryLength: 0,
  kvLength: 0,
  queryHeads: 0,
  latent: 0,
  valueSize: 0,
  expandedSize: 0,
}
const chosen: SparseLatentShape = { rows: 0, entries: 0, queryHeads: 0, latent: 0, valueSize: 0, kvRead: 0 }
const dense = createTiming()

/** Softmax attention over keys and values. */
function softmaxTime(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean, out: Timing): void {
  const { machine, calibration } = plan
  const { keyValueHeads, precision } = operator
  attention.headSize = (operator.headSize + operator.valueHeadSize) / 2
  attention.kvBytes = operator.kvBytes
  attention.queryHeads = operator.queryHeads
  attention.kvHeads = keyValueHeads
  if (!prefill) {
    attention.batch = step.decodeSequences
    attention.queryLength = step.decodeTokens
    attention.kvLength = visibleEntries(operator, step.decodeContext)
    attentionDecodeTime(machine, calibration, precision, attention, out)
    return
  }
  const tokens = step.prefillTokens / step.prefillSequences
  const whole = operator.window === Infinity
  // The kernel counts q·(kv − (q−1)/2) pairs; a window is expressed as the context with as many pairs.
  attention.batch = step.prefillSequences
  attention.queryLength = tokens
  attention.kvLength = whole ? step.prefillContext : causalEntries(operator, tokens, step.prefillContext)
  attentionPrefillTime(machine, calibration, precision, attention, whole, out)
}

/** A latent read whole: absorbed in decode, expanded per head in prompts. */
function latentTime(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean, out: Timing): void {
  const { machine, calibration } = plan
  latent.kvBytes = operator.kvBytes
  latent.queryHeads = operator.queryHeads
  latent.latent = operator.headSize
  latent.valueSize = operator.valueHeadSize
  latent.expandedSize = operator.densePairSize > 0 ? operator.densePairSize : operator.promptPairSize
  if (prefill) {
    latent.batch = step.prefillSequences
    latent.queryLength = step.prefillTokens / step.prefillSequences
    latent.kvLength = Math.max(step.prefillContext, 1)
    mlaPrefillTime(machine, calibration, operator.precision, latent, out)
  } else {
    latent.batch = step.decodeSequences
    latent.queryLength = step.decodeTokens
    latent.kvLength = step.decodeContext
    mlaDecodeTime(machine, calibration, operator.precision, latent, out)
  }
}

/**
 * A latent of which each query reads entries of its own. The kernel of uncompressed latents walks all the places of its
 * choice, filled or not, whatever the context is (measured: 64 requests take as long over 1,024 tokens as over 4,096).
 */
function chosenTime(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean, work: Work, out: Timing): void {
  const tokens = prefill ? step.prefillTokens / step.prefillSequences : step.decodeTokens
  const visible = prefill
    ? causalEntries(operator, tokens, step.prefillContext)
    : visibleEntries(operator, step.decodeContext)
  chosen.rows = prefill ? step.prefillTokens : step.decodeSequences * tokens
  chosen.entries = operator.densePairSize > 0 ? operator.window : visible
  chosen.queryHeads = operator.queryHeads
  chosen.latent = operator.headSize
  chosen.valueSize = operator.valueHeadSize
  // Rows of a prompt choose largely the same entries, which the cache keeps; those of decode read each its own.
  chosen.kvRead = prefill ? work.kv : chosen.rows * visible * operator.kvElements * operator.kvBytes
  sparseLatentTime(plan.machine, plan.calibration, operator.precision, prefill, chosen, out)
}

/**
 * Seconds of attention over a cache, as served. What stacks take longer than benchmarks is fitted on dense kernels; the
 * sparse ones are taken as measured. A sparse latent that may be read whole is, where that is cheaper (SGLang reads
 * prompts densely up to 2,048 tokens, `SGLANG_DSA_PREFILL_DENSE_ATTN_KV_LEN_THRESHOLD`; where the switch is best set).
 * @param work what the operator does in this step @param out written in full
 */
export function attentionTime(
  plan: Plan,
  operator: PlanOperator,
  step: Step,
  prefill: boolean,
  work: Work,
  out: Timing,
): void {
  const factor = plan.serving.coefficients.attentionFactor
  if (operator.kind === 'attention') {
    softmaxTime(plan, operator, step, prefill, out)
    scaleKernel(factor, out)
    return
  }
  if (!choosesEntries(operator)) {
    latentTime(plan, operator, step, prefill, out)
    scaleKernel(factor, out)
    return
  }
  chosenTime(plan, operator, step, prefill, work, out)
  if (operator.densePairSize === 0) return
  latentTime(plan, operator, step, prefill, dense)
  scaleKernel(factor, dense)
  if (dense.seconds < out.seconds) copyTiming(dense, out)
}
