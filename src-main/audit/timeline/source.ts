/** A file of the user's as its bytes, in order: whoever opens files hands it in. */
export interface ByteSource {
  /** Without folders. */
  readonly name: string
  /** Bytes of the file as it lies there; null: a stream. */
  readonly size: number | null
  /** The bytes in blocks, 1 MB each where the caller can choose; read once. A block is not used after the next is asked for. */
  readonly blocks: AsyncIterable<Uint8Array>
}
