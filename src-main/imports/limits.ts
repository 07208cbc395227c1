import { broken, foreign, quoted, tooLarge } from './failures.ts'

/** Largest text file: a table, a configuration, an index of shards (that of the largest model here has 9 MB). */
export const LARGEST_TEXT = 32 * 2 ** 20
/** Most bytes that are read of a GGUF file; metadata with a large vocabulary has some 10 MB. */
export const LARGEST_GGUF_HEAD = 32 * 2 ** 20
/** Largest header of a safetensors file; 100,000 tensors need some 12 MB. */
export const LARGEST_SAFETENSORS_HEADER = 24 * 2 ** 20
/** Most bytes of any file that are handed over: what a caller sends, and what is read of a file. */
export const LARGEST_HEAD = 32 * 2 ** 20

/** How many bytes at the start of a file tell its kind and how much more is needed. */
export const FIRST_BYTES = 16

/** Whether the bytes start like a GGUF file. */
export function isGguf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x47 && bytes[1] === 0x47 && bytes[2] === 0x55 && bytes[3] === 0x46
}

/** Whether a file calls itself a safetensors file; nothing in its bytes does. */
export function isSafetensors(name: string): boolean {
  return name.toLowerCase().endsWith('.safetensors')
}

/** File endings of weights in formats that hold no description of the model, or a program to run. */
const WEIGHTS_WITHOUT_HEADER = /\.(?:bin|pt|pth|ckpt|pickle|pkl|h5|onnx|npz|msgpack|zip|gz)$/i

/**
 * How much of a file has to be read: all of a text, and of weights the header alone, so that nothing is allocated
 * because a file says it is large.
 * @param name file name @param first its first bytes, `FIRST_BYTES` or all @param size bytes of the whole file
 * @returns bytes to read from the start @throws CodedError document-too-large, document-broken, document-foreign
 */
export function headLength(name: string, first: Uint8Array, size: number): number {
  if (isGguf(first)) return Math.min(size, LARGEST_GGUF_HEAD)
  if (isSafetensors(name)) return safetensorsHeadLength(name, first, size)
  if (WEIGHTS_WITHOUT_HEADER.test(name)) {
    throw foreign(
      `${quoted(name)} is no file that is imported: give the config.json, the GGUF or the safetensors file of the model.`,
    )
  }
  if (size > LARGEST_TEXT) {
    throw tooLarge(
      `${quoted(name)} has ${Math.ceil(size / 1e6)} MB, more than the ${Math.floor(LARGEST_TEXT / 1e6)} MB that are read of a text: check that it is the file you meant.`,
    )
  }
  return size
}

function safetensorsHeadLength(name: string, first: Uint8Array, size: number): number {
  if (first.length < 8) throw broken(`${quoted(name)} ends before its header: copy it again from where it came.`)
  const declared = new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true)
  if (declared > BigInt(LARGEST_SAFETENSORS_HEADER)) {
    throw tooLarge(
      `${quoted(name)} says its header has ${String(declared)} bytes, more than the ${LARGEST_SAFETENSORS_HEADER} that are read: copy it again from where it came.`,
    )
  }
  if (8n + declared > BigInt(size)) {
    throw broken(`${quoted(name)} ends in the middle of its header: copy it again from where it came.`)
  }
  return 8 + Number(declared)
}
