import type { Wording } from '../../domain/wording.ts'
import type { Amount } from '../../units/amount.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { say, wordingText } from '../say.ts'

const LIMIT = 'brief.limit.'
/** Limits whose numbers are shares of draws, and whose are counts; the others say their unit. */
const SHARES: ReadonlySet<string> = new Set(['confidence', 'never', 'late'])

/**
 * A limit that is broken, as short as both its numbers: "132 kW > 100 kW". Anything else as it is said.
 * @param wording why an alternative cannot be chosen
 */
export function shortLimit(wording: Wording): string {
  if (!wording.code.startsWith(LIMIT)) return wordingText(wording)
  const limit = wording.code.slice(LIMIT.length)
  const values: Readonly<Record<string, unknown>> = wording.parameters ?? {}
  const text = (value: unknown): string => {
    if (typeof value === 'number') {
      return SHARES.has(limit) ? formatText(value, 'share', { trim: true }) : formatNumber(value, { trim: true })
    }
    return isAmount(value) ? formatText(value.value, value.dimension, { ...value.options, trim: true }) : ''
  }
  return say('decide.limit.short', {
    limit,
    needed: text(values['needed'] ?? values['share'] ?? values['lead']),
    allowed: text(values['allowed'] ?? values['asked'] ?? values['horizon']),
  })
}

function isAmount(value: unknown): value is Amount {
  return typeof value === 'object' && value !== null && 'dimension' in value
}
