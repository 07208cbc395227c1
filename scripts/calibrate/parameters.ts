import type { CoefficientSlot } from '../../src-main/engine/calibration/calibration.ts'
import type { Parameter } from '../../src-main/engine/fitting/fit.ts'

const parameter = (name: string, start: number, low: number, high: number): Parameter => ({ name, start, low, high })

const overhead = parameter('overhead', 8e-6, 3e-7, 4e-4)
const compute = parameter('compute', 0.65, 0.05, 0.99)
const memory = parameter('memory', 0.8, 0.1, 0.97)
const serial = parameter('serial', 1e-9, 1e-12, 1e-7)

const PREFILL: readonly Parameter[] = [
  overhead,
  compute,
  serial,
  parameter('rampTokens', 600, 1, 8000),
  parameter('append', 2, 0.01, 100),
]
const DECODE: readonly Parameter[] = [
  overhead,
  compute,
  memory,
  serial,
  parameter('split', 4e-6, 1e-8, 4e-5),
  parameter('warm', 1.5, 1, 12),
]
const LATENT: readonly Parameter[] = [
  overhead,
  compute,
  memory,
  serial,
  parameter('split', 4e-6, 1e-8, 4e-5),
  parameter('idleRows', 24, 1, 128),
]
const COLLECTIVE: readonly Parameter[] = [
  overhead,
  parameter('perDevice', 1e-6, 1e-8, 5e-5),
  parameter('link', 0.75, 0.05, 0.99),
  parameter('rampBytes', 1e6, 1e2, 1e8),
  parameter('contention', 0.5, 0, 3),
]

/** The numbers that are fitted for each coefficient set; the rest of the set keeps its default. */
export const PARAMETERS: Readonly<Partial<Record<CoefficientSlot, readonly Parameter[]>>> = {
  gemm: [
    overhead,
    compute,
    memory,
    parameter('serial', 5e-10, 1e-12, 1e-8),
    parameter('throttle', 0.15, 0, 1.5),
    parameter('conversion', 5, 0.01, 60),
    parameter('fill', 24, 0.5, 128),
    parameter('singleRow', 1e-6, 1e-9, 4e-5),
  ],
  attentionDecode: DECODE,
  attentionDecodeNarrow: DECODE,
  attentionPrefill: PREFILL,
  attentionPrefillNarrow: PREFILL,
  attentionPrefillFp8: PREFILL,
  mlaDecode: LATENT,
  mlaDecodeNarrow: LATENT,
  mlaPrefill: PREFILL,
  mlaPrefillNarrow: PREFILL,
  moe: [
    overhead,
    compute,
    memory,
    serial,
    parameter('idleRows', 40, 1, 256),
    parameter('activation', 4, 0.01, 100),
    parameter('imbalance', 0.1, 0, 1),
  ],
  stream: [overhead, memory],
  allReduce: COLLECTIVE,
  allGather: COLLECTIVE,
  reduceScatter: COLLECTIVE,
  allToAll: COLLECTIVE,
  tokenExchange: COLLECTIVE,
  sendReceive: COLLECTIVE,
}
