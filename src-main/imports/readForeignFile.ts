import { CodedError } from '#shared/contract/errors.ts'
import { say } from '#shared/words/say.ts'
import { broken, foreign, quoted } from './failures.ts'
import { fileReading, modelFileReading, type FileReading, type ForeignFile, type ReadOptions } from './fileReading.ts'
import { parseForeignJson } from './foreignJson.ts'
import { isObject, own, type Json } from './huggingFace/fields.ts'
import { readHuggingFaceConfig } from './huggingFace/reading.ts'
import { identityOfConfig, isNameless } from './identity.ts'
import { headLength, isGguf, isSafetensors } from './limits.ts'
import type { ModelReading } from './modelReading.ts'
import { areProfiles, readProfiles } from './profiles.ts'
import { readGguf, readIndex, readSafetensors } from './readWeights.ts'
import { readShardIndex } from './safetensors/shardIndex.ts'
import { readTable } from './tables/csv.ts'
import { readTables } from './tables/readTables.ts'

/**
 * Reads any file that is imported. Kinds are told apart by their content, but for safetensors and tables, which only
 * their endings tell. Pure: the same bytes give the same reading.
 * @throws CodedError document-foreign, document-broken, document-too-large: one sentence that says what to do
 */
export function readForeignFile(file: ForeignFile, options: ReadOptions): FileReading {
  const needed = headLength(file.name, file.bytes, file.size)
  if (isGguf(file.bytes)) return readGguf(file, options)
  if (isSafetensors(file.name)) return readSafetensors(file, options)
  if (file.bytes.length < needed) throw broken(`${quoted(file.name)} was sent in part: send all of it.`)
  const text = textOf(file)
  if (isTable(file.name)) {
    const { kind, ...parts } = readTables(readTable(text, file.name), file.name)
    return fileReading(kind, file.name, parts, options)
  }
  const start = text.slice(0, 1000).trimStart()
  if (start !== '' && !/^[[{]/.test(start)) throw unknownKind(file.name)
  return readJson(parseForeignJson(text, file.name), file, options)
}

/**
 * The files whose headers an index of shards is counted by, where they are at hand beside it.
 * @returns names without folders; none where the file is no index @throws CodedError document-broken, document-too-large
 */
export function shardNames(file: ForeignFile): readonly string[] {
  if (!file.name.toLowerCase().endsWith('.index.json')) return []
  const value = parseForeignJson(textOf(file), file.name)
  if (!isObject(value) || own(value, 'weight_map') === undefined) return []
  return readShardIndex(value, file.name).files.filter((name) => /^[^/\\]+\.safetensors$/.test(name))
}

function isTable(name: string): boolean {
  return /\.(?:csv|tsv)$/i.test(name)
}

function unknownKind(name: string): CodedError {
  return foreign(
    `${quoted(name)} is no file that is imported: give a config.json, a GGUF or safetensors file, a profile in JSON or a table in CSV.`,
  )
}

function textOf({ name, bytes }: ForeignFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    if (isTable(name)) throw broken(`${quoted(name)} is not in UTF-8: save the table as CSV in UTF-8.`)
    throw unknownKind(name)
  }
}

/** Keys of which every configuration of a model has one. */
const CONFIGURATION_KEYS = ['model_type', 'architectures', 'text_config', 'num_hidden_layers'] as const

function readJson(value: unknown, file: ForeignFile, options: ReadOptions): FileReading {
  const { name } = file
  if (areProfiles(value)) return fileReading('profiles', name, readProfiles(value, name), options)
  if (!isObject(value)) throw unknownKind(name)
  if (own(value, 'type') === 'memwall') {
    throw foreign(`${quoted(name)} is a Memwall workspace: open it instead of importing it.`)
  }
  if (own(value, 'weight_map') !== undefined) return readIndex(readShardIndex(value, file.name), file, options)
  if (!CONFIGURATION_KEYS.some((key) => own(value, key) !== undefined)) throw unknownKind(name)
  return readConfiguration(value, name, options)
}

function readConfiguration(value: Json, name: string, options: ReadOptions): FileReading {
  const { id } = options
  const origin = own(value, '_name_or_path')
  const identity = identityOfConfig(name, typeof origin === 'string' ? origin : null)
  const read = inFileTerms(() => readHuggingFaceConfig(value), name)
  const unnamed = isNameless(identity)
  const profile = { ...read.profile, ...identity, ...(unnamed && id !== null ? { name: id } : {}) }
  const assumed =
    unnamed && id === null && (options.name ?? null) === null
      ? [...read.assumed, say('import.named', { id: identity.id })]
      : read.assumed
  return modelFileReading(
    'huggingFaceConfig',
    name,
    `Configuration ${name}`,
    { ...read, profile, assumed, unnamed },
    options,
  )
}

/** The reader of configurations speaks to a program; here a person has given a file. */
function inFileTerms(read: () => ModelReading, name: string): ModelReading {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof CodedError) throw broken(`${quoted(name)} cannot be imported: ${thrown.message}`)
    throw thrown
  }
}
