import type { AccuracyRow } from '#shared/domain/accuracy.ts'
import type { Quantity } from '#shared/domain/comparedQuantity.ts'
import type { Reason } from '#shared/domain/omissionReason.ts'
import { QUANTITY_WORDS } from '#shared/words/comparisonWords.ts'
import type { PredictFacts } from '../predict/predict.ts'
import { machineOf } from '../machine/machine.ts'
import type { LeftOutErrors } from './crossValidated.ts'
import { floorOf } from './floor.ts'
import { bestOf, pose, valueOf } from './pose.ts'
import type { Reading, Request } from './reading.ts'

/** A prediction beside its measurement. Times in seconds, energies in joules. */
export interface Comparison {
  readonly quantity: Quantity
  readonly device: string
  readonly stack: string
  /** Family of the model; "operators" where there is none. */
  readonly family: string
  readonly model: string
  readonly precision: string
  readonly row: number
  readonly measured: number
  readonly predicted: number
  readonly interval: readonly [number, number]
  /** predicted / measured − 1. */
  readonly error: number
  readonly inside: boolean
  /** The prediction is faster than physics allows: a fault of the engine. */
  readonly predictedBelowFloor: boolean
  /** The measurement is faster than one cold pass over the bytes allows. */
  readonly measuredBelowFloor: boolean
  /** Errors on rows like this one that were left out of the fit; null: none recorded. */
  readonly crossValidated: AccuracyRow | null
  /** The same with all rows of the device left out: off the grid of the fit. */
  readonly deviceLeftOut: AccuracyRow | null
  readonly request: Request
}

/** A value that is not compared. */
export interface Omission {
  readonly reason: Reason
  readonly detail: string
  readonly row: number
}

/** What became of a reading. */
export interface Outcome {
  readonly comparisons: readonly Comparison[]
  readonly omissions: readonly Omission[]
}

/** Rounding must not make a fault of a prediction that sits on its floor. */
const ROUNDING = 1 - 1e-9

function modelWords(request: Request, facts: PredictFacts): { readonly family: string; readonly model: string } {
  if ('op' in request) return { family: 'operators', model: request.op }
  if (typeof request.model !== 'string') return { family: 'configuration', model: 'configuration' }
  return { family: facts.model(request.model)?.family ?? request.model, model: request.model }
}

function precisionOf(request: Request): string {
  if ('op' in request) return 'dtype' in request ? (request.dtype ?? 'bf16') : 'bf16'
  return request.weightDtype ?? 'bf16'
}

/**
 * Predicts what a reading asks for and holds it against the measurement.
 * @param reading a row of a file @param facts the library
 * @param leftOut errors recorded on rows left out of the fits
 * @returns a comparison a measured value, or why there is none; never throws
 */
export function compare(reading: Reading, facts: PredictFacts, leftOut: LeftOutErrors): Outcome {
  if (reading.kind === 'leftOut') return { comparisons: [], omissions: [reading] }
  const { row } = reading
  const measures = reading.kind === 'best' ? [reading.measure] : reading.measures
  const posed = reading.kind === 'best' ? bestOf(reading.requests, facts) : pose(reading.request, facts)
  if ('reason' in posed) return { comparisons: [], omissions: [{ ...posed, row }] }
  const { request, answer, profile } = posed
  const machine = machineOf(profile)
  const model = 'mode' in request && typeof request.model === 'string' ? facts.model(request.model) : null
  const words = modelWords(request, facts)
  const stack = request.software ?? ('software' in answer ? answer.software : 'best known')
  const comparisons: Comparison[] = []
  const omissions: Omission[] = []
  for (const { quantity, value, field } of measures) {
    const given = valueOf(answer, field, request)
    if (given === null) {
      omissions.push({ reason: 'notPredicted', detail: QUANTITY_WORDS[quantity], row })
      continue
    }
    const [predicted, interval] = given
    const floor = floorOf(machine, model, request, field)
    const family = 'op' in request ? null : words.family
    comparisons.push({
      quantity,
      device: request.hardware,
      stack,
      ...words,
      precision: precisionOf(request),
      row,
      measured: value,
      predicted,
      interval,
      error: predicted / value - 1,
      inside: value >= interval[0] && value <= interval[1],
      predictedBelowFloor: predicted < floor.warm * ROUNDING,
      measuredBelowFloor: value < floor.cold * ROUNDING,
      crossValidated: leftOut(request.hardware, stack, quantity, family, 'groupLeftOut'),
      deviceLeftOut: leftOut(request.hardware, stack, quantity, family, 'deviceLeftOut'),
      request,
    })
  }
  return { comparisons, omissions }
}
