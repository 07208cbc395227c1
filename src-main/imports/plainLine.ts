/**
 * Text of a file on one line: control characters, which could also steer a terminal, become spaces.
 * @param longest characters that are kept; a longer text ends in an ellipsis
 */
export function plainLine(text: string, longest: number): string {
  const line = Array.from(text.slice(0, 2 * longest), (character) => (isControl(character) ? ' ' : character)).join('')
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  // C0, DEL and C1; the separators of lines and paragraphs; the marks that turn the direction of what follows.
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0x2028 ||
    code === 0x2029 ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  )
}
