import type { Precision } from '#shared/domain/precision.ts'
import { deviceIdOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { leftOut, rowByRow, type Layout, type Reading } from '../reading.ts'
import { offlineLayouts } from './offlineLayouts.ts'

/** A benchmark model with the mean lengths of its data set. */
interface AuditedModel {
  readonly model: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly hasExperts: boolean
}

/** Models whose mean lengths are known: inputs of the data sets, outputs as runs of 2026 report them. */
const AUDITED_MODELS: ReadonlyMap<string, AuditedModel> = new Map([
  ['deepseek-r1', { model: 'deepseek-r1', inputTokens: 800, outputTokens: 3800, hasExperts: true }],
  ['llama2-70b-99.9', { model: 'llama-2-70b', inputTokens: 294, outputTokens: 278, hasExperts: false }],
  ['llama3.1-8b', { model: 'llama-3.1-8b', inputTokens: 778, outputTokens: 128, hasExperts: false }],
])

/** Degrees that a submitter may choose among within a node. */
const DENSE_DEGREES = [1, 2, 4, 8]
const EXPERT_DEGREES = [4, 8]
const CONCURRENCIES = [32, 64, 128, 256, 512, 1024, 2048, 4096]

function weightsOf(named: string, isNvidia: boolean): Precision | null {
  if (named === 'nvfp4' || named === 'mxfp4' || named === 'fp8') return named
  if (named === 'fp4') return isNvidia ? 'nvfp4' : 'mxfp4'
  return null
}

function auditedRow(row: Row, index: number): readonly Reading[] {
  if (row['division'] !== 'closed') return [leftOut(index, 'notComparable', 'open division')]
  if (row['scenario'] !== 'Offline') {
    return [leftOut(index, 'incomplete', `${row['scenario']}: the load under its latency limit is not recorded`)]
  }
  if (row['unit'] !== 'Tokens/s') return [leftOut(index, 'notComparable', row['unit'] ?? '')]
  const hardware = deviceIdOf(row['accelerator'] ?? '')
  if (hardware === null) return [leftOut(index, 'unknownDevice', row['accelerator'] ?? '')]
  const known = AUDITED_MODELS.get(row['model'] ?? '')
  if (known === undefined) return [leftOut(index, 'incomplete', `${row['model']}: mean lengths are not recorded`)]
  const isNvidia = (row['accelerator'] ?? '').startsWith('NVIDIA')
  const weightDtype = weightsOf(row['weight_dtype'] ?? '', isNvidia)
  if (weightDtype === null) return [leftOut(index, 'unknownFormat', row['weight_dtype'] ?? '')]
  const rate = numberOf(row, 'value_per_accelerator')
  if (!(rate > 0)) return [leftOut(index, 'noValue', 'Offline')]
  return [
    {
      kind: 'best',
      requests: offlineLayouts(
        { hardware, software: null, weightDtype, ...known },
        known.hasExperts ? EXPERT_DEGREES : DENSE_DEGREES,
        CONCURRENCIES,
      ),
      measure: { quantity: 'offlineDeviceTime', value: 1 / rate, field: 'deviceTime' },
      row: index,
    },
  ]
}

const audited: Layout = {
  name: 'Audited throughput by device',
  columns: [
    'submitter',
    'division',
    'availability',
    'accelerator',
    'accelerators_total',
    'weight_dtype',
    'model',
    'scenario',
    'unit',
    'value_per_accelerator',
  ],
  open: rowByRow(auditedRow),
}

/** Offline maxima of an audited benchmark; the submitter chose the layout. */
export const AUDITED_LAYOUTS: readonly Layout[] = [audited]
