import type { z } from 'zod'
import type { operatorRequestSchema, servingRequestSchema } from '../predict/request.ts'
import type { Reason } from '#shared/domain/omissionReason.ts'
import type { Quantity } from '#shared/domain/comparedQuantity.ts'
import { QUANTITY_WORDS } from '#shared/words/comparisonWords.ts'
import type { Row } from './csv.ts'

/** A request of the machine interface as it is sent: what has a default may be absent. */
export type Request = z.input<typeof operatorRequestSchema> | z.input<typeof servingRequestSchema>

/** One measured value of a row. */
export interface Measure {
  readonly quantity: Quantity
  /** Seconds; joules where the field is an energy. */
  readonly value: number
  /**
   * The field of the answer it is held against; `prefill` shares the interval of `ttft`. `deviceTime` is what a device
   * spends on an output token: devices over output tokens per second, with the relative interval of `e2e`.
   */
  readonly field: 'seconds' | 'ttft' | 'tpot' | 'e2e' | 'prefill' | 'deviceTime' | 'energyPerOutputToken'
}

/** What a row becomes: something to predict, or a reason why not. */
export type Reading =
  | { readonly kind: 'case'; readonly request: Request; readonly measures: readonly Measure[]; readonly row: number }
  /** A run whose layout is not told but was chosen for speed: of the layouts that fit, the least device time counts. */
  | { readonly kind: 'best'; readonly requests: readonly Request[]; readonly measure: Measure; readonly row: number }
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
  const good = measures.filter(({ value }) => value > 0 && Number.isFinite(value))
  const readings: Reading[] = good.length > 0 ? [{ kind: 'case', request, measures: good, row }] : []
  for (const { quantity, value } of measures) {
    if (!(value > 0 && Number.isFinite(value))) readings.push(leftOut(row, 'noValue', QUANTITY_WORDS[quantity]))
  }
  return readings
}

/** A reader that needs no other row. */
export function rowByRow(read: RowReader['read']): () => RowReader {
  return () => ({ read, end: () => [] })
}
