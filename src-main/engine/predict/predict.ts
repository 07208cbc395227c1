import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { LONGEST_LINE } from '#shared/domain/longestLine.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { CodedError, type ErrorCode, toFailure } from '#shared/contract/errors.ts'
import { machineOf } from '../machine/machine.ts'
import { nearestNames } from '#shared/domain/nearestNames.ts'
import { reasonOf } from '#shared/domain/result.ts'
import { prefillOf } from './deploymentOf.ts'
import { missingFigure } from '../judge/missingFigure.ts'
import { predictOperator } from './operators.ts'
import {
  describeIssue,
  precisionOf,
  operatorRequestSchema,
  servingRequestSchema,
  unknownFields,
  type OperatorRequest,
  type ServingRequest,
} from './request.ts'
import { predictServing, type ServingAnswer } from './serving.ts'

/** The facts a prediction may name. Profiles must be the same objects each time: plans are kept per object. */
export interface PredictFacts {
  readonly hardware: (id: string) => HardwareProfile | null
  readonly model: (id: string) => ModelProfile | null
  /**
   * A model from the contents of a Hugging Face `config.json`; reading foreign files is not the engine's.
   * @throws CodedError invalid-input
   */
  readonly readConfiguration: (config: unknown) => ModelProfile
  /** Every id, for the nearest known ones in an error. */
  readonly hardwareIds: readonly string[]
  readonly modelIds: readonly string[]
}

type Id = string | number | null

/** One answer of the protocol: plain data, its words still to be said. */
export type PredictAnswer =
  | ({ readonly id: Id } & ServingAnswer)
  | {
      readonly id: Id
      readonly seconds: number
      readonly interval: readonly [number, number]
      readonly warnings?: readonly Wording[]
    }
  | { readonly id: Id; readonly error: { readonly code: ErrorCode; readonly message: string | Wording } }

function hardwareOf(facts: PredictFacts, id: string): HardwareProfile {
  const profile = facts.hardware(id)
  if (profile) return profile
  const near = nearestNames(id, facts.hardwareIds).join(', ')
  throw new CodedError('not-found', `No hardware is called "${id}". The nearest known ones: ${near}.`)
}

/** Models read from configurations, by their text: a stream of requests repeats the same few. */
const configurations = new Map<string, ModelProfile>()
const MOST_CONFIGURATIONS = 64

function modelOf(facts: PredictFacts, model: ServingRequest['model']): ModelProfile {
  if (typeof model !== 'string') {
    const key = JSON.stringify(model.config)
    let profile = configurations.get(key)
    if (!profile) {
      profile = facts.readConfiguration(model.config)
      if (configurations.size >= MOST_CONFIGURATIONS) configurations.clear()
      configurations.set(key, profile)
    }
    return profile
  }
  const profile = facts.model(model)
  if (profile) return profile
  const near = nearestNames(model, facts.modelIds).join(', ')
  throw new CodedError('not-found', `No model is called "${model}". The nearest known ones: ${near}.`)
}

function idOf(request: unknown): Id {
  if (typeof request !== 'object' || request === null || !Object.hasOwn(request, 'id')) return null
  const { id } = request as { id: unknown }
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

function operatorAnswer(id: Id, request: OperatorRequest, facts: PredictFacts): PredictAnswer {
  const profile = hardwareOf(facts, request.hardware)
  const machine = machineOf(profile)
  const { seconds, interval } = predictOperator(machine, request)
  if (!Number.isFinite(seconds)) {
    const precision = 'dtype' in request ? precisionOf(request.dtype) : 'bf16'
    return { id, error: { code: 'invalid-input', message: reasonOf(missingFigure(machine, precision)) } }
  }
  return { id, seconds, interval }
}

function ignoredFields(fields: readonly string[]): Wording {
  return { code: 'warning.ignored', parameters: { fields: fields.slice(0, 8).join(', ') } }
}

function answer(id: Id, request: unknown, facts: PredictFacts): PredictAnswer {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw new CodedError('invalid-input', 'A request is one JSON object with "mode" or "op".')
  }
  if (Object.hasOwn(request, 'op')) {
    const parsed = operatorRequestSchema.safeParse(request)
    if (!parsed.success) throw new CodedError('invalid-input', describeIssue(parsed.error))
    const given = operatorAnswer(id, parsed.data, facts)
    const ignored = unknownFields(request, parsed.data)
    return ignored.length === 0 ? given : { ...given, warnings: [ignoredFields(ignored)] }
  }
  if (!Object.hasOwn(request, 'mode')) {
    throw new CodedError(
      'invalid-input',
      'Say what to predict: "mode" (static, aggregated, disaggregated) or "op" (gemm, attention_decode, …).',
    )
  }
  const parsed = servingRequestSchema.safeParse(request)
  if (!parsed.success) throw new CodedError('invalid-input', describeIssue(parsed.error))
  const profile = hardwareOf(facts, parsed.data.hardware)
  const model = modelOf(facts, parsed.data.model)
  const own = parsed.data.mode === 'disaggregated' ? parsed.data.prefill.hardware : undefined
  const prefill = prefillOf(parsed.data, profile, own === undefined ? null : hardwareOf(facts, own))
  const given = predictServing(machineOf(profile), model, parsed.data, prefill)
  if ('problem' in given) return { id, error: { code: 'invalid-input', message: given.problem } }
  const ignored = unknownFields(request, parsed.data)
  return ignored.length === 0
    ? { id, ...given }
    : { id, ...given, warnings: [...given.warnings, ignoredFields(ignored)] }
}

/**
 * Answers one request of the JSON Lines protocol.
 * @param request the parsed line @param facts where names are looked up
 * @returns the answer, or an error with a code and what is in the way; never throws
 */
export function predictRequest(request: unknown, facts: PredictFacts): PredictAnswer {
  const id = idOf(request)
  try {
    return answer(id, request, facts)
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    return { id, error: { code, message } }
  }
}

/**
 * Answers one line of the protocol. A bare `Infinity` or `NaN`, as some published configurations hold, reads as null.
 * @param line one JSON object as text
 */
export function predictLine(line: string, facts: PredictFacts): PredictAnswer {
  if (line.length > LONGEST_LINE) {
    const message = `The line is longer than ${LONGEST_LINE} characters.`
    return { id: null, error: { code: 'invalid-input', message } }
  }
  let request: unknown
  try {
    request = JSON.parse(line)
  } catch {
    try {
      request = JSON.parse(line.replace(/([:[,]\s*)(?:-?Infinity|NaN)(?=\s*[,}\]])/g, '$1null'))
    } catch {
      return { id: null, error: { code: 'invalid-input', message: 'The line is not valid JSON.' } }
    }
  }
  return predictRequest(request, facts)
}
