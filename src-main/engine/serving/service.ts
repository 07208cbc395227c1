import type { Workload } from '#shared/domain/workload.ts'
import type { Plan } from './plan.ts'

/** One kind of worker and how many of them. */
export interface Workers {
  readonly plan: Plan
  /** Independent copies of the model. */
  readonly copies: number
  /** Most requests the copies hold at once; Infinity: not limited by memory. */
  readonly capacity: number
}

/** A deployment ready to be loaded. */
export type Service =
  | {
      readonly mode: 'static' | 'aggregated'
      readonly workers: Workers
      /** The same workers as steps with prompts find them, where the machine deals its bandwidth out by phase. */
      readonly prompts?: Workers
    }
  | {
      readonly mode: 'disaggregated'
      readonly prefill: Workers
      readonly decode: Workers
      /** Requests per worker. */
      readonly prefillBatch: number
      readonly decodeBatch: number
      /** Bytes of KV one device of a prefill worker sends for a context of so many tokens. */
      readonly transferBytes: (tokens: number) => number
      /** Bytes/s per device on the way between the pools; `UNKNOWN`: what crosses it is not counted. */
      readonly transferBandwidth: number
    }

/** New prompt tokens of a request: at least one, or there would be nothing to start from. */
export function newTokens(load: Workload): number {
  return Math.max(1, load.inputTokens * (1 - load.cachedShare))
}

/** Requests of one attention rank and micro-batch when `requests` are spread over the workers; at least one. */
export function rankBatch(workers: Workers, requests: number): number {
  const { layout } = workers.plan
  const perRank = requests / (workers.copies * layout.attentionRanks)
  return Math.max(1, perRank / layout.pipelineParallel)
}
