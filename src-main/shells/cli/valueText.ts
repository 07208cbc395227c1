import type { Assumed } from '#shared/domain/brief/assumed.ts'
import { say } from '#shared/words/say.ts'

function isAssumed(value: unknown): value is Assumed {
  return typeof value === 'object' && value !== null && 'value' in value && 'low' in value && 'grade' in value
}

/** A figure of the brief with its ends and its grade: "2 (1.5 to 3), guess". */
function assumedText({ value, low, high, grade }: Assumed): string {
  if (value === null) return 'unknown'
  const ends =
    low === null || high === null
      ? ''
      : ` (${say('briefCommand.range', { low: valueText(low), high: valueText(high) })})`
  return `${valueText(value)}${ends}, ${grade}`
}

/** A value from a workspace in one short line; '' for a whole scenario or profile, which its label names already. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => valueText(item)).join(', ')
  if (isAssumed(value)) return assumedText(value)
  if (typeof value === 'object' && value !== null) return ''
  if (typeof value !== 'string') return String(value).replace(/^-/, '−')
  const line = value.replace(/\s+/g, ' ')
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`
}

/** All of a value on one line: what is cut short cannot be compared. */
export function wholeValueText(value: unknown): string {
  if (typeof value === 'string') return `“${value.replace(/\s+/g, ' ')}”`
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)
    return say('cli.value.none')
  if (Array.isArray(value) && value.length === 0) return say('cli.value.none')
  if (value === null) return say('cli.value.notGiven')
  const text = valueText(value)
  return text === '' ? JSON.stringify(value) : text
}
