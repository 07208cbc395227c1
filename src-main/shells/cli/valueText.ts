/** A value from a workspace in one short line; '' for a whole scenario or profile, which its label names already. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => valueText(item)).join(', ')
  if (typeof value === 'object' && value !== null) return ''
  if (typeof value !== 'string') return String(value).replace(/^-/, '−')
  const line = value.replace(/\s+/g, ' ')
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`
}
