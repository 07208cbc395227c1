import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { PredictFacts } from '../../src-main/engine/predict/predict.ts'
import { compare, type Omission } from '../../src-main/engine/validation/compare.ts'
import { createCsvParser, rowOf } from '../../src-main/engine/validation/csv.ts'
import { layoutOf } from '../../src-main/engine/validation/layouts.ts'
import type { Placed } from '../../src-main/engine/validation/summary.ts'

/** What became of one file's rows. */
export interface FileComparisons {
  /** Values faster than physics allows are left out: they read a cache, or guessed tokens ahead. */
  readonly comparisons: readonly Placed[]
  readonly omissions: readonly Omission[]
  /** Values left out as faster than physics. */
  readonly belowFloor: number
}

/**
 * Predicts every row of a file through the machine interface.
 * @param file a CSV file of a known layout @param facts the library @returns nothing compared where the layout is unknown
 */
export function compareFile(file: string, facts: PredictFacts): FileComparisons {
  const parser = createCsvParser()
  const [header = [], ...records] = [...parser.push(readFileSync(file, 'utf8')), ...parser.end()]
  const reader = layoutOf(header.map((column) => column.trim()))?.open()
  if (reader === undefined) return { comparisons: [], omissions: [], belowFloor: 0 }
  const readings = records.flatMap((record, index) => reader.read(rowOf(header, record) ?? {}, index + 1))
  const comparisons: Placed[] = []
  const omissions: Omission[] = []
  let belowFloor = 0
  for (const reading of [...readings, ...reader.end()]) {
    const outcome = compare(reading, facts, () => null)
    omissions.push(...outcome.omissions)
    for (const comparison of outcome.comparisons) {
      if (comparison.measuredBelowFloor) belowFloor += 1
      else comparisons.push({ ...comparison, file: path.basename(file) })
    }
  }
  return { comparisons, omissions, belowFloor }
}
