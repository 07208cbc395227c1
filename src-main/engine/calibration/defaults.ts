import type { Calibration, CoefficientSlot, CollectiveCoefficients, Residual } from './calibration.ts'

const PREFILL = { overhead: 12e-6, compute: 0.6, memory: 0.8, serial: 1.2e-8, rampTokens: 900, append: 4 }
const DECODE = { overhead: 8e-6, compute: 0.6, memory: 0.85, serial: 1e-9, split: 4e-6, warm: 1.5 }
const LATENT = { overhead: 12e-6, compute: 0.6, memory: 0.75, serial: 8e-10, split: 4e-6, idleRows: 32 }
const SPARSE = { overhead: 20e-6, compute: 0.4, memory: 0.8 }
const INDEX = { overhead: 14e-6, compute: 0.5, memory: 0.8, choice: 8e-6 }
const COLLECTIVE: CollectiveCoefficients = {
  overhead: 7e-6,
  perDevice: 1.5e-6,
  link: 0.75,
  rampBytes: 6e6,
  contention: 0,
}

/**
 * Coefficients of a machine nobody measured and no relative of whose was measured: round numbers in the middle of what
 * was fitted on GPUs. The mesh is WaferLLM's on WSE-2.
 */
export const DEFAULTS: Readonly<Pick<Calibration, CoefficientSlot>> = {
  gemm: {
    overhead: 5e-6,
    compute: 0.75,
    memory: 0.82,
    serial: 6e-10,
    throttle: 0.15,
    conversion: 6,
    fill: 32,
    singleRow: 0,
  },
  attentionDecode: DECODE,
  attentionDecodeNarrow: DECODE,
  attentionPrefill: PREFILL,
  attentionPrefillNarrow: PREFILL,
  attentionPrefillFp8: { ...PREFILL, compute: 0.38 },
  mlaDecode: LATENT,
  mlaDecodeNarrow: LATENT,
  mlaPrefill: PREFILL,
  mlaPrefillNarrow: PREFILL,
  indexPrompt: INDEX,
  indexDecode: INDEX,
  sparsePrompt: SPARSE,
  sparseDecode: SPARSE,
  moe: {
    overhead: 28e-6,
    compute: 0.5,
    memory: 0.85,
    serial: 1e-9,
    idleRows: 50,
    activation: 5,
    imbalance: 0.1,
  },
  stream: { overhead: 3e-6, compute: 0.5, memory: 0.7 },
  allReduce: COLLECTIVE,
  allGather: COLLECTIVE,
  reduceScatter: COLLECTIVE,
  allToAll: COLLECTIVE,
  tokenExchange: COLLECTIVE,
  sendReceive: COLLECTIVE,
  mesh: { start: 6e-7, hop: 1.3e-9, traversals: 9, compute: 0.3, memory: 0.33, activation: 1.8e-10, region: 0.66 },
}

/** Spread assumed where nothing was measured: a factor of 1.5 either way for eight in ten. */
export const UNMEASURED: Residual = { p10: -0.4, p50: 0, p90: 0.4, count: 0 }
