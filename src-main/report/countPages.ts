/**
 * The number of pages of a PDF written by our typesetter, which leaves page objects uncompressed.
 * @returns the count of `/Type /Page` objects
 */
export function countPages(bytes: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(bytes)
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
