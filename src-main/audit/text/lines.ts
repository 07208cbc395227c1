import { readUnpacked, type Ending } from '../kineto/unpacked.ts'
import type { ByteSource } from '../timeline/source.ts'
import type { Watch } from '../timeline/watch.ts'

/** Characters of one line: a request of a million tokens has some 2,000 block numbers. */
const LONGEST_LINE = 1 << 20

/** How reading lines ended. */
export interface LinesRead {
  readonly ending: Ending
  /** Bytes of text, unpacked. */
  readonly bytes: number
  /** Lines that were longer than is read, and left out. */
  readonly tooLong: number
}

/**
 * Hands on a text line by line, unpacked where it is packed, in the memory of a block and a line. Bytes that are no UTF-8
 * become the replacement character; a byte order mark is left out.
 * @param take a line without its end; false: nothing more is wanted
 * @throws CodedError cancelled, and what the source throws
 */
export async function readLines(source: ByteSource, watch: Watch, take: (line: string) => boolean): Promise<LinesRead> {
  const decoder = new TextDecoder('utf-8')
  let [rest, bytes, tooLong, skipping, wanted] = ['', 0, 0, false, true]
  const give = (line: string): void => {
    if (!skipping && line.length <= LONGEST_LINE) wanted &&= take(line.endsWith('\r') ? line.slice(0, -1) : line)
    else tooLong += 1
    skipping = false
  }
  const feed = (text: string): void => {
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1 && wanted; end = text.indexOf('\n', from)) {
      give(rest + text.slice(from, end))
      rest = ''
      from = end + 1
    }
    rest += text.slice(from)
    if (rest.length <= LONGEST_LINE) return
    rest = ''
    skipping = true
  }
  const ending = await readUnpacked(source, watch, (block) => {
    bytes += block.length
    feed(decoder.decode(block, { stream: true }))
    return wanted
  })
  if (wanted) feed(decoder.decode())
  if (wanted && (rest !== '' || skipping)) give(rest)
  return { ending, bytes, tooLong }
}
