import { operatorRequestSchema, servingRequestSchema } from '../../predict/request.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Measure, type Reading, type Request } from '../reading.ts'

/** @returns the requests a cell holds as JSON, one or a list; null: it does not */
function requestsOf(text: string): readonly Request[] | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const list = Array.isArray(parsed) ? parsed : [parsed]
  const isRequest = (request: unknown): boolean =>
    servingRequestSchema.safeParse(request).success || operatorRequestSchema.safeParse(request).success
  return list.length > 0 && list.every(isRequest) ? (list as Request[]) : null
}

/**
 * What a metric's value is held against. Means are means of TTFT and TPOT; medians are a quantity of their own. A round of
 * speculative decoding, target and drafts together, has no field.
 * @returns null: not comparable
 */
function measureOf(metric: string, value: number, row: Row, request: Request): Measure | null {
  const devices = numberOf(row, 'devices')
  switch (metric) {
    case 'ttft':
      return { quantity: 'ttftAggregated', value, field: 'ttft' }
    case 'tpot':
      return { quantity: 'tpotAggregated', value, field: 'tpot' }
    case 'ttft_median':
      return { quantity: 'ttftMedian', value, field: 'ttft' }
    case 'tpot_median':
      return { quantity: 'tpotMedian', value, field: 'tpot' }
    case 'output_tokens_per_s':
      return { quantity: 'deviceTime', value: devices / value, field: 'deviceTime' }
    case 'e2e':
      return { quantity: 'fixedBatchRun', value, field: 'e2e' }
    case 'prefill':
      return { quantity: 'fixedBatchFirstToken', value, field: 'ttft' }
    case 'decode_tokens_per_s':
      return { quantity: 'batchOneDecode', value: 1 / value, field: 'tpot' }
    case 'prefill_tokens_per_s':
      return 'inputTokens' in request
        ? { quantity: 'batchOnePrefill', value: request.inputTokens / value, field: 'ttft' }
        : null
    default:
      return null
  }
}

function givenRow(row: Row, index: number): readonly Reading[] {
  const metric = row['metric'] ?? ''
  if (metric === 'decode_round') return [leftOut(index, 'speculation', 'a round of target and drafts together')]
  if ((row['request'] ?? '') === '') return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
  const requests = requestsOf(row['request'] ?? '')
  const [request] = requests ?? []
  if (requests === null || request === undefined) return [leftOut(index, 'malformed', 'the request cannot be read')]
  const value = numberOf(row, 'value')
  if (!(value > 0)) return [leftOut(index, 'noValue', metric)]
  if (metric === 'offline_tokens_per_s_per_device') {
    return [
      {
        kind: 'best',
        requests,
        measure: { quantity: 'offlineDeviceTime', value: 1 / value, field: 'deviceTime' },
        row: index,
      },
    ]
  }
  const measure = measureOf(metric, value, row, request)
  return measure === null ? [leftOut(index, 'notComparable', metric)] : cases(index, request, [measure])
}

const given: Layout = {
  name: 'Runs with their requests',
  columns: [
    'source',
    'hardware',
    'software',
    'model',
    'weight_dtype',
    'kv_dtype',
    'devices',
    'batch_or_concurrency',
    'input',
    'output',
    'metric',
    'value',
    'unit',
    'request',
  ],
  open: rowByRow(givenRow),
}

/** Measurements of any kind whose rows hold the request that asks for them. */
export const GIVEN_REQUEST_LAYOUTS: readonly Layout[] = [given]
