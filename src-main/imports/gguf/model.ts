import { countParameters } from '#shared/domain/parameters.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import { broken, quoted } from '../failures.ts'
import {
  FILE_SOURCE,
  unknownArchitectureSentence,
  unknownPartSentence,
  unreadSentence,
  type ModelReading,
} from '../modelReading.ts'
import { plainLine } from '../plainLine.ts'
import { isStructural, isUnfamiliar } from '../structuralWords.ts'
import { countProblem } from '../countProblem.ts'
import type { GgufHeader, GgufTensor } from './header.ts'
import { isKnownArchitecture, layerGroupsOf } from './layers.ts'
import { metadataOf, type Metadata } from './metadata.ts'
import { storedWeights } from './storedWeights.ts'

const MOST_LAYERS = 2000

/**
 * The model a GGUF file describes. Its dimensions are the metadata's; what the metadata leaves open (one or two
 * embedding tables, gated or not) is taken from the descriptions of the tensors, whose elements must also add up to the
 * parameters the dimensions give.
 * @param name file name, for messages
 * @throws CodedError document-broken: a value is missing or of the wrong kind, or a layer is of a kind that is not read
 */
export function modelFromGguf(header: GgufHeader, name: string): ModelReading {
  const metadata = metadataOf(header, name)
  const { architecture } = metadata
  const predictionLayers = metadata.number('nextn_predict_layers') ?? 0
  const layers = metadata.required('block_count') - predictionLayers
  if (layers < 1 || layers > MOST_LAYERS || predictionLayers > 64) {
    throw broken(`${quoted(name)} has ${layers} layers, as no model does: copy it again from where it came.`)
  }
  const isSplit = (header.values.get('split.count') ?? 0) !== 0 && header.values.get('split.count') !== 1
  const tensors = isSplit ? [] : header.tensors
  const gated = isGated(tensors, metadata)
  const stored = storedWeights(tensors, layers, plainLine(prevalentFormat(tensors) ?? name, 100))
  const context = metadata.number('context_length')
  const profile: ModelProfile = {
    id: 'gguf',
    name: metadata.text('general.name') ?? metadata.text('general.basename') ?? plainLine(name, 100),
    organisation: metadata.text('general.organization')?.slice(0, 80) ?? 'Unknown',
    family: plainLine(architecture, 60),
    year: null,
    hiddenSize: metadata.required('embedding_length'),
    vocabularySize: vocabularySize(header, metadata, name),
    tiedEmbeddings: tensors.length === 0 ? null : !tensors.some((tensor) => tensor.name === 'output.weight'),
    layerGroups: layerGroupsOf(metadata, layers, gated ?? true),
    predictionLayers,
    dimensions: { grade: 'secondary', source: FILE_SOURCE },
    published: {
      totalParameters: unknownFigure(),
      activeParameters: unknownFigure(),
      context:
        context === null
          ? unknownFigure('The file has no position limit.')
          : { value: context, grade: 'secondary', source: FILE_SOURCE, note: 'position limit of the file' },
    },
    nativeFormat: prevalentFormat(header.tensors),
    ...(hasNarrowExperts(tensors) ? { expertPrecision: 'mxfp4' as const } : {}),
    ...(stored === null ? {} : { checkpoints: [{ ...stored, source: FILE_SOURCE }] }),
    notes: [],
    sources: {},
  }
  const known = isKnownArchitecture(architecture)
  const unread = metadata.unread()
  const structural = unread.filter(
    ({ key, value }) => key.startsWith(`${architecture}.`) && isStructural(key.slice(architecture.length + 1), value),
  )
  const rest = unread.filter((key) => !structural.includes(key))
  const unfamiliar = known
    ? []
    : rest.filter(({ key, value }) => key.startsWith(`${architecture}.`) && isUnfamiliar(key, value))
  const counted = tensors.length === 0 ? null : ownElements(tensors, layers)
  const mismatch = counted === null ? null : countProblem(counted, countParameters(profile).total, 'the file holds')
  return {
    profile,
    assumed: [
      'The file was made by a converter: its dimensions are graded as a secondary source.',
      ...(known ? [] : [unknownArchitectureSentence(architecture)]),
      ...(gated === null ? ['The feed-forward layers are taken to have three matrices, as gated ones do.'] : []),
      ...(profile.tiedEmbeddings === null
        ? ['The file does not show whether embedding and head share one matrix: they are counted as two.']
        : []),
      ...(isSplit ? ['The file is one part of several, so its tensors are not counted.'] : []),
      ...(predictionLayers > 0 ? ['The layers that predict further tokens are not in the totals.'] : []),
      ...(known ? structural : unfamiliar).map(({ key }) => unreadSentence(key)),
    ],
    ignored: rest.filter((key) => !unfamiliar.includes(key)).map(({ key }) => key),
    problems: [
      ...(known ? [] : structural.map(({ key }) => unknownPartSentence(key, architecture))),
      ...(mismatch === null ? [] : [mismatch]),
    ],
  }
}

function vocabularySize(header: GgufHeader, metadata: Metadata, name: string): number {
  // The table as stored may be padded; its size is what is read.
  const stored = header.tensors.find((tensor) => tensor.name === 'token_embd.weight')?.dimensions[1]
  const said = metadata.number('vocab_size')
  const tokens = header.values.get('tokenizer.ggml.tokens')
  const size = stored ?? said ?? (typeof tokens === 'object' ? tokens.length : null)
  if (size !== null && Number.isInteger(size) && size > 0 && size <= 1e7) return size
  throw broken(`${quoted(name)} does not give the size of its vocabulary: import its config.json instead.`)
}

/** Whether feed-forward layers have three matrices, or two as large in one; null: no tensor shows it. */
function isGated(tensors: readonly GgufTensor[], metadata: Metadata): boolean | null {
  if (tensors.some(({ name }) => /^blk\.\d+\.ffn_gate(?:_up)?(?:_exps|_shexp)?\.weight$/.test(name))) return true
  const up = tensors.find(({ name }) => /^blk\.\d+\.ffn_up\.weight$/.test(name))
  if (!up) return null
  return up.dimensions[1] === 2 * (metadata.perLayer('feed_forward_length')(0) ?? NaN)
}

/** Elements of the language model without its prediction layers, which follow the others. */
function ownElements(tensors: readonly GgufTensor[], layers: number): number {
  return tensors.reduce((sum, { name, elements }) => {
    const block = /^blk\.(\d+)\./.exec(name)?.[1]
    const isOther = (block !== undefined && Number(block) >= layers) || /^(?:v|mm|a)\.|^rope_/.test(name)
    return isOther ? sum : sum + elements
  }, 0)
}

function hasNarrowExperts(tensors: readonly GgufTensor[]): boolean {
  return tensors.some(({ name, format }) => format === 'MXFP4' && name.includes('_exps'))
}

/** The format most elements are stored in: "Q4_K (GGUF)". */
function prevalentFormat(tensors: readonly GgufTensor[]): string | null {
  const elements = new Map<string, number>()
  for (const tensor of tensors) elements.set(tensor.format, (elements.get(tensor.format) ?? 0) + tensor.elements)
  const [most] = [...elements].sort(([, left], [, right]) => right - left)
  return most ? `${most[0]} (GGUF)` : null
}
