import type { Writable } from 'node:stream'
import { escapedText } from '#shared/domain/shownText.ts'

/** Where a command writes. */
export interface Terminal {
  /** Standard output. Resolves when the reader has room for more. */
  print(text: string): Promise<void>
  /** Standard error, for what is not the answer. */
  tell(text: string): void
  bold(text: string): string
  dim(text: string): string
  /** A whole file on standard output, byte for byte: what `-o -` asks for. Absent where only words are taken. */
  file?(contents: string | Uint8Array): Promise<void>
  /** One line on standard error that is written over by the next, and by whatever else is said; null clears it. Absent where nobody watches. */
  progress?(line: string | null): void
}

/**
 * A terminal on two streams. Colour is used on a terminal only, and never when NO_COLOR is set (no-color.org).
 * @param environment environment variables
 */
export function createTerminal(
  output: Writable & { readonly isTTY?: boolean },
  errors: Writable & { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isColoured = output.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb'
  let isShown = false
  const progress = (line: string | null): void => {
    if (line === null && !isShown) return
    isShown = line !== null
    errors.write(`\r\u001b[2K${line === null ? '' : escapedText(line)}`)
  }
  const cleared = <Value>(then: () => Value): Value => {
    progress(null)
    return then()
  }
  const style = (code: number) => (text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[22m` : text)
  return {
    print: (text) => cleared(() => write(output, printable(text))),
    tell: (text) => cleared(() => void errors.write(printable(text))),
    bold: style(1),
    dim: style(2),
    file: (contents) => cleared(() => write(output, contents)),
    ...(errors.isTTY === true && environment['TERM'] !== 'dumb' ? { progress } : {}),
  }
}

/** Bold, dim and their end. */
const STYLES = [1, 2, 22].map((code) => `\u001b[${code}m`)

/** Our own styles stay; any other control character of a name or a title would be a command to the terminal. */
function printable(text: string): string {
  return STYLES.reduceRight<(part: string) => string>(
    (inner, style) => (part) => part.split(style).map(inner).join(style),
    escapedText,
  )(text)
}

function write(output: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (output.write(text)) resolve()
    else output.once('drain', resolve)
  })
}
