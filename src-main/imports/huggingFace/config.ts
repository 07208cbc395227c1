import type { Checkpoint } from '#shared/domain/checkpoint.ts'
import type { LayerGroup, ModelProfile } from '#shared/domain/model.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import { plainLine } from '../plainLine.ts'
import { familyLayer } from './families.ts'
import { fail, isObject, list, own, required, type Json } from './fields.ts'
import { feedForwardOf, mixerOf } from './layers.ts'
import { nativeFormat } from './nativeFormat.ts'
import { checkNeeds } from './needs.ts'
import { withUsualNames } from './usualNames.ts'
import { readCheckpoint, type CheckpointReading } from './quantisation/readCheckpoint.ts'

/** Most layers a configuration may describe; more is a broken file. */
const MOST_LAYERS = 2000

/** What a form of the weights is called that a configuration describes. */
const CONFIGURATION = 'config.json'

/** Architectures whose configuration is read in full. */
const KNOWN_TYPES: ReadonlySet<string> = new Set([
  'llama',
  'llama4_text',
  'mistral',
  'mixtral',
  'qwen2',
  'qwen2_moe',
  'qwen3',
  'qwen3_moe',
  'qwen3_vl_text',
  'qwen3_vl_moe_text',
  'qwen3_next',
  'qwen3_5_text',
  'qwen3_5_moe_text',
  'gemma',
  'gemma2',
  'gemma3_text',
  'gemma4_text',
  'phi3',
  'mimo',
  'mimo_v2_flash',
  'apertus',
  'bailing_moe',
  'bailing_moe_v2',
  'dbrx',
  'ernie4_5',
  'ernie4_5_moe',
  'exaone4',
  'phimoe',
  'qwen2_5_omni_text',
  'qwen2_5_vl_text',
  'qwen3_omni_moe_text',
  'gpt_oss',
  'minimax_m2',
  'minimax_m3',
  'minimax_m3_vl',
  'deepseek_v2',
  'deepseek_v3',
  'deepseek_v32',
  'deepseek_v4',
  'deepseek_ref',
  'kimi_k2',
  'kimi_linear',
  'glm_moe_dsa',
  'glm4_moe',
  'step3p7',
  'nemotron_h',
  'nemotron-nas',
])

/** Where the language model of a model for several media is described; the first that is there counts. */
const NESTED: readonly (readonly string[])[] = [
  ['text_config'],
  ['llm_config'],
  ['language_config'],
  // Omni: what thinks has the language model, what talks is another.
  ['thinker_config', 'text_config'],
  ['thinker_config'],
]

function nestedPart(value: Json): { readonly path: string; readonly config: Json } {
  for (const keys of NESTED) {
    let part: unknown = value
    for (const key of keys) part = isObject(part) ? own(part, key) : undefined
    if (isObject(part)) return { path: keys.join('.'), config: part }
  }
  return { path: '', config: value }
}

/** The part of a configuration that describes a language model. */
export interface LanguagePart {
  readonly config: Json
  /** Its place in the file; '' where it is the whole. */
  readonly path: string
  readonly type: string
  /** Whether this architecture is read in full. */
  readonly known: boolean
}

/** Finds the language model in a configuration. @throws CodedError invalid-input: there is none */
export function languagePart(value: unknown): LanguagePart {
  if (!isObject(value)) fail('The model configuration must be an object: pass the contents of a config.json.')
  const { path, config } = nestedPart(value)
  const type = own(config, 'model_type') ?? own(value, 'model_type')
  if (typeof type !== 'string') fail('The model configuration has no "model_type".')
  return { config: withUsualNames(config), path, type, known: KNOWN_TYPES.has(type) }
}

/** A model with what its configuration says of how the weights are stored. */
export interface DescribedModel {
  readonly model: ModelProfile
  readonly stored: CheckpointReading
}

/**
 * The model a configuration describes, by the words of its family or, for an architecture that is not known, by those
 * most families share. Whether the reading may be trusted is not its business.
 * @param whole the parsed JSON @param part its language model
 * @throws CodedError invalid-input: a field is missing or of the wrong kind
 */
export function modelOfPart(whole: Json, { config, type }: LanguagePart): DescribedModel {
  checkNeeds(config, type)
  const blocks = type === 'nemotron_h' ? list(config, 'layers_block_type') : null
  const layers = blocks?.length ?? required(config, 'num_hidden_layers')
  if (layers > MOST_LAYERS) fail(`The model configuration has ${layers} layers; at most ${MOST_LAYERS} are read.`)
  const groups = new Map<string, LayerGroup>()
  const order: string[] = []
  for (let index = 0; index < layers; index++) {
    const layer = familyLayer(config, type, index)
    const mixer = layer.mixer ?? mixerOf(config, type, index)
    const feedForward = layer.feedForward ?? feedForwardOf(config, index)
    const key = JSON.stringify([mixer, feedForward])
    order.push(key)
    const group = groups.get(key)
    groups.set(key, { count: (group?.count ?? 0) + 1, mixer, feedForward })
  }
  const tied = own(whole, 'tie_word_embeddings') ?? own(config, 'tie_word_embeddings')
  const layerGroups = [...groups.values()]
  const keys = [...groups.keys()]
  const format = nativeFormat(config, whole)
  const stored = readCheckpoint(config, whole, {
    groups: layerGroups,
    order: order.map((key) => keys.indexOf(key)),
    family: type,
    name: format === null ? CONFIGURATION : `${CONFIGURATION}, ${format}`.slice(0, 120),
  })
  const { checkpoint } = stored
  const model: ModelProfile = {
    id: 'configuration',
    name: 'the given model',
    organisation: 'Given',
    family: plainLine(type, 60),
    year: null,
    hiddenSize: required(config, 'hidden_size'),
    vocabularySize: required(config, 'vocab_size'),
    tiedEmbeddings: typeof tied === 'boolean' ? tied : sharesTables(type) ? true : null,
    layerGroups,
    predictionLayers: 0,
    dimensions: { grade: 'vendor', source: null },
    published: { totalParameters: unknownFigure(), activeParameters: unknownFigure(), context: unknownFigure() },
    nativeFormat: null,
    ...narrowExperts(checkpoint),
    ...(checkpoint === null ? {} : { checkpoints: [checkpoint] }),
    notes: [],
    sources: {},
  }
  return { model, stored }
}

/** Experts that are published in fewer than eight bits, which nobody unpacks to store them in more. */
function narrowExperts(checkpoint: Checkpoint | null): Pick<ModelProfile, 'expertPrecision'> {
  const experts = checkpoint?.layers.find(({ parts }) => (parts.routedExperts?.bits ?? 16) < 8)?.parts.routedExperts
  return experts === undefined ? {} : { expertPrecision: experts.precision }
}

/** Gemma's input embedding is its head; its configurations leave out what is the default of the family. */
export function sharesTables(type: string): boolean {
  return type.startsWith('gemma')
}

/**
 * Reads a Hugging Face `config.json` into a model, for callers that cannot show what was assumed.
 * @param value the parsed JSON @throws CodedError invalid-input: not a configuration, or an architecture this version does not read
 */
export function modelFromHuggingFaceConfig(value: unknown): ModelProfile {
  const part = languagePart(value)
  if (!part.known) {
    fail(
      `The architecture "${plainLine(part.type, 60)}" is not read from a configuration: name a model of the library instead.`,
    )
  }
  return modelOfPart(value as Json, part).model
}
