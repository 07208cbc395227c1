import { copiesSent, distinctExperts } from './routing.ts'
import type { PlanOperator } from './operator.ts'

/**
 * One iteration of the serving loop on one attention rank: `decodeSequences` requests make `decodeTokens` tokens each
 * over a context of `decodeContext` cached tokens, and `prefillSequences` prompts advance by `prefillTokens` new tokens
 * in total, up to a context of `prefillContext` tokens each. Averages may be fractional.
 */
export interface Step {
  decodeSequences: number
  decodeTokens: number
  decodeContext: number
  prefillSequences: number
  prefillTokens: number
  prefillContext: number
}

/** @returns a step that carries nothing, to be filled */
export function createStep(): Step {
  return {
    decodeSequences: 0,
    decodeTokens: 1,
    decodeContext: 0,
    prefillSequences: 0,
    prefillTokens: 0,
    prefillContext: 0,
  }
}

/** What one run of an operator needs on one device: a reusable out-parameter. Bytes, operations. */
export interface Work {
  /** Rows it works on. */
  rows: number
  flops: number
  weights: number
  kv: number
  state: number
  activations: number
  /** Bytes one device must send at the least. */
  link: number
}

/** @returns work of nothing, to be filled */
export function createWork(): Work {
  return { rows: 0, flops: 0, weights: 0, kv: 0, state: 0, activations: 0, link: 0 }
}

/** Rows an operator sees in a step. */
export function rowsOf(operator: PlanOperator, step: Step): number {
  const { rowsPer } = operator
  const decode = rowsPer === 'prompt' ? 0 : step.decodeSequences * step.decodeTokens
  const prompt = rowsPer === 'token' || rowsPer === 'prompt' ? step.prefillTokens : 0
  return (rowsPer === 'sequence' ? decode + step.prefillSequences : decode + prompt) * operator.rowScale
}

/** Cached entries a query over `context` tokens reads. */
export function visibleEntries(operator: PlanOperator, context: number): number {
  const compressed = context * operator.contextScale
  return Math.min(operator.contextBase, context) + (compressed < operator.window ? compressed : operator.window)
}

/** Mean entries a causal prompt chunk of `tokens` new tokens sees, ending at `context`. */
export function causalEntries(operator: PlanOperator, tokens: number, context: number): number {
  const start = context - tokens
  const limit = operator.contextScale > 0 ? operator.window / operator.contextScale : 0
  if (context <= limit) return visibleEntries(operator, start + tokens / 2)
  if (start >= limit) return visibleEntries(operator, context)
  const ramp = limit - start
  return (
    (visibleEntries(operator, start + ramp / 2) * ramp + visibleEntries(operator, context) * (tokens - ramp)) / tokens
  )
}

/** A score is written by the scan and read by the choice of the highest, in 32 bits. */
export const SCORE_BYTES = 4

/** Whether an operator is timed once for decode rows and once for prompt rows: what it does grows with their contexts. */
export function isParted({ kind }: PlanOperator): boolean {
  return kind === 'attention' || kind === 'latent' || kind === 'index'
}

/** Whether a latent is read by a sparse kernel: of every query entries of its own, or of a sequence that is compressed. */
export function choosesEntries({ sparse, contextScale }: PlanOperator): boolean {
  return sparse || contextScale !== 1
}

/** Multiply-adds per head of a prompt row, over the fewer of the chosen entries and the whole context. */
function promptPairs(operator: PlanOperator, tokens: number, context: number): number {
  const chosen = causalEntries(operator, tokens, context) * operator.promptPairSize
  return operator.densePairSize > 0 ? Math.min(chosen, (context - tokens / 2) * operator.densePairSize) : chosen
}

