import type { MemoryLevel } from '../hardware.ts'
import type { ModelProfile } from '../model.ts'
import { layerCount } from '../modelShape.ts'
import { heldWeights } from '../weights/heldWeights.ts'
import type { Layout } from './layout.ts'
import type { PlanOperator } from './operator.ts'
import { isParted, visibleEntries } from './work.ts'

/** Bytes one copy of a model takes on its devices. */
export interface Footprint {
  /** Weights on the fullest device. */
  readonly weightsPerDevice: number
  /** Weights on all devices of the copy together, replicated parts counted as often as they are held. */
  readonly weightsPerCopy: number
  /** Weights of the largest layer on one device: what a streaming buffer has to hold. */
  readonly largestLayer: number
  /**
   * What a device of several wastes at most where stages are cut between matrices: half of the largest matrix of a layer.
   * 0: they are cut between layers.
   */
  readonly packing: number
  /** Elements of the widest intermediate of one token on one device. */
  readonly widestRow: number
}

/** Whether stages are cut between matrices, not layers: where weights are laid out in SRAM, a layer may span two devices. */
export function isPacked(kind: MemoryLevel['kind']): boolean {
  return kind === 'sram'
}

/** Bytes of the largest matrix of an operator on its device; 0: it has none. */
function matrixBytesOf(operator: PlanOperator): number {
  if (operator.group === 'head') return 0
  if (operator.kind !== 'experts') return weightBytesOf(operator)
  return (operator.k * operator.intermediate * operator.weightBytes) / operator.tensorParallel
}

/** Weight elements × bytes one run of an operator owns on its device. */
function weightBytesOf(operator: PlanOperator): number {
  if (operator.kind === 'gemm') return operator.n * operator.k * operator.weightBytes
  if (operator.kind === 'experts') {
    const perExpert = (operator.matrices * operator.k * operator.intermediate) / operator.tensorParallel
    const slots = (operator.experts + operator.redundantExperts) / operator.expertParallel
    return slots * perExpert * operator.weightBytes
  }
  return 0
}

/**
 * Weights of one copy. The embedding and the head are cut over the tensor shards; they sit on the first and last
 * pipeline stage and are one matrix where the model ties them (held twice if those stages are different devices).
 * @param packed stages are cut between matrices (`isPacked`), so that each holds its share but for half a matrix
 */
export function footprintOf(
  model: ModelProfile,
  layout: Layout,
  operators: readonly PlanOperator[],
  packed = false,
): Footprint {
  let layerBytes = 0
  let head = 0
  let largest = 0
  let widestRow = 0
  let largestMatrix = 0
  const layers = layerCount(model)
  for (const operator of operators) {
    const bytes = weightBytesOf(operator)
    largestMatrix = Math.max(largestMatrix, matrixBytesOf(operator))
    if (operator.group === 'head') head += bytes * operator.count
    else layerBytes += bytes * operator.count
    if (operator.kind === 'experts') {
      largest = Math.max(largest, bytes)
      widestRow = Math.max(widestRow, (operator.topK * 2 * operator.intermediate) / operator.tensorParallel)
    } else if (operator.kind === 'gemm' && operator.rowsPer === 'token') {
      widestRow = Math.max(widestRow, operator.n)
    }
  }
  largest = Math.max(largest, layerBytes / layers)
  const { bits } = heldWeights(model, layout.weightPrecision).embedding
  const embedding = (model.vocabularySize * model.hiddenSize * bits) / 8 / layout.tensorParallel
  const stages = layout.pipelineParallel
  const ends = model.tiedEmbeddings === true && stages === 1 ? head : head + embedding
  const stageShare = Math.ceil(layers / stages) / layers
  const fullestEnd = stages === 1 ? ends : Math.max(head, embedding)
  const packing = packed ? largestMatrix / 2 : 0
  const even = (layerBytes + ends) / stages + (stages > 1 ? packing : 0)
  return {
    weightsPerDevice: packed ? even : layerBytes * stageShare + fullestEnd,
    packing,
    weightsPerCopy: (layerBytes + ends) * layout.tensorParallel * layout.attentionRanks * layout.contextParallel,
    largestLayer: largest,
    widestRow,
  }
}

/**
 * KV cache and recurrent state of one request on one device of the fullest pipeline stage, host memory not counted apart.
 * @param tokens tokens held per request, split over the ranks of context parallelism @returns bytes
 */
export function cacheBytesPerRequest(layout: Layout, operators: readonly PlanOperator[], tokens: number): number {
  const context = tokens / layout.contextParallel
  let bytes = 0
  for (const operator of operators) {
    if (isParted(operator)) {
      // A window is not held beyond; sparse attention holds every token and reads some of them.
      const held = holdsWindowOnly(operator) ? visibleEntries(operator, context) : heldEntries(operator, context)
      bytes += held * operator.kvElements * operator.kvBytes * operator.count
    } else if (operator.kind === 'state') {
      bytes += operator.stateBytes * operator.count
    }
  }
  return bytes / layout.pipelineParallel
}

function holdsWindowOnly(operator: PlanOperator): boolean {
  return operator.window !== Infinity && !operator.sparse
}

function heldEntries(operator: PlanOperator, context: number): number {
  return Math.min(operator.contextBase, context) + context * operator.contextScale
}

/**
 * Working memory of the largest step on one device: the residual stream, its normalised copy and the widest
 * intermediate of its tokens in 16 bits, and 32-bit logits of the sequences that sample.
 * @param widestRow elements, of `footprintOf`
 */
export function activationBytes(
  model: ModelProfile,
  layout: Layout,
  widestRow: number,
  tokens: number,
  sequences: number,
): number {
  const rows = tokens * (2 * model.hiddenSize + widestRow) * 2
  return rows + (sequences * model.vocabularySize * 4) / layout.tensorParallel
}
