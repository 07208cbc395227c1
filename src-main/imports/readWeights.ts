import { countParameters } from '#shared/domain/parameters.ts'
import { formatText } from '#shared/units/format.ts'
import { countProblem } from './countProblem.ts'
import {
  fileReading,
  modelFileReading,
  type FileReading,
  type ForeignFile,
  type ReadOptions,
  type Understood,
  type Weights,
} from './fileReading.ts'
import { readGgufHeader } from './gguf/header.ts'
import { modelFromGguf } from './gguf/model.ts'
import { idOf } from './identity.ts'
import { countStored, type StoredCount } from './safetensors/counts.ts'
import { readSafetensorsHeader } from './safetensors/header.ts'
import type { ShardIndex } from './safetensors/shardIndex.ts'

/** @throws CodedError document-foreign, document-broken, document-too-large */
export function readGguf({ name, bytes, size }: ForeignFile, options: ReadOptions): FileReading {
  const header = readGgufHeader(bytes, size, name)
  const read = modelFromGguf(header, name)
  const elements = new Map<string, number>()
  for (const tensor of header.tensors) elements.set(tensor.format, (elements.get(tensor.format) ?? 0) + tensor.elements)
  const formats = [...elements]
    .map(([format, parameters]) => ({ format, parameters }))
    .toSorted((left, right) => right.parameters - left.parameters)
  const parameters = formats.reduce((sum, format) => sum + format.parameters, 0)
  const weights = formats.length === 0 ? null : { tensors: header.tensors.length, parameters, beside: 0, formats }
  const profile = { ...read.profile, id: idOf(read.profile.name) }
  return modelFileReading('gguf', name, `GGUF file ${name}`, { ...read, profile }, options, weights)
}

/** @throws CodedError document-broken, document-too-large */
export function readSafetensors({ name, bytes, size }: ForeignFile, { against }: ReadOptions): FileReading {
  const stored = countStored(readSafetensorsHeader(bytes, size, name), layersOf(against))
  const shard = /-(\d{5})-of-(\d{5})\.safetensors$/i.exec(name)
  const isPart = shard !== null && shard[2] !== '00001'
  const counted = against && countParameters(against).total
  const problem = counted !== null && !isPart ? countProblem(stored.parameters, counted, 'the file holds') : null
  return fileReading('safetensors', name, {
    understood: [
      ...(isPart ? [fact('Shard', `${Number(shard[1])} of ${Number(shard[2])}`)] : []),
      ...(against ? [fact(`Parameters of ${against.id}, by its dimensions`, formatText(counted, 'parameters'))] : []),
    ],
    assumed: isPart
      ? [...stored.assumed, 'The file is one shard of several, so its parameters are not compared with a model.']
      : stored.assumed,
    problems: problem === null ? [] : [problem],
    weights: weightsOf(stored),
  })
}

/**
 * What the index of a model in several files says and, where its shards are at hand, what their headers add up to.
 * @param file its name, and the headers of the shards that are at hand @throws CodedError document-broken, document-too-large
 */
export function readIndex(
  index: ShardIndex,
  file: Pick<ForeignFile, 'name' | 'shards'>,
  { against }: ReadOptions,
): FileReading {
  const { name, shards = [] } = file
  const counted = against && countParameters(against).total
  const isWhole = shards.length === index.files.length
  const stored = isWhole ? countShards(shards, against) : null
  const parameters = stored?.parameters ?? index.parameters
  const place = stored ? 'the shards hold' : 'the index says'
  const problem = parameters !== null && counted !== null ? countProblem(parameters, counted, place) : null
  return fileReading('safetensorsIndex', name, {
    understood: [
      fact('Tensors', String(index.tensors)),
      fact('Shards', String(index.files.length)),
      ...(index.bytes === null ? [] : [fact('Weights', formatText(index.bytes, 'bytes'))]),
      ...(index.parameters === null ? [] : [fact('Parameters', formatText(index.parameters, 'parameters'))]),
      ...(index.bytes === null || !against || counted === null
        ? []
        : [fact(`Bytes for each parameter of ${against.id}`, (index.bytes / counted).toFixed(2))]),
    ],
    assumed: stored
      ? stored.assumed
      : [
          `${index.files.length - shards.length} of the ${index.files.length} shards are not at hand, so the parameters are not counted by format.`,
        ],
    problems: problem === null ? [] : [problem],
    weights: stored && weightsOf(stored),
  })
}

function weightsOf({ tensors, parameters, beside, formats }: StoredCount): Weights {
  return { tensors, parameters, beside, formats }
}

function countShards(shards: readonly ForeignFile[], against: ReadOptions['against']): StoredCount {
  const tensors = shards.flatMap(({ name, bytes, size }) => readSafetensorsHeader(bytes, size, name))
  return countStored(tensors, layersOf(against))
}

function layersOf(model: ReadOptions['against']): number | null {
  return model?.layerGroups.reduce((sum, { count }) => sum + count, 0) ?? null
}

function fact(label: string, text: string): Understood {
  return { of: '', label, text }
}
