import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, toFailure } from '#shared/contract/errors.ts'
import { streamRegularFile } from '../../documents/regularFile.ts'
import type { PredictFacts } from '../../engine/predict/predict.ts'
import { compare } from '../../engine/validation/compare.ts'
import { leftOutErrors, type LeftOutErrors } from '../../engine/validation/crossValidated.ts'
import { createCsvParser, rowOf } from '../../engine/validation/csv.ts'
import { layoutOf } from '../../engine/validation/layouts.ts'
import { leftOut, type Reading, type RowReader } from '../../engine/validation/reading.ts'
import { createCollector, type Collector, type Grouping } from '../../engine/validation/summary.ts'
import { accuracySummary } from './accuracy.ts'
import type { AppPaths } from '../paths.ts'
import { openFacts } from '../predict/predictFacts.ts'

/** Largest file that is read. */
const LARGEST_FILE = 256 * 2 ** 20
/** Most files of one folder that are read. */
const MOST_FILES = 1000

/** What happened to one file. */
export interface FileOutcome {
  readonly file: string
  /** Name of its layout; null: none we know, or a file that could not be read. */
  readonly layout: string | null
  readonly rows: number
  readonly compared: number
  readonly leftOut: number
  /** One sentence where the file was not read to its end, or not at all. */
  readonly problem: string | null
}

/** A validation run. */
export interface Validation {
  readonly files: readonly FileOutcome[]
  readonly collector: Collector
}

/** What is asked of a run. */
export interface ValidationOptions {
  readonly groupings: readonly Grouping[]
  /** How many of the worst comparisons are kept. */
  readonly worst: number
  /** Most rows read of one file; null: all. */
  readonly limit: number | null
  /** Errors recorded on rows left out of the fits, to stand beside; absent: none. */
  readonly leftOutErrors?: LeftOutErrors
}

/** The CSV files at a place: itself, or those directly in a folder, in the order of their names. */
async function filesAt(place: string): Promise<{ readonly files: readonly string[]; readonly isFolder: boolean }> {
  let isFolder: boolean
  try {
    isFolder = (await stat(place)).isDirectory()
  } catch {
    throw new CodedError('not-found', `“${place}” cannot be read; name a CSV file or a folder of them.`)
  }
  if (!isFolder) return { files: [place], isFolder }
  const entries = await readdir(place)
  const names = entries.filter((name) => name.toLowerCase().endsWith('.csv')).sort()
  if (names.length === 0) throw new CodedError('not-found', `“${place}” holds no CSV file; name a folder that does.`)
  if (names.length > MOST_FILES) {
    throw new CodedError('invalid-input', `“${place}” holds more than ${MOST_FILES} CSV files; validate fewer at once.`)
  }
  return { files: names.map((name) => path.join(place, name)), isFolder }
}

async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const parts = streamRegularFile(file, {
    instead: 'name a CSV file or a folder of them',
    most: LARGEST_FILE,
    tooLarge: () => new CodedError('invalid-input', `“${path.basename(file)}” is larger than 256 MiB; split it.`),
  })
  for await (const bytes of parts) yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}

async function* recordsOf(file: string): AsyncGenerator<string[]> {
  const parser = createCsvParser()
  for await (const text of textOf(file)) yield* parser.push(text)
  yield* parser.end()
}

async function validateFile(
  file: string,
  facts: PredictFacts,
  collector: Collector,
  { limit, leftOutErrors: errors = () => null }: ValidationOptions,
): Promise<FileOutcome> {
  const name = path.basename(file)
  let header: readonly string[] | null = null
  let layoutName: string | null = null
  let reader: RowReader | null = null
  let problem: string | null = null
  let rows = 0
  let omitted = 0
  const before = collector.compared()

  const take = (readings: readonly Reading[]): void => {
    for (const reading of readings) {
      const { comparisons, omissions } = compare(reading, facts, errors)
      for (const comparison of comparisons) collector.add({ ...comparison, file: name })
      for (const omission of omissions) collector.omit(omission)
      omitted += omissions.length
    }
  }

  try {
    for await (const record of recordsOf(file)) {
      if (header === null) {
        header = record.map((column) => column.trim())
        const layout = layoutOf(header)
        if (layout === null) {
          problem = `No known layout: its columns are ${header.slice(0, 8).join(', ').slice(0, 200)}${header.length > 8 ? ', …' : ''}.`
          break
        }
        layoutName = layout.name
        reader = layout.open()
        continue
      }
      if (limit !== null && rows >= limit) break
      rows += 1
      const row = rowOf(header, record)
      take(row === null ? [leftOut(rows, 'malformed', 'more fields than columns')] : (reader?.read(row, rows) ?? []))
    }
    if (header === null) problem = 'The file is empty.'
  } catch (thrown) {
    problem = thrown instanceof CodedError ? thrown.message : `The file cannot be read: ${toFailure(thrown).message}`
  }
  // What was read before a problem still counts.
  if (reader !== null) take(reader.end())
  return { file: name, layout: layoutName, rows, compared: collector.compared() - before, leftOut: omitted, problem }
}

/**
 * Predicts every row of one CSV file, or of the CSV files directly in a folder, and holds the predictions against the
 * measurements. Files of unknown layout and broken files are named in the answer and do not stop the rest.
 * @param place a file or a folder @param facts the library
 * @throws CodedError not-found, invalid-input: there is nothing to read at all
 */
export async function validate(place: string, facts: PredictFacts, options: ValidationOptions): Promise<Validation> {
  const { files, isFolder } = await filesAt(place)
  const collector = createCollector(options.groupings, options.worst)
  const outcomes: FileOutcome[] = []
  for (const file of files) outcomes.push(await validateFile(file, facts, collector, options))
  const [only] = outcomes
  if (
    !isFolder &&
    only?.layout === null &&
    only.problem !== null &&
    only.rows === 0 &&
    !only.problem.startsWith('No known')
  ) {
    throw new CodedError('invalid-input', `“${only.file}”: ${only.problem}`)
  }
  return { files: outcomes, collector }
}

/** A run on the library of this machine. */
export interface LibraryValidation extends Validation {
  /** One sentence when the library was restored or cannot be written; null when all is well. */
  readonly notice: string | null
}

/**
 * Validates a file or a folder with the library's devices and models and the errors that ship with the coefficients.
 * @throws CodedError as `validate`; library-failed, io-failed: the library or the shipped errors cannot be read
 */
export async function validateWithLibrary(
  place: string,
  paths: Pick<AppPaths, 'dataFolder' | 'resourcesFolder'>,
  options: Omit<ValidationOptions, 'leftOutErrors'>,
): Promise<LibraryValidation> {
  const { rows } = await accuracySummary(paths.resourcesFolder, [])
  const { facts, notice, close } = await openFacts(paths)
  try {
    const validation = await validate(place, facts, { ...options, leftOutErrors: leftOutErrors(rows) })
    return { ...validation, notice }
  } finally {
    await close()
  }
}
