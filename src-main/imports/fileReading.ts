import type { ImportedProfile, ImportPreview } from '#shared/contract/imports.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'
import { say } from '#shared/words/say.ts'
import { quoted } from './failures.ts'
import { identityOfName } from './identity.ts'
import { FILE_SOURCE, type ModelReading } from './modelReading.ts'
import { sizeDoubt } from './namedSize.ts'
import { plainLine } from './plainLine.ts'
import { profileProblem } from './profiles.ts'
import type { FormatCount } from './safetensors/counts.ts'
import { understoodOf } from './understood.ts'

/** A file from somewhere else. */
export interface ForeignFile {
  readonly name: string
  /** All of it or, of weights, at least its header. */
  readonly bytes: Uint8Array
  /** Bytes of the whole file. */
  readonly size: number
  /** Of an index: the shards beside it, each by its header. */
  readonly shards?: readonly ForeignFile[]
}

/** How a file is to be read. */
export interface ReadOptions {
  /** Id for the one profile of a file, instead of one made of its name. */
  readonly id: string | null
  /** What the one model of a file is called, with its publisher where that is said: "Qwen/Qwen3-8B". Null: as it says. */
  readonly name?: string | null
  /** The model that stored weights should add up to. */
  readonly against: ModelProfile | null
}

/** What a file holds; what the library has under the same ids is not known here. The fields are those of the preview. */
export interface FileReading {
  readonly kind: ImportPreview['kind']
  readonly file: string
  readonly understood: readonly Understood[]
  readonly assumed: readonly string[]
  readonly ignored: readonly string[]
  /** What may be wrong with what was read and stands in nobody's way. */
  readonly doubts: readonly string[]
  readonly problems: readonly string[]
  readonly entries: readonly ImportedProfile[]
  readonly weights: Weights | null
  /** The file describes a model and does not name it. */
  readonly unnamed: boolean
  /** Peaks that are sparse ones of a device of the library, whether or not its dense ones were taken. */
  readonly sparse: number
}

/** One thing that was read, in words; `of` names the profile, '' the file itself. */
export type Understood = ImportPreview['understood'][number]

/** Weights by their descriptions. */
export interface Weights {
  readonly tensors: number
  readonly parameters: number
  readonly beside: number
  readonly formats: readonly FormatCount[]
}

/** How the one profile of a file is to be called. */
type Wishes = Pick<ReadOptions, 'id' | 'name'>
const NO_WISHES: Wishes = { id: null }

/**
 * Puts a reading together: id and name as wished, each id once, and everything said in words.
 * @param wishes for the one profile of the file
 */
export function fileReading(
  kind: FileReading['kind'],
  file: string,
  parts: Partial<Omit<FileReading, 'kind' | 'file' | 'sparse'>>,
  { id, name = null }: Wishes = NO_WISHES,
): FileReading {
  const problems = [...(parts.problems ?? [])]
  let entries = parts.entries ?? []
  const [first, second] = entries
  if (id !== null && second) problems.push('The file holds several profiles, which one id cannot name: leave it out.')
  else if (name !== null && second) problems.push(say('import.nameOfSeveral'))
  else if (first && !second) entries = [called(first, { id, name })]
  const seen = new Set<string>()
  for (const { kind: of, profile } of entries) {
    const key = `${of} ${profile.id}`
    if (seen.has(key)) problems.push(`Two profiles of the file have the id ${quoted(profile.id)}: rename one of them.`)
    seen.add(key)
  }
  return {
    kind,
    file: plainLine(file, 255),
    understood: [...(parts.understood ?? []), ...entries.flatMap(understoodOf)],
    assumed: parts.assumed ?? [],
    ignored: (parts.ignored ?? []).map((key) => plainLine(key, 100)),
    doubts: parts.doubts ?? [],
    problems,
    entries,
    weights: parts.weights ?? null,
    unnamed: parts.unnamed ?? false,
    sparse: 0,
  }
}

/** An entry under the name and the id that are wished; an id that is not is made of the name. */
function called(entry: ImportedProfile, { id, name = null }: Wishes): ImportedProfile {
  if (id === null && name === null) return entry
  const given = name === null ? null : identityOfName(name)
  const own = id ?? given?.id ?? entry.profile.id
  if (entry.kind === 'hardware') {
    return { kind: 'hardware', profile: { ...entry.profile, id: own, name: given?.name ?? entry.profile.name } }
  }
  const { organisation } = entry.profile
  const said = given === null ? {} : { name: given.name, organisation: given.organisation ?? organisation }
  return { kind: 'model', profile: { ...entry.profile, id: own, ...said } }
}

/**
 * The reading of a file that describes one model: its profile cites the file, and is entered only where it is valid.
 * @param title what the source is called: "GGUF file …"
 */
export function modelFileReading(
  kind: FileReading['kind'],
  file: string,
  title: string,
  { profile, assumed, ignored, problems, partly, unnamed = false }: ModelReading,
  wishes: Wishes,
  weights: Weights | null = null,
): FileReading {
  const source = { title: plainLine(title, 300), address: null, note: 'Imported by the user.' }
  const sourced: ModelProfile = { ...profile, sources: { [FILE_SOURCE]: source } }
  const problem = profileProblem(modelProfileSchema, sourced)
  if (problem === null) {
    const entries = [called({ kind: 'model', profile: sourced }, wishes)]
    const doubts = entries.flatMap((entry) => (entry.kind === 'model' ? (sizeDoubt(entry.profile, partly) ?? []) : []))
    return fileReading(kind, file, { entries, assumed, ignored, doubts, problems, weights, unnamed })
  }
  const sentence = `${quoted(file)} cannot be entered: ${problem}; import another description of the model.`
  return fileReading(kind, file, { assumed, ignored, problems: [...problems, sentence], weights, unnamed })
}
