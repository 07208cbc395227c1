import type { Readable } from 'node:stream'
import { toFailure } from '#shared/contract/errors.ts'
import { MAXIMUM_DOCUMENT_BYTES } from '#shared/document/envelope.ts'
import { say } from '#shared/words/say.ts'
import { CommandFailure, EXIT, usageFailure } from './exitCodes.ts'

/** What a document from standard input is called, in messages and for the files made of it. */
export const PIPED_NAME = 'stdin.memwall'

/** Whether a word stands for standard input or output instead of a file. */
export function isStandard(word: string | undefined): boolean {
  return word === '-'
}

let read: Promise<Uint8Array> | null = null

/** The whole of standard input, read once for all who ask. @throws usage failure where a person sits at it */
export function pipedBytes(): Promise<Uint8Array> {
  return (read ??= bytesPiped(process.stdin))
}

/**
 * The whole of a stream, or a little more than any document has.
 * @throws usage failure where it is a terminal: nobody types a document
 */
export async function bytesPiped(input: Readable & { readonly isTTY?: boolean }): Promise<Uint8Array> {
  if (input.isTTY === true) throw usageFailure(say('cli.files.nothingPiped'))
  const parts: Buffer[] = []
  let length = 0
  for await (const part of input as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length > MAXIMUM_DOCUMENT_BYTES) break
  }
  return Buffer.concat(parts)
}

let kept: string | null = null

/**
 * A path to read for a word that names a file: for `-` a file that holds standard input until `removeKept`.
 * @throws CommandFailure where it is too large, or nothing is piped
 */
export async function fileTyped(word: string): Promise<string> {
  if (!isStandard(word)) return word
  if (kept !== null) return kept
  const bytes = await pipedBytes()
  const { keepPiped } = await import('../../app/documentFiles.ts')
  try {
    return (kept = await keepPiped(`stdin${endingOf(bytes)}`, bytes))
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    throw new CommandFailure(EXIT.badFile, code, message)
  }
}

/** The ending of what is piped, for those who go by it: by the first of it. */
function endingOf(bytes: Uint8Array): string {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart()
  if (start.startsWith('GGUF')) return '.gguf'
  if (/^[{[]/.test(start)) return '.json'
  return start.split('\n', 1)[0]?.includes('\t') === true ? '.tsv' : '.csv'
}

/** Removes the file that holds standard input, if there is one. */
export async function removeKept(): Promise<void> {
  if (kept === null) return
  const { removePiped } = await import('../../app/documentFiles.ts')
  await removePiped(kept).catch(() => undefined)
  kept = null
}
