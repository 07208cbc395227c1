import { join } from 'node:path'
import { calibrationFor } from '../../src-main/engine/calibration/coefficients.ts'
import { DEFAULTS } from '../../src-main/engine/calibration/defaults.ts'
import { minimise, type Parameter } from '../../src-main/engine/fitting/fit.ts'
import type { TableEntry } from '../../src-main/engine/calibration/table.ts'
import { meshOperatorTime } from '../../src-main/engine/costing/mesh.ts'
import { createTiming } from '../../src-main/engine/costing/timing.ts'
import { numberOf, readRows } from './csv.ts'
import { machineById } from './devices.ts'
import { summarise, type Outcome } from './fitting.ts'
import type { Point } from './point.ts'

/** Dimensions of the measured models: layers, hidden size, parameters of one layer's matrices, KV elements per token. */
const MODELS: Readonly<Record<string, { layers: number; hidden: number; parameters: number; kv: number }>> = {
  'LLaMA3-8B': { layers: 32, hidden: 4096, parameters: 218.1e6, kv: 2048 },
  'LLaMA2-13B': { layers: 40, hidden: 5120, parameters: 317.2e6, kv: 10240 },
  'CodeLLaMA-34B': { layers: 48, hidden: 8192, parameters: 692e6, kv: 2048 },
  'QWen2-72B': { layers: 80, hidden: 8192, parameters: 877.7e6, kv: 2048 },
}
const CONTEXT = 4096

const PARAMETERS: readonly Parameter[] = [
  { name: 'start', start: 6e-7, low: 1e-8, high: 5e-6 },
  { name: 'hop', start: 1.3e-9, low: 2e-10, high: 5e-9 },
  { name: 'compute', start: 0.3, low: 0.05, high: 0.95 },
  { name: 'activation', start: 1.8e-10, low: 1e-12, high: 2e-9 },
]

interface LayerPoint {
  readonly model: string
  readonly side: number
  readonly tokens: number
  /** Measured seconds of one layer. */
  readonly seconds: number
}

/** WaferLLM's own rows of WSE-2: decode and prefill speeds at a stated region. */
function layerPoints(folder: string): LayerPoint[] {
  return readRows(join(folder, 'wafer_sram_dataflow.csv')).flatMap((row): LayerPoint[] => {
    const side = Number(/^WaferLLM \((\d+)x\d+ cores\)$/.exec(row['framework'] ?? '')?.[1] ?? Number.NaN)
    const model = MODELS[row['model'] ?? '']
    const rate = numberOf(row, 'value')
    if (!model || !(side > 0) || !(rate > 0)) return []
    const decode = row['metric'] === 'decode_tokens_per_s_per_request'
    if (!decode && row['metric'] !== 'prefill_tokens_per_s_per_request') return []
    const tokens = decode ? 1 : CONTEXT
    return [{ model: row['model'] ?? '', side, tokens, seconds: tokens / rate / model.layers }]
  })
}

const timing = createTiming()

function layerSeconds(point: LayerPoint, values: Readonly<Record<string, number>>): number {
  const machine = machineById('cerebras-wse2')
  const model = MODELS[point.model]
  if (!model) return Number.NaN
  const calibration = { ...calibrationFor(machine, 'wafer', 'bf16'), mesh: { ...DEFAULTS.mesh, ...values } }
  const context = point.tokens === 1 ? CONTEXT : CONTEXT / 2
  const flops = point.tokens * (2 * model.parameters + 4 * model.hidden * context)
  const bytes = 2 * (model.parameters + model.kv * context)
  const { side, tokens } = point
  const { traversals } = calibration.mesh
  const layer = { bytes, flops, side, traversals, tokens, hidden: model.hidden }
  meshOperatorTime(machine, calibration, 'bf16', layer, timing)
  return timing.seconds
}

function fitLayers(points: readonly LayerPoint[]): Readonly<Record<string, number>> {
  const named = (values: readonly number[]): Record<string, number> =>
    Object.fromEntries(PARAMETERS.map(({ name }, index) => [name, Number((values[index] ?? 0).toPrecision(4))]))
  const loss = (values: readonly number[]): number => {
    const coefficients = Object.fromEntries(PARAMETERS.map(({ name }, index) => [name, values[index] ?? 0]))
    let sum = 0
    for (const point of points) sum += Math.abs(Math.log(layerSeconds(point, coefficients) / point.seconds))
    return sum / points.length
  }
  return named(minimise(PARAMETERS, loss).values)
}

/** The mesh fit of WSE-2 and its predictions of models left out. */
export function fitWafer(folder: string): {
  entry: TableEntry
  points: readonly Point[]
  outcomes: readonly Outcome[]
} {
  const points = layerPoints(folder)
  const outcomes: Outcome[] = []
  for (const model of Object.keys(MODELS)) {
    const coefficients = fitLayers(points.filter((point) => point.model !== model))
    for (const layer of points.filter((point) => point.model === model)) {
      const point: Point = {
        device: 'cerebras-wse2',
        software: 'wafer',
        slot: 'mesh',
        variant: 'any',
        group: model,
        seconds: layer.seconds,
        file: 'wafer_sram_dataflow.csv',
        predict: () => undefined,
      }
      outcomes.push({ point, predicted: layerSeconds(layer, coefficients) })
    }
  }
  const summary = summarise(outcomes)
  return {
    entry: {
      subject: 'cerebras-wse2',
      software: 'wafer',
      slot: 'mesh',
      variant: 'any',
      coefficients: { ...DEFAULTS.mesh, ...fitLayers(points) },
      points: points.length,
      medianError: summary.median,
      residual: summary.residual,
    },
    points: [],
    outcomes,
  }
}
