import { addRow, emptyTable, put, type Budget, type Table } from '../timeline/column.ts'

/** One row a request. */
const LAYOUT = {
  /** Milliseconds after the first request of the file. */
  time: Float64Array,
  /** Tokens. */
  input: Uint32Array,
  output: Uint32Array,
} as const

/** Bytes that the requests of one file take at most: nine million of them. */
const MOST_BYTES = 150e6
/** Numbers of blocks of prompts that are remembered, to tell which came again. */
const MOST_BLOCKS = 4e6

/** What a reader has found so far. */
export interface Requests {
  readonly table: Table<typeof LAYOUT>
  readonly budget: Budget
  /** Unix milliseconds of the first request; null: none yet, or its times have no date. */
  first: number | null
  /** Requests without an answer. */
  failed: number
  /** Lines that could not be read. */
  malformed: number
  /** Requests beyond what is kept. */
  beyond: number
  readonly blocks: Set<number>
  /** Blocks of prompts, and how many of them had come before. */
  named: number
  again: number
}

/** No requests yet. */
export function noRequests(): Requests {
  return {
    table: emptyTable(LAYOUT),
    budget: { left: MOST_BYTES },
    first: null,
    failed: 0,
    malformed: 0,
    beyond: 0,
    blocks: new Set(),
    named: 0,
    again: 0,
  }
}

const MOST_TOKENS = 1e8

/** Adds a request. @param time milliseconds, after any moment */
export function addRequest(requests: Requests, time: number, input: number, output: number): void {
  const isTold = [input, output].every((tokens) => Number.isInteger(tokens) && tokens >= 0 && tokens <= MOST_TOKENS)
  if (!Number.isFinite(time) || !isTold) {
    requests.malformed += 1
    return
  }
  const row = addRow(requests.table, LAYOUT, requests.budget)
  if (row < 0) {
    requests.beyond += 1
    return
  }
  requests.first ??= time
  put(requests.table.time, row, time - requests.first)
  put(requests.table.input, row, input)
  put(requests.table.output, row, output)
}

/** Counts blocks of a prompt, each a number that stands for its text and all before it. */
export function addBlocks(requests: Requests, numbers: readonly unknown[]): void {
  for (const number of numbers) {
    if (typeof number !== 'number') continue
    requests.named += 1
    if (requests.blocks.has(number)) requests.again += 1
    else if (requests.blocks.size < MOST_BLOCKS) requests.blocks.add(number)
  }
}
