import type { Precision } from '#shared/domain/precision.ts'
import { deviceIdOf, modelIdOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Reading } from '../reading.ts'

/**
 * Prompt tokens of a task, which the leaderboard does not publish. GPQA asks a graduate question with four choices; LM
 * Arena prompts are single short turns; a fill-in-the-middle request carries the file around the cursor. Assumptions: the
 * answers are five to thirty times longer but for the last, so that a step hardly depends on them.
 */
const PROMPT_TOKENS: ReadonlyMap<string, number> = new Map([
  ['gpqa', 300],
  ['lm-arena-chat', 150],
  ['sourcegraph-fim', 2000],
])

const WEIGHTS: ReadonlyMap<string, Precision> = new Map<string, Precision>([
  ['bfloat16', 'bf16'],
  ['fp8', 'fp8'],
  ['mxfp4', 'mxfp4'],
])

/** Degrees as the source writes them, as JSON. vLLM spreads experts over the ranks that share attention by tensors. */
function degreesOf(
  text: string,
  devices: number,
): { readonly tp: number; readonly dp: number; readonly ep: number } | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null) return null
  const given = parsed as Record<string, unknown>
  const degree = (name: string): number => (typeof given[name] === 'number' ? given[name] : 1)
  const dp = degree('data_parallel')
  return devices % dp === 0 ? { tp: devices / dp, dp, ep: degree('expert_parallel') } : null
}

function energyRow(row: Row, index: number): readonly Reading[] {
  const task = row['task'] ?? ''
  const inputTokens = PROMPT_TOKENS.get(task)
  if (inputTokens === undefined) return [leftOut(index, 'notComparable', `${task}: pictures go through an encoder`)]
  const name = row['model'] ?? ''
  const model = modelIdOf(name)
  if (model === null) return [leftOut(index, 'unknownModel', name)]
  const hardware = deviceIdOf(`NVIDIA ${row['gpu'] ?? ''}`)
  if (hardware === null) return [leftOut(index, 'unknownDevice', row['gpu'] ?? '')]
  const weightDtype = WEIGHTS.get(row['weight_precision'] ?? '')
  if (weightDtype === undefined) return [leftOut(index, 'unknownFormat', row['weight_precision'] ?? '')]
  const degrees = degreesOf(row['parallelization'] ?? '', numberOf(row, 'num_gpus'))
  if (degrees === null) return [leftOut(index, 'incomplete', `parallelism “${row['parallelization']}”`)]
  return cases(
    index,
    {
      mode: 'aggregated',
      hardware,
      software: 'vllm',
      model,
      weightDtype,
      // vLLM keeps the cache in 16 bits unless it is told otherwise.
      kvDtype: 'bf16',
      ...degrees,
      concurrency: Math.max(1, Math.round(numberOf(row, 'avg_batch_size'))),
      inputTokens,
      outputTokens: Math.max(2, Math.round(numberOf(row, 'avg_output_len'))),
    },
    [
      { quantity: 'interTokenMedian', value: numberOf(row, 'median_itl_ms') / 1e3, field: 'tpot' },
      {
        quantity: 'outputTokenEnergy',
        value: numberOf(row, 'energy_j_per_output_token'),
        field: 'energyPerOutputToken',
      },
    ],
  )
}

const energy: Layout = {
  name: 'Steps and energy at a cap on requests',
  columns: [
    'model',
    'task',
    'weight_precision',
    'gpu',
    'num_gpus',
    'parallelization',
    'max_num_seqs',
    'avg_batch_size',
    'energy_j_per_output_token',
    'median_itl_ms',
    'avg_output_len',
  ],
  open: rowByRow(energyRow),
}

/** An energy leaderboard's runs: the batch is kept full, GPU energy is counted alone. */
export const ENERGY_LAYOUTS: readonly Layout[] = [energy]
