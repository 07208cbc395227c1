import type { AccuracyRow } from '#shared/domain/accuracy.ts'
import { predictRequest, type PredictFacts } from '../predict/predict.ts'
import { machineOf } from '../machine/machine.ts'
import type { LeftOutErrors } from './crossValidated.ts'
import { floorOf } from './floor.ts'
import type { Measure, Quantity, Reason, Reading, Request } from './reading.ts'
import { wordingText } from '#shared/words/say.ts'

/** A prediction beside its measurement. Times in seconds. */
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

function timeOf(
  answer: Exclude<ReturnType<typeof predictRequest>, { readonly error: unknown }>,
  field: Measure['field'],
): readonly [number, readonly [number, number]] {
  if ('seconds' in answer) return [answer.seconds, answer.interval]
  if (field === 'seconds') return [Number.NaN, [Number.NaN, Number.NaN]]
  if (field === 'prefill') return [answer.prefill, answer.interval.ttft]
  return [answer[field], answer.interval[field]]
}

/**
 * Predicts what a reading asks for and holds it against the measurement.
 * @param reading a row of a file @param facts the library
 * @param leftOut errors recorded on rows left out of the fits
 * @returns a comparison a measured value, or why there is none; never throws
 */
export function compare(reading: Reading, facts: PredictFacts, leftOut: LeftOutErrors): Outcome {
  if (reading.kind === 'leftOut') return { comparisons: [], omissions: [reading] }
  const { request, measures, row } = reading
  const profile = facts.hardware(request.hardware)
  if (profile === null) {
    return { comparisons: [], omissions: [{ reason: 'unknownDevice', detail: request.hardware, row }] }
  }
  if ('mode' in request && typeof request.model === 'string' && facts.model(request.model) === null) {
    return { comparisons: [], omissions: [{ reason: 'unknownModel', detail: request.model, row }] }
  }
  const answer = predictRequest(request, facts)
  if ('error' in answer) {
    const { message } = answer.error
    const detail = (typeof message === 'string' ? message : wordingText(message)).slice(0, 160)
    return { comparisons: [], omissions: [{ reason: 'refused', detail, row }] }
  }
  const machine = machineOf(profile)
  const model = 'mode' in request && typeof request.model === 'string' ? facts.model(request.model) : null
  const words = modelWords(request, facts)
  const stack = request.software ?? ('software' in answer ? answer.software : 'best known')
  const comparisons = measures.map(({ quantity, seconds, field }): Comparison => {
    const [predicted, interval] = timeOf(answer, field)
    const floor = floorOf(machine, model, request, field)
    return {
      quantity,
      device: request.hardware,
      stack,
      ...words,
      precision: precisionOf(request),
      row,
      measured: seconds,
      predicted,
      interval,
      error: predicted / seconds - 1,
      inside: seconds >= interval[0] && seconds <= interval[1],
      predictedBelowFloor: predicted < floor.warm * ROUNDING,
      measuredBelowFloor: seconds < floor.cold * ROUNDING,
      crossValidated: leftOut(request.hardware, stack, quantity, 'op' in request ? null : words.family),
      request,
    }
  })
  return { comparisons, omissions: [] }
}
