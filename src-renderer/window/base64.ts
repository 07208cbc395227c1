/** Characters that one call can be given. */
const PIECE = 0x8000

/** Bytes as they cross the contract. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += PIECE) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + PIECE)))
  }
  return btoa(parts.join(''))
}
