import { PLATFORMS, type Platform } from '#shared/domain/market/platform.ts'
import { SOFTWARE_CRITERIA, type SoftwareCriterion, type SoftwareFile } from '#shared/domain/market/software.ts'
import { platformEvidence, type SourcedFact } from '#shared/domain/market/softwareEvidence.ts'
import { softwareScore, type SoftwareScore } from '#shared/domain/market/softwareScore.ts'

/** Columns of the matrix; what a maker names of its own software is one. */
export const MATRIX_COLUMNS: readonly (readonly SoftwareCriterion[])[] = [
  ...SOFTWARE_CRITERIA.filter((criterion) => criterion !== 'releases' && criterion !== 'frameworks').map((each) => [
    each,
  ]),
  ['frameworks', 'releases'],
]

/** A platform with what was read of each column; null: nothing. */
export interface MatrixRow {
  readonly platform: Platform
  /** Proposed; null: no list speaks of it. */
  readonly score: SoftwareScore | null
  readonly cells: readonly (SourcedFact | null)[]
}

/** The matrix of platforms and criteria. */
export function matrixRows(software: SoftwareFile): readonly MatrixRow[] {
  return PLATFORMS.map((platform) => {
    const facts = platformEvidence(platform, software)
    return {
      platform,
      score: softwareScore(facts),
      cells: MATRIX_COLUMNS.map((criteria) => facts.find(({ criterion }) => criteria.includes(criterion)) ?? null),
    }
  })
}

/** A cell by row and column. */
export interface Place {
  readonly row: number
  readonly column: number
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * Where a key leads from a cell: the next one that way of which something is known.
 * @returns null where the key is none of the matrix, or there is none that way
 */
export function stepFrom(rows: readonly MatrixRow[], from: Place, key: string): Place | null {
  const step = STEPS[key]
  if (!step) return null
  let { row, column } = from
  for (;;) {
    row += step[0]
    column += step[1]
    const cell = rows[row]?.cells[column]
    if (cell === undefined) return null
    if (cell !== null) return { row, column }
  }
}
