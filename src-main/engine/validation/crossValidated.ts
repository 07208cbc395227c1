import type { AccuracyQuantity, AccuracyRow } from '#shared/domain/accuracy.ts'
import type { Quantity } from '#shared/domain/comparedQuantity.ts'

/**
 * Stored quantities by what is compared. What is missing was never tested on rows left out; layers of wafers were, but with
 * their region given, which a request leaves to the engine.
 */
const STORED: Readonly<Partial<Record<Quantity, AccuracyQuantity>>> = {
  gemm: 'gemm',
  attentionDecode: 'attentionDecode',
  attentionPrefill: 'attentionPrefill',
  mlaDecode: 'mlaDecode',
  mlaPrefill: 'mlaPrefill',
  moe: 'moe',
  allReduce: 'allReduce',
  allGather: 'allGather',
  reduceScatter: 'reduceScatter',
  allToAll: 'allToAll',
  expertExchange: 'allToAll',
  tpotAggregated: 'tpot',
  ttftAggregated: 'ttft',
  tpotDisaggregated: 'tpotDisaggregated',
  ttftDisaggregated: 'ttftDisaggregated',
  fixedBatchRun: 'fixedBatch',
  batchOneDecode: 'batchOne',
}

/**
 * Finds the stored errors of rows left out of the fit. @param family of the model; null: an operator @param kind left out by
 * group, on the grid of the fit, or with all of their device
 * @returns null where there are none for this device, stack, quantity and family
 */
export type LeftOutErrors = (
  device: string,
  stack: string,
  quantity: Quantity,
  family: string | null,
  kind: 'groupLeftOut' | 'deviceLeftOut',
) => AccuracyRow | null

/** Looks stored errors up. @param rows the file of stored errors; only rows left out by group or device count */
export function leftOutErrors(rows: readonly AccuracyRow[]): LeftOutErrors {
  const key = (...parts: readonly string[]): string => parts.join('|')
  const known = new Map(
    rows
      .filter(({ kind }) => kind === 'groupLeftOut' || kind === 'deviceLeftOut')
      .map((row) => [key(row.kind, row.device, row.software, row.quantity, row.family ?? ''), row]),
  )
  return (device, stack, quantity, family, kind) => {
    const stored = STORED[quantity]
    if (stored === undefined) return null
    return known.get(key(kind, device, stack, stored, family ?? '')) ?? null
  }
}
