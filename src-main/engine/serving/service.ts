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

/** One end of the way between two pools. */
export interface PathEnd {
  /** Name of its device. */
  readonly device: string
  readonly path: 'scaleUp' | 'scaleOut' | 'host' | 'unknown'
  /** Name of the link, as its profile has it. */
  readonly name: string
  /** Bytes/s per device; `UNKNOWN`: no link is known, nor when a request that crosses it starts. */
  readonly bandwidth: number
}

/** How the cache of a prompt reaches the pool that decodes. */
export interface Transfer {
  readonly sender: PathEnd
  readonly taker: PathEnd
  /** Bytes one device of a prefill worker sends for a context of so many tokens. */
  readonly sent: (tokens: number) => number
  /** Bytes one device of a decode worker takes of them, in the sender's format. */
  readonly taken: (tokens: number) => number
  /** What arrives is written anew, in the format or the order of the pool that decodes. */
  readonly converts: boolean
  /** Seconds in which one device of a decode worker does so. */
  readonly rewriting: (tokens: number) => number
}

/** What a prompt's cache takes on its way, seconds: at each end, and to be written anew where it arrives. */
export interface Crossing {
  /** For all prompts of one rank of a prefill worker, which end together. */
  readonly sending: number
  /** For one of them, on the rank that takes it, and for those that arrive there together. */
  readonly taking: number
  readonly rewriting: number
  readonly together: number
  /** The end that takes longer, and the bytes of one request on one of its devices. */
  readonly slower: PathEnd
  readonly bytes: number
}

/** Seconds some bytes take; none where there are none, whatever the way. */
function secondsOf(bytes: number, bandwidth: number): number {
  return bytes > 0 ? bytes / bandwidth : 0
}

/**
 * The way of prompts to the pool that decodes. Prompts that end together go to different ranks while there are enough.
 * @param fresh new tokens of a prompt @param perRank prompts on one rank of a prefill worker
 */
export function crossingOf(
  { transfer, decode }: Pick<Pools, 'transfer' | 'decode'>,
  fresh: number,
  perRank: number,
): Crossing {
  const { sender, taker } = transfer
  const [sent, taken] = [transfer.sent(fresh), transfer.taken(fresh)]
  const sending = secondsOf(sent * perRank, sender.bandwidth)
  const taking = secondsOf(taken, taker.bandwidth)
  const together = Math.max(1, perRank / ranksOf(decode))
  const atTaker = taking * together > sending
  return {
    sending,
    taking,
    rewriting: transfer.rewriting(fresh),
    together,
    slower: atTaker ? taker : sender,
    bytes: atTaker ? taken : sent,
  }
}

/** Attention ranks of some workers. */
export function ranksOf({ copies, plan }: Workers): number {
  return copies * plan.layout.attentionRanks
}

/** A deployment that serves from two pools. */
export type Pools = Extract<Service, { mode: 'disaggregated' }>

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
      readonly transfer: Transfer
    }

/** New prompt tokens of a request: at least one, or there would be nothing to start from. */
export function newTokens(load: Workload): number {
  return Math.max(1, load.inputTokens * (1 - load.cachedShare))
}

/** Requests of one attention rank and micro-batch when `requests` are spread over the workers; at least one. */
export function rankBatch(workers: Workers, requests: number): number {
  const { layout, microBatches } = workers.plan
  const perRank = requests / (workers.copies * layout.attentionRanks)
  return Math.max(1, perRank / microBatches)
}

/**
 * Most requests a step of a running loop takes on one rank: the default of TensorRT-LLM's `max_batch_size`; other stacks'
 * are of the same order. More of them wait, for they would take the step's room from the prompts.
 */
const MOST_SEQUENCES = 2048

/** Most requests a running loop serves at once, whatever memory holds. */
export function mostInSteps({ plan, copies }: Workers): number {
  return MOST_SEQUENCES * copies * plan.layout.attentionRanks * plan.microBatches
}
