import { RESOURCES, type Resource } from '../result.ts'

/** What a cell of the map says: a binding resource, or why there is none. */
export type MapState = Resource | 'doesNotFit' | 'unknown'

/** Letters of the states in a map's text, one a cell. */
const LETTERS: Readonly<Record<MapState, string>> = {
  compute: 'c',
  sram: 's',
  memory: 'm',
  link: 'l',
  host: 'h',
  overhead: 'o',
  doesNotFit: '-',
  unknown: '?',
}
const STATES = new Map(Object.entries(LETTERS).map(([state, letter]) => [letter, state as MapState]))

/** What binds a scenario's decode over a plane of loads. */
export interface BottleneckMap {
  readonly scenario: string
  /** Requests in flight, one a column, ascending. */
  readonly concurrency: readonly number[]
  /** Input tokens per request, one a row, ascending. */
  readonly inputTokens: readonly number[]
  /** One letter a cell, row by row, the shortest inputs first: see `mapState`. */
  readonly states: string
  /** Seconds per output token of each cell; null where it does not run. */
  readonly tpot: readonly (number | null)[]
  /** Loads the calibration has measured, in the map's own units; beyond them it is extrapolated. Null: none were. */
  readonly measured: {
    readonly concurrency: readonly [number, number]
    readonly inputTokens: readonly [number, number]
  } | null
}

/** The letter of a cell. @param binding place in `RESOURCES` @param fits all requests fit at once */
export function stateLetter(binding: number, fits: boolean): string {
  const resource = RESOURCES[binding]
  if (resource === undefined) return LETTERS.doesNotFit
  return fits ? LETTERS[resource] : LETTERS.doesNotFit
}

/** The letter of cells a machine whose figures are unknown cannot fill, and of those it has no room for. */
export const UNKNOWN_LETTER = LETTERS.unknown
export const DOES_NOT_FIT_LETTER = LETTERS.doesNotFit

/** The state of a cell. */
export function mapState(map: BottleneckMap, column: number, row: number): MapState {
  return STATES.get(map.states[row * map.concurrency.length + column] ?? '?') ?? 'unknown'
}
