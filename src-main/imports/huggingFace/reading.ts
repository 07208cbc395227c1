import type { ModelProfile } from '#shared/domain/model.ts'
import { unknownFigure, type Figure } from '#shared/domain/provenance.ts'
import type { Wording } from '#shared/domain/wording.ts'
import { say } from '#shared/words/say.ts'
import {
  FILE_SOURCE,
  unknownArchitectureSentence,
  unknownPartSentence,
  unreadSentence,
  type ModelReading,
} from '../modelReading.ts'
import { plainLine } from '../plainLine.ts'
import { isStructural, isUnfamiliar } from '../structuralWords.ts'
import { languagePart, modelOfPart, sharesTables, type LanguagePart } from './config.ts'
import { fail, isObject, own, optional, type Json } from './fields.ts'
import { familyOf } from './familyNames.ts'
import { isGated, unknownActivation } from './gating.ts'
import { nativeFormat } from './nativeFormat.ts'
import type { CheckpointReading } from './quantisation/readCheckpoint.ts'
import { trackReads, type Unread } from './tracked.ts'

/**
 * Reads a Hugging Face `config.json` and accounts for every key of it: read, ignored, or told as an assumption. An
 * architecture that is not known is read by the words most families share; where it then has a key that speaks of a part
 * nobody read (experts, states, windows, latents), that is a problem and the model is not to be entered.
 * @param value the parsed JSON @throws CodedError invalid-input: not a configuration, or a field is missing or wrong
 */
export function readHuggingFaceConfig(value: unknown): ModelReading {
  if (!isObject(value)) fail('The model configuration must be an object: pass the contents of a config.json.')
  const tracked = trackReads(value)
  const part = languagePart(tracked.config)
  const { model, stored } = modelOfPart(tracked.config, part)
  const predictionLayers = Math.min(64, predictedLayers(part.config))
  const profile: ModelProfile = {
    ...model,
    family: familyOf(part.type),
    predictionLayers,
    dimensions: { grade: 'vendor', source: FILE_SOURCE },
    published: { ...model.published, context: contextOf(part.config) },
    nativeFormat: nativeFormat(part.config, tracked.config),
    ...(stored.checkpoint === null ? {} : { checkpoints: [{ ...stored.checkpoint, source: FILE_SOURCE }] }),
  }
  for (const key of ['architectures', '_name_or_path', 'transformers_version', 'model_type']) own(tracked.config, key)
  const unread = tracked.unread()
  const structural = unread.filter((key) => isOfLanguage(key, part) && isStructural(key.key, key.value))
  const rest = unread.filter((key) => !structural.includes(key))
  const unfamiliar = part.known ? [] : rest.filter((key) => isOfLanguage(key, part) && isUnfamiliar(key.key, key.value))
  return {
    profile,
    partly: part.path !== '',
    assumed: [
      ...assumptions(tracked.config, part, profile),
      ...storageSentences(stored),
      ...(part.known ? structural : unfamiliar).map(({ path }) => unreadSentence(path)),
    ],
    ignored: rest.filter((key) => !unfamiliar.includes(key)).map(({ path }) => path),
    problems: part.known
      ? []
      : [...activationProblems(part), ...structural.map(({ path }) => unknownPartSentence(path, part.type))],
  }
}

function activationProblems({ config, type }: LanguagePart): readonly string[] {
  const activation = unknownActivation(config)
  if (activation === null) return []
  return [say('import.activationUnknown', { activation: plainLine(activation, 60), type: plainLine(type, 60) })]
}

/** What is said of a scheme that is not read, and of parts it does not store alike. */
function storageSentences({ unread, mixed }: CheckpointReading): readonly string[] {
  const parts = mixed.map((part): Wording => ({ code: 'weights.part', parameters: { part, layers: 0, of: 0 } }))
  return [
    ...(unread === null ? [] : [say('import.schemeUnread', { scheme: plainLine(unread, 100) })]),
    ...(parts.length === 0 ? [] : [say('import.partsMixed', { parts })]),
  ]
}

/** Keys beside a nested language model speak of pictures and sound. */
function isOfLanguage({ path }: Unread, part: LanguagePart): boolean {
  return part.path === '' ? !path.startsWith('quantization_config') : path.startsWith(`${part.path}.`)
}

/** Layers of multi-token prediction; configurations of one model name them twice. */
function predictedLayers(config: Json): number {
  const counts = ['num_nextn_predict_layers', 'num_mtp_modules', 'mtp_num_hidden_layers', 'mtp_transformer_layers'].map(
    (key) => optional(config, key) ?? 0,
  )
  return counts.find((count) => count > 0) ?? 0
}

function contextOf(config: Json): Figure {
  const value = optional(config, 'max_position_embeddings')
  if (value === null) return unknownFigure('The configuration has no position limit.')
  const note = 'position limit of the configuration; the supported context may differ'
  return { value, grade: 'vendor', source: FILE_SOURCE, note }
}

/** Architectures of which some models have a window and others none. */
const SILENTLY_SLIDING: ReadonlySet<string> = new Set(['mistral', 'mixtral', 'phi3', 'gemma2'])

function assumptions(whole: Json, { config, path, type, known }: LanguagePart, profile: ModelProfile): string[] {
  const found = ['The file is taken for the publisher’s own configuration.']
  if (!known) {
    found.push(unknownArchitectureSentence(type))
    found.push(
      isGated(config)
        ? 'The feed-forward layers are taken to have three matrices, as gated ones do.'
        : 'The feed-forward layers are taken to have two matrices, as those without a gate do.',
    )
  }
  if (typeof (own(whole, 'tie_word_embeddings') ?? own(config, 'tie_word_embeddings')) !== 'boolean') {
    found.push(
      sharesTables(type)
        ? 'The file does not say whether embedding and head share one matrix: they do in every model of this family.'
        : 'The file does not say whether embedding and head share one matrix: they are counted as two.',
    )
  }
  const hasPlainAttention = profile.layerGroups.some(({ mixer }) => mixer.kind === 'attention')
  if (hasPlainAttention && optional(config, 'num_key_value_heads') === null && type !== 'nemotron-nas') {
    found.push('The file has no “num_key_value_heads”: there are as many as query heads.')
  }
  if (SILENTLY_SLIDING.has(type) && own(config, 'sliding_window') === undefined) {
    found.push('The file has no “sliding_window”: every layer attends to everything.')
  }
  if (path !== '')
    found.push(`Only the language model, “${path}”, is read: what reads pictures or sound is not in the profile.`)
  if (profile.predictionLayers > 0) found.push('The layers that predict further tokens are not in the totals.')
  return found
}
