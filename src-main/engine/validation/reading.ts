import type { z } from 'zod'
import type { operatorRequestSchema, servingRequestSchema } from '../predict/request.ts'
import type { Row } from './csv.ts'

/** A request of the machine interface as it is sent: what has a default may be absent. */
export type Request = z.input<typeof operatorRequestSchema> | z.input<typeof servingRequestSchema>

/** What was measured. Each is judged apart, because the errors of one say nothing of another. */
export const QUANTITIES = [
  'gemm',
  'gemmBlockScaled',
  'attentionDecode',
  'attentionPrefill',
  'mlaDecode',
  'mlaPrefill',
  'moe',
  'moeBlockScaled',
  'allReduce',
  'allGather',
  'reduceScatter',
  'allToAll',
  'expertExchange',
  'collectiveBetweenNodes',
  'tpotAggregated',
  'ttftAggregated',
  'tpotDisaggregated',
  'ttftDisaggregated',
  'fixedBatchRun',
  'fixedBatchFirstToken',
  'batchOneDecode',
  'batchOnePrefill',
  'waferDecode',
  'waferPrefill',
  'waferRun',
  'hostedWaferDecode',
] as const
/** What was measured. */
export type Quantity = (typeof QUANTITIES)[number]

/** Names of the quantities for people. */
export const QUANTITY_WORDS: Readonly<Record<Quantity, string>> = {
  gemm: 'Matrix product',
  gemmBlockScaled: 'Matrix product, block-scaled fp8',
  attentionDecode: 'Attention, decode',
  attentionPrefill: 'Attention, prefill',
  mlaDecode: 'Latent attention, decode',
  mlaPrefill: 'Latent attention, prefill',
  moe: 'Experts',
  moeBlockScaled: 'Experts, block-scaled fp8',
  allReduce: 'All-reduce',
  allGather: 'All-gather',
  reduceScatter: 'Reduce-scatter',
  allToAll: 'All-to-all',
  expertExchange: 'Token exchange of experts',
  collectiveBetweenNodes: 'Collectives between nodes',
  tpotAggregated: 'TPOT, aggregated serving',
  ttftAggregated: 'TTFT, aggregated serving',
  tpotDisaggregated: 'TPOT, disaggregated serving',
  ttftDisaggregated: 'TTFT, disaggregated serving',
  fixedBatchRun: 'Whole run, fixed batch',
  fixedBatchFirstToken: 'First token, fixed batch',
  batchOneDecode: 'Decode step, batch 1',
  batchOnePrefill: 'Prefill, batch 1',
  waferDecode: 'Wafer, decode step',
  waferPrefill: 'Wafer, prefill',
  waferRun: 'Wafer, whole run',
  hostedWaferDecode: 'Wafer, hosted decode step',
}

/** Why a row, or one value of it, is not compared. */
const REASONS = [
  'unknownDevice',
  'unknownModel',
  'unknownStack',
  'unknownFormat',
  'inconsistent',
  'speculation',
  'incomplete',
  'notComparable',
  'notPredicted',
  'slowerKernel',
  'tooCoarse',
  'noValue',
  'refused',
  'malformed',
] as const
/** Why a row, or one value of it, is not compared. */
export type Reason = (typeof REASONS)[number]

/** The reasons for people. */
export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  unknownDevice: 'the device is not in the library',
  unknownModel: 'the model is not in the library',
  unknownStack: 'the software stack is not known',
  unknownFormat: 'the number format is not known',
  inconsistent: 'the source marks it as inconsistent or an artefact',
  speculation: 'speculative decoding is stated or likely',
  incomplete: 'a figure the prediction needs is not recorded',
  notComparable: 'the unit or the part measured is not one that is predicted',
  notPredicted: 'the operator has no request of its own',
  slowerKernel: 'a faster kernel of the same stack is compared instead',
  tooCoarse: 'the source’s clock is too coarse for so short a time',
  noValue: 'the value is blank or zero',
  refused: 'the engine refuses the request',
  malformed: 'the row cannot be read',
}

/** One measured time of a row. */
export interface Measure {
  readonly quantity: Quantity
  readonly seconds: number
  /** The field of the answer it is held against; `prefill` shares the interval of `ttft`. */
  readonly field: 'seconds' | 'ttft' | 'tpot' | 'e2e' | 'prefill'
}

/** What a row becomes: something to predict, or a reason why not. */
export type Reading =
  | { readonly kind: 'case'; readonly request: Request; readonly measures: readonly Measure[]; readonly row: number }
  | { readonly kind: 'leftOut'; readonly reason: Reason; readonly detail: string; readonly row: number }

/** Reads the rows of one file in order. */
export interface RowReader {
  /** @param row one record @param index its number, the first after the header being 1 @returns what it becomes */
  read(row: Row, index: number): readonly Reading[]
  /** What only the whole file decides. */
  end(): readonly Reading[]
}

/** One kind of file. */
export interface Layout {
  /** Name for people and scripts: "GEMM times". */
  readonly name: string
  /** Columns that make a file one of this layout. */
  readonly columns: readonly string[]
  readonly open: () => RowReader
}

/** @returns a row that is not compared @param detail what exactly, for the count: a name, a unit */
export function leftOut(row: number, reason: Reason, detail: string): Reading {
  return { kind: 'leftOut', reason, detail: detail.slice(0, 120), row }
}

/** A prediction to make, with values that cannot be measured dropped into the count. */
export function cases(row: number, request: Request, measures: readonly Measure[]): Reading[] {
  const good = measures.filter(({ seconds }) => seconds > 0 && Number.isFinite(seconds))
  const readings: Reading[] = good.length > 0 ? [{ kind: 'case', request, measures: good, row }] : []
  for (const { quantity, seconds } of measures) {
    if (!(seconds > 0 && Number.isFinite(seconds))) readings.push(leftOut(row, 'noValue', QUANTITY_WORDS[quantity]))
  }
  return readings
}

/** A reader that needs no other row. */
export function rowByRow(read: RowReader['read']): () => RowReader {
  return () => ({ read, end: () => [] })
}
