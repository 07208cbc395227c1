import { broken, quoted, tooLarge } from '../failures.ts'
import { headLength } from '../limits.ts'
import { plainLine } from '../plainLine.ts'
import { parseForeignJson } from '../foreignJson.ts'

/** One tensor, by its description alone. */
export interface StoredTensor {
  readonly name: string
  /** "BF16", "F8_E4M3". */
  readonly format: string
  /** Elements as stored; packed formats hold several parameters in one. */
  readonly elements: number
}

/** Bits of an element. Source: huggingface/safetensors, `Dtype`. */
const BITS: Readonly<Record<string, number>> = {
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F6_E2M3: 6,
  F6_E3M2: 6,
  F4: 4,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  I64: 64,
  U64: 64,
  F64: 64,
  C64: 64,
}

const MOST_TENSORS = 200_000
const MOST_DIMENSIONS = 16

/**
 * Reads the header of a safetensors file: what tensors there are, in which format and of which shape. Every one must lie
 * inside the file and take the bytes its shape needs.
 * Source of the layout: huggingface/safetensors, README: 8 bytes of length, then JSON.
 * @param bytes the start of the file, header included @param size bytes of the whole file @param name file name, for messages
 * @throws CodedError document-broken, document-too-large
 */
export function readSafetensorsHeader(bytes: Uint8Array, size: number, name: string): readonly StoredTensor[] {
  const head = headLength(name, bytes.subarray(0, 16), size)
  if (head > bytes.length)
    throw broken(`${quoted(name)} ends in the middle of its header: copy it again from where it came.`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, head))
  } catch {
    throw broken(`${quoted(name)} is no safetensors file: its header is not text; copy it again from where it came.`)
  }
  const header = parseForeignJson(text, name)
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw broken(`${quoted(name)} is no safetensors file: its header is not a list of tensors.`)
  }
  const entries = Object.entries(header).filter(([key]) => key !== '__metadata__')
  if (entries.length > MOST_TENSORS)
    throw tooLarge(
      `${quoted(name)} says it has ${entries.length} tensors, more than any model: check that it is the file you meant.`,
    )
  return entries.map(([key, value]) => tensorOf(key, value, size - head, name))
}

function tensorOf(key: string, value: unknown, room: number, file: string): StoredTensor {
  const wrong = () =>
    broken(
      `${quoted(file)} describes its tensor ${quoted(key)} in a way that cannot be: copy it again from where it came.`,
    )
  if (typeof value !== 'object' || value === null) throw wrong()
  const { dtype, shape, data_offsets: offsets } = value as Readonly<Record<string, unknown>>
  if (typeof dtype !== 'string' || !isCounts(shape) || !isCounts(offsets)) throw wrong()
  const bits = Object.hasOwn(BITS, dtype) ? BITS[dtype] : undefined
  const [start, end] = offsets
  if (start === undefined || end === undefined || offsets.length !== 2 || start > end || end > room) throw wrong()
  const elements = shape.reduce((product, dimension) => product * dimension, 1)
  if (bits !== undefined && Math.abs((elements * bits) / 8 - (end - start)) >= 1) throw wrong()
  return { name: key, format: plainLine(dtype, 20), elements }
}

/** A short list of whole numbers that are not negative. */
function isCounts(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST_DIMENSIONS &&
    value.every((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0)
  )
}
