import type { Handlers, ParsedInput } from '#shared/contract/index.ts'
import { CodedError } from '#shared/contract/errors.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { heldAgainst, type LibraryFacts } from '../../imports/againstLibrary.ts'
import type { ForeignFile } from '../../imports/fileReading.ts'
import { LARGEST_HEAD } from '../../imports/limits.ts'
import { devicesOfName, modelsOfName } from '../../imports/namesakes.ts'
import { danglingSource } from '../../imports/profiles.ts'
import { readForeignFile } from '../../imports/readForeignFile.ts'
import { recogniseFile } from '../../imports/recogniseFile.ts'
import type { Library } from '../../library/open.ts'
import type { Grants } from '../grants/grants.ts'
import { readImportFile } from '../library/importFile.ts'
import type { LibraryKeeper } from '../library/libraryKeeper.ts'

type PreviewInput = ParsedInput<'imports.preview'>

/** The methods that bring files from somewhere else into the library. */
export function importsHandlers(keeper: LibraryKeeper, grants: Grants) {
  return {
    'imports.recognise': (file) => ({ kind: recogniseFile(file) }),
    'imports.preview': async ({ file, id, name, dense, against }) => {
      const library = await keeper.open()
      const given = 'granted' in file ? await readGranted(file.granted) : sent(file)
      const read = readForeignFile(given, { id, name, against: against && modelOf(against, library) })
      const reading = heldAgainst(read, factsOf(library), dense)
      return {
        ...reading,
        understood: [...reading.understood],
        assumed: [...reading.assumed],
        ignored: [...reading.ignored],
        doubts: [...reading.doubts],
        problems: [...reading.problems],
        entries: reading.entries.map((entry) => ({
          ...entry,
          known: library.origin(entry.kind, entry.profile.id) ?? 'nothing',
        })),
        weights: reading.weights && { ...reading.weights, formats: [...reading.weights.formats] },
      }
    },
    'imports.accept': async ({ entries, file, replace }) => {
      for (const { profile } of entries) {
        const problem = danglingSource(profile)
        if (problem !== null) throw new CodedError('invalid-input', `“${profile.id}” cannot be entered: ${problem}.`)
      }
      const library = await keeper.open()
      return { ...library.enter({ entries, file, replace }), notice: library.notice }
    },
  } satisfies Partial<Handlers>

  async function readGranted(id: string): Promise<ForeignFile> {
    // By the name it was given: a link to a store of contents has its ending there, and its neighbours.
    return readImportFile((await grants.readable(id, 'foreign')).path)
  }
}

function modelOf(against: NonNullable<PreviewInput['against']>, library: Library): ModelProfile {
  return 'id' in against ? library.model(against.id).profile : against.profile
}

/** What the library has under a name: its lists are read once, and of its profiles those of the name. */
function factsOf(library: Library): LibraryFacts {
  const devices = library.listHardware('')
  const models = library.listModels('')
  return {
    devices: (name) => devicesOfName(name, devices).map(({ id }) => library.hardware(id).profile),
    models: (name) => modelsOfName(name, models).map(({ id }) => library.model(id).profile),
  }
}

/** A file whose content came with the request. */
function sent(file: Exclude<PreviewInput['file'], { granted: string }>): ForeignFile {
  if ('text' in file) {
    const bytes = Buffer.from(file.text, 'utf8')
    return { name: file.name, bytes: within(bytes), size: bytes.length }
  }
  const bytes = Buffer.from(file.base64, 'base64')
  if (bytes.length > file.size) {
    throw new CodedError('invalid-input', `“${file.name}” has fewer bytes than were sent of it: send its size.`)
  }
  return { name: file.name, bytes: within(bytes), size: file.size }
}

function within(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= LARGEST_HEAD) return bytes
  throw new CodedError(
    'document-too-large',
    `More than the ${Math.floor(LARGEST_HEAD / 1e6)} MB that are read of a file were sent: send its start, or check that it is the file you meant.`,
  )
}
