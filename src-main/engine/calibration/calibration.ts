import type { CalibrationUse } from '#shared/domain/calibrationUse.ts'
import type { Precision } from '#shared/domain/precision.ts'

/** Operator families that are fitted and whose errors are recorded apart. */
export const FAMILIES = [
  'gemm',
  'attentionDecode',
  'attentionPrefill',
  'mlaDecode',
  'mlaPrefill',
  'index',
  'sparseAttention',
  'moe',
  'stream',
  'allReduce',
  'allGather',
  'reduceScatter',
  'allToAll',
  'tokenExchange',
  'sendReceive',
  'mesh',
] as const
/** An operator family. */
export type Family = (typeof FAMILIES)[number]

/**
 * What every kernel has. Efficiencies are shares of a peak, above 0 and at most 1, which is what keeps every prediction
 * above the physical floor.
 */
export interface KernelCoefficients {
  /** Seconds per call independent of the work: launch, prologue, tail. */
  readonly overhead: number
  /** Share of the dense peak reached by a large, full problem. */
  readonly compute: number
  /** Share of the serving level's bandwidth reached. */
  readonly memory: number
}

/** Dense matrix multiplication. */
export interface GemmCoefficients extends KernelCoefficients {
  /** Seconds per element of k along one output tile: the latency of its dependent steps. */
  readonly serial: number
  /** Slowdown of kernels that run well beyond a millisecond: the power limit. 0.3 = up to 30 % longer. */
  readonly throttle: number
  /** Bytes moved per activation element by the separate quantisation pass of narrow formats. */
  readonly conversion: number
  /** Edge of the smallest tile, in elements: each processor works through at least one. */
  readonly fill: number
  /** Seconds more for a single row, where a stack falls back to another kernel. */
  readonly singleRow: number
}

/** Attention of new tokens over a cache. */
export interface AttentionDecodeCoefficients extends KernelCoefficients {
  /** Seconds per cached token along one sequence. */
  readonly serial: number
  /** Seconds to merge the parts of sequences cut over several processors. */
  readonly split: number
  /** Speed of the last-level cache over the serving level; used only for benchmark loops (`warmed`). */
  readonly warm: number
}

/** Attention of a prompt. */
export interface AttentionPrefillCoefficients extends KernelCoefficients {
  /** Seconds per token of context along one tile. */
  readonly serial: number
  /** Context at which masks and edges double the operations. */
  readonly rampTokens: number
  /** Bytes moved per new KV element to write it to the cache and convert it. */
  readonly append: number
}

/** Absorbed latent attention. */
export interface LatentDecodeCoefficients extends KernelCoefficients {
  readonly serial: number
  readonly split: number
  /** Query rows multiplied for nothing per sequence. */
  readonly idleRows: number
}

/** The scan of an indexer of sparse attention. */
export interface IndexCoefficients extends KernelCoefficients {
  /** Seconds to start the choice of the highest scores, a kernel of its own. */
  readonly choice: number
}

/** How the sparse kernels of a stack run. */
export interface SparseStack {
  /** Query heads the kernel works on at least, over a latent with its rotary part beside it (DeepSeek-V3.2, GLM-5). */
  readonly heads: number
  /** The same over a latent that holds its rotary part (DeepSeek-V4). */
  readonly plainHeads: number
  /** Tokens of a prompt step from which the tensor ranks share the index scan; null: each rank scans for itself. */
  readonly splitQueriesFrom: number | null
}

/** Feed-forward of routed experts. */
export interface ExpertCoefficients extends KernelCoefficients {
  /** Seconds per element of the two inner dimensions along one tile. */
  readonly serial: number
  /** Rows multiplied for nothing per active expert. */
  readonly idleRows: number
  /** Times the (token, expert) activations of the hidden width are moved: gather, quantise, scatter, sum. */
  readonly activation: number
  /** Slowdown by uneven expert loads on one device under power-law routing (benchmarks only). */
  readonly imbalance: number
}

/** What a collective achieves. */
export interface CollectiveCoefficients {
  /** Seconds before the first byte. */
  readonly overhead: number
  /** Seconds per device after the first (per doubling beyond eight). */
  readonly perDevice: number
  /** Share of the link's bandwidth reached by a large message. */
  readonly link: number
  /** Bytes of the message at which the protocol still doubles the transfer time. */
  readonly rampBytes: number
  /** On a PCIe tree, bandwidth falls with (2/devices) to this power. */
  readonly contention: number
}

