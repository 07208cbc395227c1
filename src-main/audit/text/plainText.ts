import { shownText } from '#shared/domain/shownText.ts'

/** Text of a file as part of a sentence: one line, without what is never drawn. @param longest characters that are kept */
export function plainText(text: string, longest: number): string {
  const line = shownText(text.slice(0, 2 * longest))
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
