import { plainLine } from '../plainLine.ts'
import { isObject, list, own, type Json } from './fields.ts'

/**
 * The precision weights are published in, in the configuration's own words: "NVFP4 (modelopt)", "fp8 (block 128×128)",
 * "bfloat16". Null: it does not say.
 * @param config the part that describes the language model @param whole the whole configuration
 */
export function nativeFormat(config: Json, whole: Json): string | null {
  const quantisation = own(config, 'quantization_config') ?? own(whole, 'quantization_config')
  if (isObject(quantisation)) {
    const method = text(own(quantisation, 'quant_method'))
    const format = text(own(quantisation, 'quant_algo')) ?? text(own(quantisation, 'format'))
    if (format !== null) return method === null ? format : `${format} (${method})`
    const block = list(quantisation, 'weight_block_size')?.filter((side) => typeof side === 'number')
    if (method !== null) return block?.length === 2 ? `${method} (block ${block.join('×')})`.slice(0, 120) : method
  }
  const dtype = [own(config, 'dtype'), own(config, 'torch_dtype'), own(whole, 'dtype'), own(whole, 'torch_dtype')]
  return dtype.map(text).find((found) => found !== null) ?? null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? plainLine(value, 50) : null
}
