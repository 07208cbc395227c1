import type { PredictFacts } from '../../src-main/engine/predict/predict.ts'
import { pose } from '../../src-main/engine/validation/pose.ts'
import type { Placed } from '../../src-main/engine/validation/summary.ts'
import type { Pair, Tally } from './tally.ts'
import { tallyOf } from './tally.ts'

const DEVICES = new Set(['a100-sxm-40', 'h100-sxm'])
const MODELS = /^llama-[23]-/

/** Errors of fixed batches whose stack the request does not name. */
export interface UnnamedStack {
  readonly endToEnd: Tally | null
  /** The mean decode step: what the measured run leaves after the predicted first token, by token. */
  readonly step: Tally | null
}

/**
 * Asks for the fixed batches of bf16 Llama-2 and Llama-3 on A100 and H100 without their stack, as somebody does who has not
 * chosen one. Every stack that was measured counts.
 * @param rows comparisons, of which those of the fixed-batch runs are taken @param facts the library
 */
export function unnamedStack(rows: readonly Placed[], facts: PredictFacts): UnnamedStack {
  const endToEnd: Pair[] = []
  const step: Pair[] = []
  for (const { file, quantity, device, model, measured, request } of rows) {
    if (file !== 'argonne_e2e_latency_throughput.csv' || quantity !== 'fixedBatchRun') continue
    if (!DEVICES.has(device) || !MODELS.test(model) || !('mode' in request)) continue
    const posed = pose({ ...request, software: null }, facts)
    if ('reason' in posed || !('e2e' in posed.answer)) continue
    const { e2e, ttft, tpot, interval } = posed.answer
    const within = ([low, high]: readonly [number, number], value: number): boolean => value >= low && value <= high
    endToEnd.push({ predicted: e2e, measured, inside: within(interval.e2e, measured) })
    const mean = (measured - ttft) / Math.max(1, request.outputTokens - 1)
    if (mean > 0) step.push({ predicted: tpot, measured: mean, inside: within(interval.tpot, mean) })
  }
  return { endToEnd: tallyOf(endToEnd), step: tallyOf(step) }
}
