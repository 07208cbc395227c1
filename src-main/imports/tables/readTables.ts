import type { ImportedProfile } from '#shared/contract/imports.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { foreign, quoted } from '../failures.ts'
import { sizeDoubt } from '../namedSize.ts'
import { profileProblem } from '../profiles.ts'
import type { Table } from './csv.ts'
import { DEVICE_COLUMNS, NEEDED_DEVICE_COLUMNS, deviceOfRow } from './devices.ts'
import { MODEL_COLUMNS, NEEDED_MODEL_COLUMNS, modelOfRow } from './models.ts'
import { columnsOf, readRow, type Columns, type RowReader } from './row.ts'

/** What a table holds. */
export interface TableReading {
  readonly kind: 'deviceTable' | 'modelTable'
  readonly entries: readonly ImportedProfile[]
  readonly assumed: readonly string[]
  readonly ignored: readonly string[]
  /** What may be wrong and stands in nobody's way. */
  readonly doubts: readonly string[]
  readonly problems: readonly string[]
}

/** Problems that are told one by one; of more only the number is. */
const MOST_PROBLEMS = 50

/**
 * Reads a table of devices or of models, told apart by their columns.
 * @param file name of the file, for messages and as the source of its figures
 * @throws CodedError document-foreign: the titles are those of neither
 */
export function readTables(table: Table, file: string): TableReading {
  const devices = columnsOf(table.titles, DEVICE_COLUMNS)
  if (NEEDED_DEVICE_COLUMNS.every((column) => devices.places.has(column))) return readDevices(table, devices, file)
  const models = columnsOf(table.titles, MODEL_COLUMNS)
  if (NEEDED_MODEL_COLUMNS.every((column) => models.places.has(column))) return readModels(table, models, file)
  throw foreign(
    `${quoted(file)} is a table of neither devices nor models: devices need the columns Name, Memory and Bandwidth, models Name, Layers, Hidden size, Heads and Vocabulary.`,
  )
}

function readDevices(table: Table, columns: Columns, file: string): TableReading {
  const { assumed, assume } = collector(columns)
  const problems: string[] = [...columns.problems]
  const entries = table.rows.flatMap((line): ImportedProfile[] => {
    const row = readRow(line, columns, file)
    const profile = deviceOfRow(row, assume)
    const problem = profile ? profileProblem(hardwareProfileSchema, profile) : 'the name is missing'
    problems.push(...problemsOfRow(row, line.line, problem))
    return profile && problem === null && row.problems.length === 0 ? [{ kind: 'hardware', profile }] : []
  })
  return {
    kind: 'deviceTable',
    entries,
    assumed: [...assumed],
    ignored: columns.ignored,
    doubts: [],
    problems: shortened(problems),
  }
}

function readModels(table: Table, columns: Columns, file: string): TableReading {
  const { assumed, assume } = collector(columns)
  const problems: string[] = [...columns.problems]
  const entries = table.rows.flatMap((line): ImportedProfile[] => {
    const row = readRow(line, columns, file)
    const missing: string[] = []
    const profile = modelOfRow(row, assume, (column) => missing.push(column))
    const problem =
      missing[0] !== undefined
        ? `${wordsOf(missing[0])} is missing`
        : profile && profileProblem(modelProfileSchema, profile)
    problems.push(...problemsOfRow(row, line.line, problem))
    return profile && problem === null && row.problems.length === 0 ? [{ kind: 'model', profile }] : []
  })
  const doubts = entries.flatMap((entry) => (entry.kind === 'model' ? (sizeDoubt(entry.profile) ?? []) : []))
  return {
    kind: 'modelTable',
    entries,
    assumed: [...assumed],
    ignored: columns.ignored,
    doubts: shortened(doubts),
    problems: shortened(problems),
  }
}

function collector({ places }: Columns): { assumed: Set<string>; assume: (sentence: string) => void } {
  const assumed = new Set<string>()
  if (!places.has('grade'))
    assumed.add('The table has no column for grades: its figures are graded as a secondary source.')
  if (!places.has('source')) assumed.add('The table has no column for sources: the file itself is the source.')
  return { assumed, assume: (sentence) => void assumed.add(sentence) }
}

/** What is wrong with the cells comes first: it is often why the whole is wrong. */
function problemsOfRow(row: RowReader, line: number, problem: string | null): readonly string[] {
  if (row.problems.length > 0 || problem === null) return row.problems
  return [`Line ${line}: ${problem}; correct it in the table.`]
}

function shortened(problems: readonly string[]): readonly string[] {
  if (problems.length <= MOST_PROBLEMS) return problems
  return [...problems.slice(0, MOST_PROBLEMS), `There are ${problems.length - MOST_PROBLEMS} more problems like these.`]
}

/** "hiddenSize" → "the hidden size". */
function wordsOf(column: string): string {
  return `the ${column.replace(/([A-Z])/g, ' $1').toLowerCase()}`
}
