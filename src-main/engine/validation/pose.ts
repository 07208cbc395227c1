import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { Reason } from '#shared/domain/omissionReason.ts'
import { wordingText } from '#shared/words/say.ts'
import { predictRequest, type PredictAnswer, type PredictFacts } from '../predict/predict.ts'
import type { Measure, Request } from './reading.ts'

/** What the machine interface answers where nothing is in the way. */
export type Answer = Exclude<PredictAnswer, { readonly error: unknown }>

/** A request that was answered. */
export interface Posed {
  readonly request: Request
  readonly answer: Answer
  readonly profile: HardwareProfile
}

/** Why a request was not answered. */
export interface Unanswered {
  readonly reason: Reason
  readonly detail: string
}

/** Longest reason that is kept, in characters. */
const LONGEST_DETAIL = 160

/** Asks the machine interface. @param facts the library @returns the answer, or why there is none; never throws */
export function pose(request: Request, facts: PredictFacts): Posed | Unanswered {
  const profile = facts.hardware(request.hardware)
  if (profile === null) return { reason: 'unknownDevice', detail: request.hardware }
  if ('mode' in request && typeof request.model === 'string' && facts.model(request.model) === null) {
    return { reason: 'unknownModel', detail: request.model }
  }
  const answer = predictRequest(request, facts)
  if ('error' in answer) {
    const { message } = answer.error
    const detail = (typeof message === 'string' ? message : wordingText(message)).slice(0, LONGEST_DETAIL)
    return { reason: 'refused', detail }
  }
  return { request, answer, profile }
}

/**
 * Asks for each layout and keeps the one with the least device time an output token among those whose weights fit; more
 * requests than the memory holds wait, as they do in an offline run.
 * @param requests the same run in different layouts @returns the best, or why there is none
 */
export function bestOf(requests: readonly Request[], facts: PredictFacts): Posed | Unanswered {
  let best: Posed | null = null
  let least = Number.POSITIVE_INFINITY
  let first: Unanswered | null = null
  for (const request of requests) {
    const posed = pose(request, facts)
    if ('reason' in posed) {
      first ??= posed
      continue
    }
    const { answer } = posed
    if (!('fits' in answer) || answer.warnings.some(({ code }) => code === 'warning.doesNotFit')) continue
    const time = valueOf(answer, 'deviceTime', request)?.[0] ?? Number.POSITIVE_INFINITY
    if (time < least) {
      least = time
      best = posed
    }
  }
  return best ?? first ?? { reason: 'refused', detail: 'no layout fits' }
}

/** Devices of a serving request. Separate pools are not asked for by device. */
function devicesOf(request: Request): number {
  if (!('mode' in request) || request.mode === 'disaggregated') return Number.NaN
  return request.devices ?? (request.tp ?? 1) * (request.pp ?? 1) * (request.dp ?? 1)
}

/** @returns the value a field stands for, with its 80 % interval; null: the answer does not hold it */
export function valueOf(
  answer: Answer,
  field: Measure['field'],
  request: Request,
): readonly [number, readonly [number, number]] | null {
  if ('seconds' in answer) return field === 'seconds' ? [answer.seconds, answer.interval] : null
  switch (field) {
    case 'seconds':
      return null
    case 'prefill':
      return [answer.prefill, answer.interval.ttft]
    case 'energyPerOutputToken': {
      const { energyPerOutputToken: energy, interval } = answer
      return energy === null || interval.energyPerOutputToken === null ? null : [energy, interval.energyPerOutputToken]
    }
    case 'deviceTime': {
      const time = devicesOf(request) / answer.outputTokensPerSecond
      const [low, high] = answer.interval.e2e
      return Number.isFinite(time) ? [time, [(time * low) / answer.e2e, (time * high) / answer.e2e]] : null
    }
    default:
      return [answer[field], answer.interval[field]]
  }
}