/** The scores of decode rows or of prompt rows: every query against the entries before it, keys read once a sequence. */
function scanWork(operator: PlanOperator, step: Step, decode: boolean, prefill: boolean, out: Work): void {
  const perPair = 2 * operator.queryHeads * operator.headSize
  const keyBytes = operator.contextScale * operator.kvElements * operator.kvBytes
  let pairs = 0
  if (decode && step.decodeSequences > 0) {
    pairs += step.decodeSequences * step.decodeTokens * step.decodeContext * operator.contextScale
    out.kv += step.decodeSequences * step.decodeContext * keyBytes
  }
  if (prefill && step.prefillTokens > 0) {
    const tokens = step.prefillTokens / step.prefillSequences
    pairs += step.prefillTokens * Math.max(0, step.prefillContext - (tokens - 1) / 2) * operator.contextScale
    out.kv += step.prefillSequences * step.prefillContext * keyBytes
  }
  out.flops = pairs * perPair
  out.activations = 2 * pairs * SCORE_BYTES
}

/**
 * The least one run of an operator must do on its device in this step.
 * @param decode count the decode rows of attention-like operators @param prefill count their prompt rows
 */
export function workOf(operator: PlanOperator, step: Step, decode: boolean, prefill: boolean, out: Work): void {
  const rows = rowsOf(operator, step)
  out.rows = rows
  out.flops = 0
  out.weights = 0
  out.kv = 0
  out.state = 0
  out.activations = 0
  out.link = 0
  switch (operator.kind) {
    case 'gemm':
      out.flops = 2 * rows * operator.n * operator.k
      out.weights = rows > 0 ? operator.n * operator.k * operator.weightBytes : 0
      out.activations = rows * (operator.n + operator.k) * 2
      return
    case 'attention':
    case 'latent': {
      const perPair = 2 * operator.queryHeads * (operator.headSize + operator.valueHeadSize)
      const perRow = operator.queryHeads * (operator.headSize + operator.valueHeadSize) * 2
      if (decode && step.decodeSequences > 0) {
        const entries = visibleEntries(operator, step.decodeContext)
        out.flops += step.decodeSequences * step.decodeTokens * entries * perPair
        out.kv += step.decodeSequences * entries * operator.kvElements * operator.kvBytes
        out.activations += step.decodeSequences * step.decodeTokens * perRow
      }
      if (prefill && step.prefillTokens > 0) {
        const tokens = step.prefillTokens / step.prefillSequences
        const perHead = promptPairs(operator, tokens, step.prefillContext)
        out.flops += step.prefillTokens * perHead * 2 * operator.queryHeads
        const reach = Math.min(step.prefillContext, visibleEntries(operator, step.prefillContext) + tokens)
        out.kv += step.prefillSequences * reach * operator.kvElements * operator.kvBytes
        out.activations += step.prefillTokens * perRow
      }
      return
    }
    case 'index':
      scanWork(operator, step, decode, prefill, out)
      return
    case 'experts': {
      const perExpert = (operator.matrices * operator.k * operator.intermediate) / operator.tensorParallel
      const hit = rows > 0 ? distinctExperts(operator.experts, operator.topK, rows) / operator.expertParallel : 0
      out.flops = (2 * rows * operator.topK * perExpert) / operator.expertParallel
      out.weights = hit * perExpert * operator.weightBytes
      out.activations = (rows * operator.topK * 2 * operator.k * 2) / operator.expertParallel
      return
    }
    case 'state':
      out.flops = rows * operator.flopsPerRow
      out.state = 2 * (step.decodeSequences + step.prefillSequences) * operator.stateBytes
      out.activations = rows * operator.bytesPerRow
      return
    case 'stream':
      out.flops = rows * operator.flopsPerRow
      out.activations = rows * operator.bytesPerRow
      return
    case 'collective': {
      const payload = rows * operator.bytesPerRow
      if (operator.topK > 0) {
        out.link = payload * copiesSent(operator.devices, operator.topK)
        return
      }
      // Least bytes a device sends: switches that reduce in the network halve a ring's 2(n−1)/n for an all-reduce.
      const share = operator.collective === 'sendReceive' ? 1 : (operator.devices - 1) / operator.devices
      out.link = payload * share
      return
    }
  }
}