/** What a wafer's mesh achieves (WaferLLM-like dataflow). */
export interface MeshCoefficients {
  /** Seconds to start one traversal: control and pipeline fill. */
  readonly start: number
  /** Seconds per hop of a traversal. */
  readonly hop: number
  /** Traversals of the mesh side per layer and step in decode. */
  readonly traversals: number
  /** Share of the dense peak reached in prefill by a full mesh. */
  readonly compute: number
  /** Share of SRAM bandwidth reached: its published figure counts two reads and a write a cycle, weights are one read. */
  readonly memory: number
  /** Seconds a token's activation element of the hidden width takes through a layer. */
  readonly activation: number
  /** Share of the cores in the largest square region the grid allows. */
  readonly region: number
}

/** Quantiles of ln(measured / predicted) on rows left out of the fit. */
export interface Residual {
  readonly p10: number
  readonly p50: number
  readonly p90: number
  readonly count: number
}

/**
 * Kernel of the routed experts: what it multiplies in, fp8 with one scale per tensor or per block, or 4-bit weights that it
 * unpacks to a wider format. Kernels differ more than devices do, so what serving adds to them is fitted for each apart.
 */
export type ExpertVariant = 'bf16' | 'fp8' | 'fp8-block' | 'fp4' | 'unpacked' | 'any'

/** Where the coefficients of one family come from. */
export interface FamilyOrigin {
  readonly source: CalibrationUse['source']
  /** Device and stack whose measurements were used ("h100-sxm/vllm"), or the pool of devices ("blackwell hbm/vllm"). */
  readonly donor: string
  readonly points: number
  /** Median absolute relative error on rows left out, 0.1 = 10 %. Null: never measured. */
  readonly medianError: number | null
}

/** Everything the costing functions need for one (device, stack, precision). Plain numbers, read only. */
export interface Calibration extends CalibrationUse {
  readonly precision: Precision
  /** Kernel of the routed experts. */
  readonly expertVariant: ExpertVariant
  readonly gemm: GemmCoefficients
  /** Attention over a 16-bit cache, and over one of 8 bits or fewer. */
  readonly attentionDecode: AttentionDecodeCoefficients
  readonly attentionDecodeNarrow: AttentionDecodeCoefficients
  readonly attentionPrefill: AttentionPrefillCoefficients
  readonly attentionPrefillNarrow: AttentionPrefillCoefficients
  /** Queries, keys and values all in fp8, and multiplied in it. */
  readonly attentionPrefillFp8: AttentionPrefillCoefficients
  readonly mlaDecode: LatentDecodeCoefficients
  readonly mlaDecodeNarrow: LatentDecodeCoefficients
  readonly mlaPrefill: AttentionPrefillCoefficients
  readonly mlaPrefillNarrow: AttentionPrefillCoefficients
  readonly indexPrompt: IndexCoefficients
  readonly indexDecode: IndexCoefficients
  /** Absorbed attention over chosen or compressed entries of a latent. */
  readonly sparsePrompt: KernelCoefficients
  readonly sparseDecode: KernelCoefficients
  readonly sparse: SparseStack
  readonly moe: ExpertCoefficients
  /** Sixteen-bit kernels of experts, which serving falls back to where the narrow ones are slower; null: no narrow ones. */
  readonly wideExperts: ExpertCoefficients | null
  readonly stream: KernelCoefficients
  readonly allReduce: CollectiveCoefficients
  readonly allGather: CollectiveCoefficients
  readonly reduceScatter: CollectiveCoefficients
  readonly allToAll: CollectiveCoefficients
  /** Routed tokens on their way to their experts and back, counted as `costing/exchange.ts` counts them. */
  readonly tokenExchange: CollectiveCoefficients
  readonly sendReceive: CollectiveCoefficients
  readonly mesh: MeshCoefficients
  /**
   * Share of a working set that stays in the last-level cache between calls when it fits: 0 in serving, where other
   * layers wash the cache between two uses; 1 for kernel benchmarks that loop over the same operands (see `warmed`).
   */
  readonly warmth: number
  readonly residuals: Readonly<Record<Family, Residual>>
  readonly origins: Readonly<Record<Family, FamilyOrigin>>
}

/** Names of the coefficient sets of a calibration. */
export type CoefficientSlot = Exclude<
  keyof Calibration,
  keyof CalibrationUse | 'precision' | 'expertVariant' | 'wideExperts' | 'sparse' | 'warmth' | 'residuals' | 'origins'
>
/** Those that are fitted by `npm run calibrate`; the rest is written by hand (`resources/calibration/sparse.json`). */
export type FittedSlot = Exclude<CoefficientSlot, 'indexPrompt' | 'indexDecode' | 'sparsePrompt' | 'sparseDecode'>
