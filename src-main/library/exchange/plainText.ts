/** Control characters but for line ends and tabs, and the marks that turn the direction of what follows. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u

/**
 * Whether every text in a value, names of fields included, is what it looks like: a name from a file of others is printed
 * in a terminal, where control characters are commands.
 */
export function isPlainText(value: unknown): boolean {
  if (typeof value === 'string') return !UNSEEN.test(value)
  if (value === null || typeof value !== 'object') return true
  if (Array.isArray(value)) return value.every(isPlainText)
  return Object.entries(value).every(([key, inner]) => !UNSEEN.test(key) && isPlainText(inner))
}
