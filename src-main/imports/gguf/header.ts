import { broken, foreign, quoted, tooLarge } from '../failures.ts'
import { Cursor } from './cursor.ts'

/** A value of the metadata. Of a long list only its length is kept. */
export type GgufValue = number | boolean | string | GgufList
/** A list of the metadata. */
export interface GgufList {
  readonly length: number
  /** Null: longer than `MOST_KEPT`, or of texts or lists. */
  readonly items: readonly (number | boolean)[] | null
}

/** One tensor, by its description alone. */
export interface GgufTensor {
  readonly name: string
  /** Elements, block scales not counted. */
  readonly elements: number
  /** Of the first dimension, the one that lies together in memory. */
  readonly dimensions: readonly number[]
  /** "Q4_K", "BF16"; "type 77" where this version does not know it. */
  readonly format: string
}

/** What stands before the weights of a GGUF file. */
export interface GgufHeader {
  readonly version: number
  readonly values: ReadonlyMap<string, GgufValue>
  readonly tensors: readonly GgufTensor[]
}

/** Values of a list that are kept: one a layer is what a profile needs. */
const MOST_KEPT = 4096
const MOST_VALUES = 10_000
const MOST_TENSORS = 100_000
const MOST_DIMENSIONS = 8
const DEEPEST_LIST = 2

/** Source: ggml-org/ggml, docs/gguf.md, `ggml_type`. */
const FORMATS: readonly (string | null)[] = [
  ...['F32', 'F16', 'Q4_0', 'Q4_1', null, null, 'Q5_0', 'Q5_1', 'Q8_0', 'Q8_1', 'Q2_K', 'Q3_K', 'Q4_K', 'Q5_K', 'Q6_K'],
  ...['Q8_K', 'IQ2_XXS', 'IQ2_XS', 'IQ3_XXS', 'IQ1_S', 'IQ4_NL', 'IQ3_S', 'IQ2_S', 'IQ4_XS', 'I8', 'I16', 'I32', 'I64'],
  ...['F64', 'IQ1_M', 'BF16', null, null, null, 'TQ1_0', 'TQ2_0', null, null, null, 'MXFP4'],
]

/**
 * Reads the header, the metadata and the descriptions of the tensors of a GGUF file; no weights.
 * Source of the layout: ggml-org/ggml, docs/gguf.md, versions 2 and 3.
 * @param bytes the start of the file @param size bytes of the whole file @param name file name, for messages
 * @throws CodedError document-foreign, document-broken, document-too-large
 */
export function readGgufHeader(bytes: Uint8Array, size: number, name: string): GgufHeader {
  const cursor = new Cursor(bytes, size)
  cursor.skip(4)
  const version = cursor.unsigned32()
  if (version !== 2 && version !== 3) {
    throw foreign(`${quoted(name)} is GGUF of a version that is not read: convert the model again with a newer tool.`)
  }
  const tensorCount = cursor.unsigned64()
  const valueCount = cursor.unsigned64()
  if (valueCount > MOST_VALUES || tensorCount > MOST_TENSORS) {
    throw tooLarge(
      `${quoted(name)} says it has ${valueCount} values and ${tensorCount} tensors, more than any model: copy it again from where it came.`,
    )
  }
  const values = new Map<string, GgufValue>()
  for (let index = 0; index < valueCount; index += 1) {
    const key = cursor.key()
    if (values.has(key)) {
      throw broken(`${quoted(name)} gives ${quoted(key)} twice: convert the model again, or do not trust the file.`)
    }
    values.set(key, readValue(cursor, cursor.unsigned32(), 0, name))
  }
  const tensors = Array.from({ length: tensorCount }, () => readTensor(cursor, name))
  return { version, values, tensors }
}

function readValue(cursor: Cursor, type: number, depth: number, name: string): GgufValue {
  if (type === TEXT) return cursor.text()
  if (type === LIST) return readList(cursor, depth, name)
  return readScalar(cursor, type, name)
}

const BOOLEAN = 7
const TEXT = 8
const LIST = 9
/** Bytes of each scalar type; 0: not of a fixed size. */
const WIDTHS: readonly number[] = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8]

function readScalar(cursor: Cursor, type: number, name: string): number | boolean {
  switch (type) {
    case 0:
      return cursor.unsigned8()
    case 1:
      return cursor.signed8()
    case 2:
      return cursor.unsigned16()
    case 3:
      return cursor.signed16()
    case 4:
      return cursor.unsigned32()
    case 5:
      return cursor.signed32()
    case 6:
      return cursor.float32()
    case BOOLEAN:
      return cursor.unsigned8() !== 0
    case 10:
      return cursor.unsigned64()
    case 11:
      return cursor.signed64()
    case 12:
      return cursor.float64()
    default:
      throw broken(`${quoted(name)} holds a value of a type no GGUF file has: copy it again from where it came.`)
  }
}

function readList(cursor: Cursor, depth: number, name: string): GgufList {
  if (depth === DEEPEST_LIST) {
    throw broken(`${quoted(name)} nests lists deeper than any GGUF file: copy it again from where it came.`)
  }
  const type = cursor.unsigned32()
  const length = cursor.unsigned64()
  if (type === TEXT || type === LIST) {
    for (let index = 0; index < length; index += 1) {
      if (type === TEXT) cursor.skipText()
      else readList(cursor, depth + 1, name)
    }
    return { length, items: null }
  }
  const width = WIDTHS[type]
  if (width !== undefined && width > 0 && length > MOST_KEPT) {
    cursor.skip(length * width)
    return { length, items: null }
  }
  // At most `MOST_KEPT`, or a type that is refused at the first value.
  const items: (number | boolean)[] = []
  for (let index = 0; index < length; index += 1) items.push(readScalar(cursor, type, name))
  return { length, items }
}

function readTensor(cursor: Cursor, file: string): GgufTensor {
  const name = cursor.key()
  const count = cursor.unsigned32()
  if (count > MOST_DIMENSIONS) {
    throw broken(`${quoted(file)} holds a tensor of ${count} dimensions: copy it again from where it came.`)
  }
  const dimensions = Array.from({ length: count }, () => cursor.unsigned64())
  const type = cursor.unsigned32()
  cursor.skip(8)
  const elements = dimensions.reduce((product, dimension) => product * dimension, 1)
  return { name, elements, dimensions, format: FORMATS[type] ?? `type ${type}` }
}
