import { broken, quoted } from '../failures.ts'
import type { Table } from '../tables/csv.ts'
import { NO_LOAD } from './inFlight.ts'
import { addRun, measured, positive, type Found } from './reading.ts'
import type { Run } from './run.ts'

type Quantity =
  | 'concurrency'
  | keyof Pick<
      Run,
      | 'inputTokens'
      | 'outputTokens'
      | 'tpotMilliseconds'
      | 'ttftMilliseconds'
      | 'outputTokensPerSecond'
      | 'tokensPerStep'
    >

interface Column {
  readonly quantity: Quantity
  /** Times the cell gives the quantity in the units of a run. */
  readonly factor: number
}

/** What a column may be called, without case, spaces and punctuation; times end in their unit. */
const NAMES: Readonly<Record<string, Quantity>> = {
  concurrency: 'concurrency',
  maxconcurrency: 'concurrency',
  requestsinflight: 'concurrency',
  users: 'concurrency',
  batch: 'concurrency',
  batchsize: 'concurrency',
  inputtokens: 'inputTokens',
  inputlength: 'inputTokens',
  isl: 'inputTokens',
  prompttokens: 'inputTokens',
  outputtokens: 'outputTokens',
  outputlength: 'outputTokens',
  osl: 'outputTokens',
  tpot: 'tpotMilliseconds',
  timeperoutputtoken: 'tpotMilliseconds',
  itl: 'tpotMilliseconds',
  intertokenlatency: 'tpotMilliseconds',
  ttft: 'ttftMilliseconds',
  timetofirsttoken: 'ttftMilliseconds',
  outputthroughput: 'outputTokensPerSecond',
  outputtokenspersecond: 'outputTokensPerSecond',
  acceptlength: 'tokensPerStep',
  acceptancelength: 'tokensPerStep',
  tokensperstep: 'tokensPerStep',
}
const TIMES: ReadonlySet<Quantity> = new Set(['tpotMilliseconds', 'ttftMilliseconds'])

function columnOf(title: string): Column | 'no unit' | null {
  const plain = title.toLowerCase().replace(/\b(?:mean|avg|average)\b|mean_|avg_/g, '')
  const [, stem = plain, unit = ''] = /^(.*?)[\s_([]+(ms|milliseconds|s|sec|seconds|us)[\])]*$/.exec(plain) ?? []
  const whole = NAMES[plain.replace(/[^a-z]/g, '')]
  const quantity = whole !== undefined && !TIMES.has(whole) ? whole : NAMES[stem.replace(/[^a-z]/g, '')]
  if (quantity === undefined) return null
  if (!TIMES.has(quantity)) return { quantity, factor: 1 }
  if (unit === '') return 'no unit'
  return { quantity, factor: unit.startsWith('m') ? 1 : unit.startsWith('u') ? 1e-3 : 1000 }
}

/**
 * A table of one's own: a line a load. Titles name the quantity and times their unit: concurrency, input tokens, output
 * tokens, tpot_ms or tpot_s, ttft_ms or ttft_s, output tokens per second.
 * @throws CodedError document-broken: what the titles lack
 */
export function addPointTable(found: Found, { titles, rows }: Table, file: string): void {
  const columns = titles.map((title) => {
    const column = columnOf(title)
    if (column === 'no unit') {
      throw broken(
        `Column ${quoted(title)} of ${quoted(file)} has no unit: call it ${title.trim()}_ms or ${title.trim()}_s.`,
      )
    }
    if (column === null) found.ignored.add(title)
    return column
  })
  const known = new Set(columns.flatMap((column) => column?.quantity ?? []))
  const needed = (['concurrency', 'inputTokens', 'outputTokens'] as const).filter(
    (quantity) => !known.has(quantity) && (quantity !== 'concurrency' || found.given === null),
  )
  if (needed.length > 0) {
    throw broken(
      `${quoted(file)} has no column for ${needed.map((quantity) => TITLES[quantity]).join(', ')}: a table of measurements has the columns concurrency, input_tokens, output_tokens and tpot_ms, ttft_ms or output_throughput.`,
    )
  }
  for (const { line, cells } of rows) {
    const values = {} as Record<Quantity, number | null>
    for (const [index, column] of columns.entries()) {
      if (column === null) continue
      const value = measured((cells[index] ?? '').replaceAll(/[,\s]/g, ''))
      values[column.quantity] = value === null ? (values[column.quantity] ?? null) : value * column.factor
    }
    addRun(found, {
      where: `Line ${line}`,
      load: { ...NO_LOAD, limit: positive(values.concurrency) },
      inputTokens: positive(values.inputTokens),
      outputTokens: positive(values.outputTokens),
      tpotMilliseconds: values.tpotMilliseconds ?? null,
      ttftMilliseconds: values.ttftMilliseconds ?? null,
      outputTokensPerSecond: positive(values.outputTokensPerSecond),
      tokensPerStep: positive(values.tokensPerStep),
    })
  }
}

const TITLES: Readonly<Record<'concurrency' | 'inputTokens' | 'outputTokens', string>> = {
  concurrency: 'requests in flight',
  inputTokens: 'input tokens',
  outputTokens: 'output tokens',
}
