import { leftOut, rowByRow, type Layout, type Reason } from '../reading.ts'

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
]
