/**
 * Which addresses may be handed to the operating system to open. Only https without credentials: other schemes start
 * programs, and a name before an @ disguises where an address leads.
 * @param address as it came
 * @returns the address in its canonical spelling, or null when it must not be opened
 */
export function safeAddress(address: string): string | null {
  let parsed: URL
  try {
    parsed = new URL(address)
  } catch {
    return null
  }
  if (parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return null
  return parsed.href
}
