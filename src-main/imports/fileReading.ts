import type { ImportedProfile, ImportPreview } from '#shared/contract/imports.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'
import { quoted } from './failures.ts'
import { FILE_SOURCE, type ModelReading } from './modelReading.ts'
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
  readonly problems: readonly string[]
  readonly entries: readonly ImportedProfile[]
  readonly weights: Weights | null
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

/**
 * Puts a reading together: the id as wished, each id once, and everything said in words.
 * @param id for the one profile of the file, or null
 */
export function fileReading(
  kind: FileReading['kind'],
  file: string,
  parts: Partial<Pick<FileReading, 'understood' | 'entries' | 'assumed' | 'ignored' | 'problems' | 'weights'>>,
  id: string | null = null,
): FileReading {
  const problems = [...(parts.problems ?? [])]
  let entries = parts.entries ?? []
  const [first, second] = entries
  if (id !== null && second) problems.push('The file holds several profiles, which one id cannot name: leave it out.')
  else if (id !== null && first) entries = [renamed(first, id)]
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
    problems,
    entries,
    weights: parts.weights ?? null,
  }
}

function renamed(entry: ImportedProfile, id: string): ImportedProfile {
  return entry.kind === 'model'
    ? { kind: 'model', profile: { ...entry.profile, id } }
    : { kind: 'hardware', profile: { ...entry.profile, id } }
}

/**
 * The reading of a file that describes one model: its profile cites the file, and is entered only where it is valid.
 * @param title what the source is called: "GGUF file …"
 */
export function modelFileReading(
  kind: FileReading['kind'],
  file: string,
  title: string,
  { profile, assumed, ignored, problems }: ModelReading,
  id: string | null,
  weights: Weights | null = null,
): FileReading {
  const source = { title: plainLine(title, 300), address: null, note: 'Imported by the user.' }
  const sourced: ModelProfile = { ...profile, sources: { [FILE_SOURCE]: source } }
  const problem = profileProblem(modelProfileSchema, sourced)
  if (problem === null) {
    return fileReading(
      kind,
      file,
      { entries: [{ kind: 'model', profile: sourced }], assumed, ignored, problems, weights },
      id,
    )
  }
  const sentence = `${quoted(file)} cannot be entered: ${problem}; import another description of the model.`
  return fileReading(kind, file, { assumed, ignored, problems: [...problems, sentence], weights })
}
