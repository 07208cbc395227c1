import type { StoredTensor } from './header.ts'

/** Parameters stored in one format. */
export interface FormatCount {
  readonly format: string
  readonly parameters: number
}

/** What a file of weights holds. */
export interface StoredCount {
  readonly tensors: number
  /** Parameters of the language model: scales left out, packed formats unpacked. */
  readonly parameters: number
  /** Parameters beside it: what reads pictures and sound, and layers that predict further tokens. */
  readonly beside: number
  /** Most parameters first. */
  readonly formats: readonly FormatCount[]
  /** One sentence for each format that was unpacked on a guess. */
  readonly assumed: readonly string[]
}

/** Names of tensors that scale others: they are not parameters. */
const SCALE =
  /(?:scale|scales|scale_inv|scale_2|zeros|qzeros|zero_point|zeros_and_scales|g_idx|weight_shape|input_scale|k_scale|v_scale|absmax|quant_map)$/
/** Names of weights that are packed when they are stored as bytes. */
const PACKED_BYTES = /(?:weight|weight_packed|_blocks)$/
const PACKED_WORDS = /(?:qweight|weight_packed)$/

/** Parameters in one stored element of a tensor. */
function packing({ name, format }: StoredTensor): number {
  if (format === 'U8' && PACKED_BYTES.test(name)) return 2
  if (format === 'I32' && PACKED_WORDS.test(name)) return 8
  return 1
}

/** Names of what is not the language model. */
const BESIDE =
  /(?:^|\.)(?:visual|vision_tower|vision_model|vision_encoder|multi_modal_projector|mm_projector|audio_tower|embed_vision|embed_audio|mtp|mtp_layers)\./

/** Whether a tensor belongs beside the language model: prediction layers follow its own. */
function isBeside(name: string, layers: number | null): boolean {
  if (BESIDE.test(name)) return true
  const layer = /\.layers\.(\d+)\./.exec(name)?.[1]
  return layers !== null && layer !== undefined && Number(layer) >= layers
}

/**
 * Counts the parameters of stored tensors by format.
 * @param layers of the model they should belong to, which tells its prediction layers; null: not known
 */
export function countStored(tensors: readonly StoredTensor[], layers: number | null): StoredCount {
  let beside = 0
  const counts = new Map<string, number>()
  const packed = new Set<string>()
  for (const tensor of tensors) {
    if (SCALE.test(tensor.name)) continue
    const factor = packing(tensor)
    if (isBeside(tensor.name, layers)) {
      beside += tensor.elements * factor
      continue
    }
    if (factor > 1)
      packed.add(`${tensor.format} weights are taken to hold ${factor} parameters of 4 bits in each element.`)
    const format = factor > 1 ? `${tensor.format}, packed` : tensor.format
    counts.set(format, (counts.get(format) ?? 0) + tensor.elements * factor)
  }
  const formats = [...counts]
    .map(([format, parameters]) => ({ format, parameters }))
    .toSorted((left, right) => right.parameters - left.parameters)
  return {
    tensors: tensors.length,
    parameters: formats.reduce((sum, { parameters }) => sum + parameters, 0),
    beside,
    formats,
    assumed: [...packed],
  }
}
