import type { Precision } from '#shared/domain/precision.ts'
import { modelIdOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Reading } from '../reading.ts'

/** Ten groups of ten prompts repeat for the whole run: all but the first pass of a prompt is found in the cache. */
const CACHED_SHARE = 0.95
/** Share of the requests given up above which the load was more than the server could take. */
const MOST_GIVEN_UP = 0.01

const WEIGHTS: ReadonlyMap<string, Precision> = new Map([['bf16', 'bf16']])

function openLoopRow(row: Row, index: number): readonly Reading[] {
  const name = row['model'] ?? ''
  const model = modelIdOf(name)
  if (model === null) return [leftOut(index, 'unknownModel', name)]
  const weightDtype = WEIGHTS.get(row['weights'] ?? '')
  if (weightDtype === undefined) return [leftOut(index, 'unknownFormat', row['weights'] ?? '')]
  if (numberOf(row, 'failures') > MOST_GIVEN_UP * numberOf(row, 'requests')) {
    return [leftOut(index, 'notComparable', 'overload')]
  }
  // Little's law: requests in flight are their rate times the time each of them stays.
  const concurrency = Math.max(1, Math.round(numberOf(row, 'requests_per_s') * numberOf(row, 'e2e_mean_s')))
  return cases(
    index,
    {
      mode: 'aggregated',
      hardware: row['device'] ?? '',
      software: 'vllm',
      model,
      weightDtype,
      kvDtype: 'bf16',
      tp: numberOf(row, 'devices'),
      concurrency,
      inputTokens: Math.round(numberOf(row, 'prompt_tokens_mean')),
      outputTokens: Math.max(2, Math.round(numberOf(row, 'output_tokens_mean'))),
      cachedShare: CACHED_SHARE,
    },
    [{ quantity: 'tpotAtRate', value: numberOf(row, 'tpot_mean_s'), field: 'tpot' }],
  )
}

const openLoops: Layout = {
  name: 'Stages at constant rates',
  columns: [
    'stack',
    'device',
    'devices',
    'model',
    'weights',
    'rate_per_s',
    'requests',
    'failures',
    'prompt_tokens_mean',
    'output_tokens_mean',
    'e2e_mean_s',
    'tpot_mean_s',
    'requests_per_s',
  ],
  open: rowByRow(openLoopRow),
}

/** Requests that come at a constant rate, whatever is still in flight. */
export const OPEN_LOOP_LAYOUTS: readonly Layout[] = [openLoops]
