import type { CalibrationUse } from '#shared/domain/result.ts'
import type { Precision } from '#shared/domain/precision.ts'

/** Operator families that are fitted and whose errors are recorded apart. */
export const FAMILIES = [
  'gemm',
  'attentionDecode',
  'attentionPrefill',
  'mlaDecode',
  'mlaPrefill',
  'moe',
  'stream',
  'allReduce',
  'allGather',
  'reduceScatter',
  'allToAll',
  'sendReceive',
  'mesh',
] as const
/** An operator family. */
export type Family = (typeof FAMILIES)[number]

/**
 * What a kernel family achieves on one device under one stack. Efficiencies are shares of a peak, above 0 and at most 1,
 * which is what keeps every prediction above the physical floor.
 */
export interface KernelCoefficients {
  /** Seconds per call independent of the work: launch, prologue, tail. */
  readonly overhead: number
  /** Share of the dense peak reached by a large, full problem. */
  readonly compute: number
  /** Share of the serving level's bandwidth reached by a large transfer. */
  readonly memory: number
  /** Work below which a device is not full: bytes in flight for memory, in bytes. */
  readonly rampBytes: number
  /** Share of idle processors that smaller tiles or split work cannot fill, 0 to 1: exponent of wave occupancy. */
  readonly occupancy: number
  /** Cache bandwidth over serving bandwidth for repeated operands; used only when operands are warm. */
  readonly warm: number
  /** Bytes per activation element read again and written by a separate quantisation pass; 0: none. */
  readonly conversion: number
}

/** What a collective achieves. */
export interface CollectiveCoefficients {
  /** Seconds before the first byte, for two devices. */
  readonly overhead: number
  /** Seconds added per doubling of the devices (tree or switch) . */
  readonly perDoubling: number
  /** Share of the link's bandwidth reached by a large message. */
  readonly link: number
  /** Bytes per device at which half of that share is reached. */
  readonly rampBytes: number
  /** Share of the ring's traffic that still crosses the link: 1 ring, near ½ with in-switch reduction (NVLS, SHARP). */
  readonly traffic: number
}

/** What a wafer's mesh achieves (WaferLLM-like dataflow). */
export interface MeshCoefficients {
  /** Seconds per hop of a traversal. */
  readonly hop: number
  /** Traversals of the mesh side per layer and step in decode. */
  readonly traversals: number
  /** Share of the dense peak reached in prefill by a full mesh. */
  readonly compute: number
  /** Share of SRAM bandwidth reached by a GEMV. */
  readonly memory: number
}

/** Quantiles of ln(measured / predicted) on rows left out of the fit. */
export interface Residual {
  readonly p10: number
  readonly p50: number
  readonly p90: number
  readonly count: number
}

/** Where the coefficients of one family come from. */
export interface FamilyOrigin {
  readonly source: CalibrationUse['source']
  /** Device and stack whose measurements were used: "h100-sxm/vllm". */
  readonly donor: string
  readonly points: number
  /** Median absolute relative error on rows left out, 0.1 = 10 %. Null: never measured. */
  readonly medianError: number | null
}

/** Everything the costing functions need for one (device, stack, precision). Plain numbers, read only. */
export interface Calibration extends CalibrationUse {
  readonly precision: Precision
  readonly gemm: KernelCoefficients
  /** Attention by what one KV element takes: 16-bit and 8-bit or narrower. */
  readonly attentionDecode: KernelCoefficients
  readonly attentionDecodeNarrow: KernelCoefficients
  readonly attentionPrefill: KernelCoefficients
  readonly attentionPrefillNarrow: KernelCoefficients
  readonly mlaDecode: KernelCoefficients
  readonly mlaDecodeNarrow: KernelCoefficients
  readonly mlaPrefill: KernelCoefficients
  readonly moe: KernelCoefficients
  readonly stream: KernelCoefficients
  readonly allReduce: CollectiveCoefficients
  readonly allGather: CollectiveCoefficients
  readonly reduceScatter: CollectiveCoefficients
  readonly allToAll: CollectiveCoefficients
  readonly sendReceive: CollectiveCoefficients
  readonly mesh: MeshCoefficients
  /**
   * Share of repeated operands that stay in the last-level cache between calls when they fit: 0 in serving, where other
   * layers wash the cache between two uses; 1 for kernel benchmarks that loop over the same operands (see `warmed`).
   */
  readonly warmth: number
  readonly residuals: Readonly<Record<Family, Residual>>
  readonly origins: Readonly<Record<Family, FamilyOrigin>>
}
