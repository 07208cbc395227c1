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
}

/**
 * A terminal on two streams. Colour is used on a terminal only, and never when NO_COLOR is set (no-color.org).
 * @param environment environment variables
 */
export function createTerminal(
  output: Writable & { readonly isTTY?: boolean },
  errors: Writable,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isColoured = output.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb'
  const style = (code: number) => (text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[22m` : text)
  return {
    print: (text) => write(output, printable(text)),
    tell: (text) => void errors.write(printable(text)),
    bold: style(1),
    dim: style(2),
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

function write(output: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (output.write(text)) resolve()
    else output.once('drain', resolve)
  })
}
