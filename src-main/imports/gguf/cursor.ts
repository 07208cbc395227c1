import { broken, tooLarge } from '../failures.ts'

/** Longest text that is kept; a chat template has some ten thousand bytes. */
const LONGEST_TEXT = 1_000_000
/** Longest key. Source: the GGUF specification allows 65,535. */
const LONGEST_KEY = 65_535

/**
 * Reads little-endian values one after the other and never past the bytes it was given. Lengths in the file are
 * compared with what is left before anything is taken, so nothing is allocated because a file says so.
 */
export class Cursor {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  /** Whether the file goes on after the bytes at hand. */
  readonly #isCut: boolean
  #position = 0

  /** @param bytes the start of the file @param size bytes of the whole file */
  constructor(bytes: Uint8Array, size: number) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#isCut = size > bytes.length
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#bytes.length - this.#position
  }

  /** Takes bytes. @returns where they start @throws CodedError document-broken, document-too-large */
  #take(length: number): number {
    if (length > this.left) {
      throw this.#isCut
        ? tooLarge('The metadata of this GGUF file is larger than what is read of it: import its config.json instead.')
        : broken('This GGUF file ends in the middle of its metadata: copy it again from where it came.')
    }
    const start = this.#position
    this.#position += length
    return start
  }

  /** Passes over bytes. */
  skip(length: number): void {
    this.#take(length)
  }

  unsigned8(): number {
    return this.#view.getUint8(this.#take(1))
  }
  signed8(): number {
    return this.#view.getInt8(this.#take(1))
  }
  unsigned16(): number {
    return this.#view.getUint16(this.#take(2), true)
  }
  signed16(): number {
    return this.#view.getInt16(this.#take(2), true)
  }
  unsigned32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }
  signed32(): number {
    return this.#view.getInt32(this.#take(4), true)
  }
  float32(): number {
    return this.#view.getFloat32(this.#take(4), true)
  }
  float64(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }
  /** A 64-bit count; more than a double holds exactly is clamped, and then longer than anything at hand. */
  unsigned64(): number {
    const value = this.#view.getBigUint64(this.#take(8), true)
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value)
  }
  signed64(): number {
    return Number(this.#view.getBigInt64(this.#take(8), true))
  }

  /** A length and that many bytes of UTF-8. @throws CodedError document-broken */
  text(): string {
    return this.#text(LONGEST_TEXT)
  }

  /** A name of a key or tensor. */
  key(): string {
    return this.#text(LONGEST_KEY)
  }

  /** Passes over a text. */
  skipText(): void {
    this.skip(this.unsigned64())
  }

  #text(longest: number): string {
    const length = this.unsigned64()
    if (length > longest && length <= this.left) {
      throw tooLarge('A text in this GGUF file is longer than any that belongs there: import its config.json instead.')
    }
    const start = this.#take(length)
    return new TextDecoder().decode(this.#bytes.subarray(start, start + length))
  }
}
