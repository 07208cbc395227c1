import type { Reason } from '#shared/domain/omissionReason.ts'
import { leftOut, rowByRow, type Layout } from '../reading.ts'

function none(name: string, columns: readonly string[], reason: Reason, detail: string): Layout {
  return { name, columns, open: rowByRow((_row, index) => [leftOut(index, reason, detail)]) }
}

/** Layouts that are known and hold nothing a request could predict. */
export const UNCOMPARED_LAYOUTS: readonly Layout[] = [
  none(
    'Audited throughput',
    ['mlperf_id', 'submitter', 'scenario', 'metric', 'value', 'unit'],
    'incomplete',
    'batch and lengths are not recorded',
  ),
  none(
    'Energy per bit',
    ['category', 'item', 'value_low', 'value_high', 'unit'],
    'notComparable',
    'energy, not a time',
  ),
  none(
    'Changes of a network',
    ['experiment', 'changed', 'from_value', 'to_value', 'change'],
    'notComparable',
    'a relative change of an undisclosed deployment',
  ),
  none(
    'Rates by phase',
    ['hardware', 'model', 'weight_dtype', 'phase', 'ep', 'metric', 'value', 'unit'],
    'incomplete',
    'batch, lengths or load are not recorded',
  ),
  none(
    'Speeds without a weight format',
    ['hardware', 'model', 'weight_dtype', 'tp', 'dp', 'batch', 'input_len', 'metric', 'value', 'unit', 'note'],
    'incomplete',
    'the weight format is not recorded',
  ),
  none(
    'Audited latencies',
    ['submitter', 'system', 'scenario', 'completed_requests_per_s', 'ttft_p99_ms', 'tpot_p99_ms', 'request_p99_ms'],
    'notComparable',
    'requests come at random times under a latency limit, and the layout is not recorded',
  ),
  none(
    'Repeats of agent traces',
    ['stack', 'concurrency', 'workload', 'ttft_mean_s', 'itl_mean_s', 'e2e_mean_s', 'e2e_p95_s'],
    'speculation',
    'tokens are guessed ahead at a rate that is not recorded, over turns of changing length',
  ),
  none(
    'Closed loops with speculation',
    ['stack', 'mode', 'concurrency', 'isl', 'osl', 'output_tok_s', 'ttft_mean_ms', 'tpot_mean_ms', 'e2e_p90_ms'],
    'speculation',
    'tokens are guessed ahead, accepted by a synthetic rule',
  ),
  none(
    'Stages of open loops',
    ['experiment', 'stage', 'tensor_parallel', 'max_num_batched_tokens', 'ttft_p99_ms', 'itl_mean_ms', 'e2e_p99_ms'],
    'incomplete',
    'rate and lengths are named by workload alone',
  ),
  none(
    'Serving benchmark summaries',
    ['request_rate', 'burstiness', 'decode_replicas', 'mean_ttft_ms', 'mean_tpot_ms', 'mean_itl_ms'],
    'notComparable',
    'requests come at a rate, spread over replicas',
  ),
  none(
    'Serving benchmark lines',
    ['backend', 'request_rate', 'max_concurrency', 'mean_e2e_latency_ms', 'median_itl_ms', 'output_throughput'],
    'incomplete',
    'the number of devices is not recorded',
  ),
  none(
    'Audited load generator summaries',
    ['key', 'Completed_tokens_per_second', 'Scheduled_samples_per_second', 'target_qps', 'samples_per_query'],
    'notComparable',
    'requests come at random times, and the layout is not recorded',
  ),
]
