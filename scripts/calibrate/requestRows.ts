/** Serving runs of files whose rows `memwall validate` turns into requests: sites and months other than the large ones. */
import { readFileSync } from 'node:fs'
import type { Precision } from '../../src-shared/domain/precision.ts'
import type { Software } from '../../src-shared/domain/software.ts'
import { rowOf, createCsvParser, type Row } from '../../src-main/engine/validation/csv.ts'
import { layoutOf } from '../../src-main/engine/validation/layouts.ts'
import type { Measure, Request } from '../../src-main/engine/validation/reading.ts'
import type { ServingRow } from './servingRows.ts'

/** Where rows of a file come from. */
type Origin = Pick<ServingRow, 'site' | 'version' | 'measuredOn' | 'aside'>

/** Sources of the second half of 2026 whose runs are of whole steps without speculation, by the words they begin with. */
const SECOND_HALF: readonly (readonly [string, Origin])[] = [
  ['InferenceX export 2026-06', { site: 'InferenceX', version: '2026-06', measuredOn: '2026-06', aside: false }],
  [
    'SemiAnalysisAI/InferenceX experimental',
    { site: 'InferenceX experiments', version: '2026-02', measuredOn: '2026-02', aside: true },
  ],
  ['docs.nvidia.com/nim', { site: 'NIM', version: 'NIM 1.8.0', measuredOn: '2025', aside: false }],
  ['blogs.oracle.com', { site: 'Oracle', version: '2025', measuredOn: '2025', aside: false }],
  ['intel.com gaudi', { site: 'Intel', version: 'SynapseAI 1.18', measuredOn: '2024', aside: false }],
]

/**
 * ml-energy/leaderboard does not say the version of its vLLM. Its small models take ten times their bytes over the
 * bandwidth on B200: a setting of its own.
 */
const LEADERBOARD: Origin = { site: 'ML.ENERGY', version: null, measuredOn: null, aside: true }

type ServingRequest = Extract<Request, { mode: string }>

/** Seconds of a row by what was measured; medians of first tokens are of another distribution than the means of the rest. */
function timesOf(measures: readonly Measure[]): Pick<ServingRow, 'tpot' | 'ttft' | 'e2e'> | null {
  const times: { tpot: number | null; ttft: number | null; e2e: number | null } = { tpot: null, ttft: null, e2e: null }
  for (const { quantity, value } of measures) {
    if (quantity === 'ttftAggregated') times.ttft = value
    else if (quantity === 'fixedBatchRun') times.e2e = value
    else if (['tpotAggregated', 'tpotMedian', 'interTokenMedian'].includes(quantity)) times.tpot = value
  }
  return times.tpot === null && times.ttft === null && times.e2e === null ? null : times
}

function rowFrom(file: string, request: ServingRequest, measures: readonly Measure[], origin: Origin): ServingRow[] {
  const times = timesOf(measures)
  if (times === null || request.mode === 'disaggregated' || request.speculation !== undefined) return []
  const weights: Precision = request.weightDtype ?? 'bf16'
  return [
    {
      file,
      ...origin,
      mode: request.mode,
      hardware: request.hardware,
      software: (request.software ?? 'deepspeed') as Software,
      model: typeof request.model === 'string' ? request.model : '',
      weights,
      kv: request.kvDtype ?? 'bf16',
      tensorParallel: request.tp ?? 1,
      pipelineParallel: request.pp ?? 1,
      dataParallel: request.dp ?? 1,
      expertParallel: request.ep ?? 1,
      concurrency: request.mode === 'static' ? request.batch : request.concurrency,
      inputTokens: request.inputTokens,
      outputTokens: request.outputTokens,
      ...times,
      pools: null,
    },
  ]
}

function readRequests(path: string, originOf: (row: Row) => Origin | null): ServingRow[] {
  const parser = createCsvParser()
  const [header = [], ...records] = [...parser.push(readFileSync(path, 'utf8')), ...parser.end()]
  const reader = layoutOf(header)?.open()
  if (reader === undefined) return []
  const file = path.slice(path.lastIndexOf('/') + 1)
  return records.flatMap((record, index) => {
    const row = rowOf(header, record)
    const origin = row === null ? null : originOf(row)
    if (row === null || origin === null) return []
    return reader
      .read(row, index + 1)
      .flatMap((reading) =>
        reading.kind === 'case' && 'mode' in reading.request
          ? rowFrom(file, reading.request, reading.measures, origin)
          : [],
      )
  })
}

/** Runs of the second half of 2026 and of an energy leaderboard. @param folder of the measurements */
export function requestRows(folder: string): ServingRow[] {
  return [
    ...readRequests(`${folder}/2026-11/serving_2026_second_half.csv`, (row) => {
      const source = row['source'] ?? ''
      return SECOND_HALF.find(([name]) => source.startsWith(name))?.[1] ?? null
    }),
    ...readRequests(`${folder}/2026-11/ml_energy.csv`, () => LEADERBOARD),
  ]
}
