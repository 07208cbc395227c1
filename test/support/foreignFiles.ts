import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FileReading } from '#main/imports/fileReading.ts'
import { readForeignFile } from '#main/imports/readForeignFile.ts'
import type { ModelProfile } from '#shared/domain/model.ts'

const folder = fileURLToPath(new URL('../../../shared/facts/hf-configs/', import.meta.url))

/** Names of the published configurations beside this checkout, folders included; empty where there are none. */
export const CONFIGURATIONS: readonly string[] = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('_config.json'))
  : []
if (CONFIGURATIONS.length === 0) console.log('skipped: ../shared/facts/hf-configs is not there')

/** The bytes of one of them. */
export function configuration(name: string): Uint8Array {
  return readFileSync(`${folder}${name}`)
}

/** Reads a whole file, with no wishes. */
export function readWhole(
  name: string,
  content: Uint8Array | string,
  wishes: { id?: string; name?: string; against?: ModelProfile } = {},
): FileReading {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return readForeignFile(
    { name, bytes, size: bytes.length },
    { id: wishes.id ?? null, name: wishes.name ?? null, against: wishes.against ?? null },
  )
}

/** A value of GGUF metadata as a test writes it: whole numbers are u32, other numbers f32. */
export type Written = number | boolean | string | readonly number[] | readonly string[] | readonly boolean[]

/** One tensor's description: dimensions and the number of its format. */
export interface WrittenTensor {
  readonly name: string
  readonly dimensions: readonly number[]
  /** 1: F16, 12: Q4_K, 30: BF16, 39: MXFP4 … */
  readonly type: number
}

/** The head of a GGUF file, version 3: header, metadata and tensor descriptions, without weights. */
export function ggufFile(
  values: Readonly<Record<string, Written>>,
  tensors: readonly WrittenTensor[] = [],
): Uint8Array {
  const parts: Buffer[] = [Buffer.from('GGUF'), unsigned32(3), unsigned64(tensors.length)]
  parts.push(unsigned64(Object.keys(values).length))
  for (const [key, value] of Object.entries(values)) parts.push(text(key), ...typed(value))
  for (const { name, dimensions, type } of tensors) {
    parts.push(
      text(name),
      unsigned32(dimensions.length),
      ...dimensions.map(unsigned64),
      unsigned32(type),
      unsigned64(0),
    )
  }
  return Buffer.concat(parts)
}

function typed(value: Written): Buffer[] {
  if (typeof value === 'string') return [unsigned32(8), text(value)]
  if (typeof value === 'boolean') return [unsigned32(7), Buffer.from([value ? 1 : 0])]
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return [unsigned32(4), unsigned32(value)]
    const float = Buffer.alloc(4)
    float.writeFloatLE(value)
    return [unsigned32(6), float]
  }
  const first = value[0]
  const type = typeof first === 'string' ? 8 : typeof first === 'boolean' ? 7 : 4
  const items = value.map((item) =>
    typeof item === 'string' ? text(item) : typeof item === 'boolean' ? Buffer.from([item ? 1 : 0]) : unsigned32(item),
  )
  return [unsigned32(9), unsigned32(type), unsigned64(value.length), ...items]
}

/** 32 bits, little-endian. */
export function unsigned32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** 64 bits, little-endian. */
export function unsigned64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([unsigned64(bytes.length), bytes])
}

/** One tensor of a safetensors file. */
export interface StoredShape {
  readonly dtype: string
  readonly shape: readonly number[]
}

/** The head of a safetensors file whose weights are left out, and the bytes the whole would have. */
export function safetensorsHead(
  tensors: Readonly<Record<string, StoredShape>>,
  bytesOf: Readonly<Record<string, number>> = { BF16: 2, F32: 4, U8: 1, F8_E4M3: 1, I32: 4 },
): { readonly bytes: Uint8Array; readonly size: number } {
  let offset = 0
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } }
  for (const [name, { dtype, shape }] of Object.entries(tensors)) {
    const length = shape.reduce((product, dimension) => product * dimension, bytesOf[dtype] ?? 1)
    header[name] = { dtype, shape, data_offsets: [offset, offset + length] }
    offset += length
  }
  const json = Buffer.from(JSON.stringify(header))
  const bytes = Buffer.concat([unsigned64(json.length), json])
  return { bytes, size: bytes.length + offset }
}

/** Metadata of Llama 3.1 8B as its converter writes it, and its tensors: 8.03 billion parameters. */
export const LLAMA_METADATA: Readonly<Record<string, Written>> = {
  'general.architecture': 'llama',
  'general.name': 'Llama 3.1 8B',
  'general.organization': 'Meta',
  'general.file_type': 15,
  'llama.block_count': 32,
  'llama.context_length': 131072,
  'llama.embedding_length': 4096,
  'llama.feed_forward_length': 14336,
  'llama.attention.head_count': 32,
  'llama.attention.head_count_kv': 8,
  'llama.rope.freq_base': 500000,
  'llama.attention.layer_norm_rms_epsilon': 0.00001,
  'llama.rope.dimension_count': 128,
  'llama.vocab_size': 128256,
  'tokenizer.ggml.model': 'gpt2',
  'tokenizer.ggml.tokens': Array.from({ length: 5000 }, (_, index) => `token ${index}`),
  'tokenizer.ggml.token_type': Array.from({ length: 5000 }, () => 1),
}

/** The tensors that go with `LLAMA_METADATA`. */
export function llamaTensors(type = 12): WrittenTensor[] {
  const layer = (index: number): WrittenTensor[] =>
    (
      [
        ['attn_norm', [4096]],
        ['attn_q', [4096, 4096]],
        ['attn_k', [4096, 1024]],
        ['attn_v', [4096, 1024]],
        ['attn_output', [4096, 4096]],
        ['ffn_norm', [4096]],
        ['ffn_gate', [4096, 14336]],
        ['ffn_up', [4096, 14336]],
        ['ffn_down', [14336, 4096]],
      ] as const
    ).map(([name, dimensions]) => ({ name: `blk.${index}.${name}.weight`, dimensions, type }))
  return [
    { name: 'token_embd.weight', dimensions: [4096, 128256], type },
    { name: 'output.weight', dimensions: [4096, 128256], type: 14 },
    { name: 'output_norm.weight', dimensions: [4096], type: 0 },
    { name: 'rope_freqs.weight', dimensions: [64], type: 0 },
    ...Array.from({ length: 32 }, (_, index) => layer(index)).flat(),
  ]
}
