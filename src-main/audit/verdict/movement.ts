import { hidden, type Shares } from '../breakdown/shares.ts'
import type { Step } from '../breakdown/steps.ts'
import type { BusyClass } from '../sweep/classes.ts'

/**
 * How much of a device's time goes into moving data, as nanoseconds of its span. What a kernel waits for is seldom recorded, so
 * the answer has two ends: `low` is what certainly moves data and nothing else, `high` all that may.
 */
export interface Movement {
  readonly span: number
  /** Exposed collectives and copies: over the borders of the package, or by a copy engine. */
  readonly low: number
  /** With kernels that are assumed to wait for memory, what is not classified, and movement behind other work. */
  readonly high: number
  /** Of `low`, over links and the host's bus. */
  readonly offPackage: number
  /** Of `high`, within the package: kernels assumed to wait for memory, and copies within it. */
  readonly inPackage: number
  /** Of `high`, where nothing says what it waits for. */
  readonly unknown: number
  readonly hidden: number
}

/** What crosses the package's borders. */
export const OFF_PACKAGE = ['collective', 'peerCopy', 'hostToDevice', 'deviceToHost'] as const satisfies BusyClass[]

/**
 * Requests that decode together up to which a product of matrices waits for its weights on any accelerator of these years: 2 FLOP
 * for each weight of 2 bytes and each row, against ridges of 150 FLOP per byte and more. An estimate with room.
 */
export const FEW_ROWS = 64

/** What the products of matrices of a trace wait for, as far as its steps say. */
export type ProductsWait = 'memory' | 'compute' | 'unknown'

/** @param steps of the trace; products of few rows wait for weights, those of prompts and of training compute */
export function productsWait(steps: readonly Step[]): ProductsWait {
  if (steps.length === 0) return 'unknown'
  const few = steps.every(
    ({ kind, decodeRequests }) => kind === 'decode' && decodeRequests !== null && decodeRequests <= FEW_ROWS,
  )
  if (few) return 'memory'
  return steps.every(({ kind }) => kind === 'prefill' || kind === 'training') ? 'compute' : 'unknown'
}

/**
 * How much of a device's time moves data.
 * @param window what is judged @param wait what its products of matrices wait for @param decodes whether all of its steps
 * generate: then attention waits for the cache
 */
export function movementOf(window: Shares, wait: ProductsWait, decodes: boolean): Movement {
  const { exposed, span } = window
  const offPackage = sum(OFF_PACKAGE.map((name) => exposed[name]))
  const low = offPackage + exposed.localCopy
  const attention = decodes ? exposed.attention : 0
  const assumed = exposed.memoryBound + attention + (wait === 'memory' ? exposed.compute : 0)
  const unknown = exposed.unclassified + (decodes ? 0 : exposed.attention) + (wait === 'unknown' ? exposed.compute : 0)
  const behind = hiddenMovement(window)
  return {
    span,
    low,
    high: Math.min(span, low + assumed + unknown + behind),
    offPackage,
    inPackage: exposed.localCopy + assumed,
    unknown,
    hidden: behind,
  }
}

/** Movement behind computing: it costs nothing as long as that takes longer. Never more than what it is behind. */
function hiddenMovement(window: Shares): number {
  const { exposed } = window
  return Math.min(sum(OFF_PACKAGE.map((name) => hidden(window, name))), exposed.compute + exposed.attention)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
