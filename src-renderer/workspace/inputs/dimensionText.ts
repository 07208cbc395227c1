import type { Limit } from '#shared/domain/limits.ts'
import { readNumber } from '#shared/domain/readNumber.ts'
import { formatQuantity } from '#shared/units/format.ts'
import { wordingText } from '#shared/words/say.ts'
import type { QuantityText } from '../../ui/quantityText.ts'

/**
 * How a field writes and reads its value.
 * @param limit what may stand there: what is beyond is refused in words, and never reaches the document
 * @param unit stands in the box in place of a unit: "× B200" after a number of devices
 */
export function dimensionText(limit: Limit, unit?: string): QuantityText {
  const { dimension, least, most } = limit
  return {
    format: (value) => {
      const formatted = formatQuantity(value, dimension)
      return unit === undefined ? formatted : { text: formatted.text, unit }
    },
    parse: (text, shownUnit) => {
      const read = readNumber(text, limit, unit === undefined && shownUnit !== '' ? { bareUnit: shownUnit } : {})
      return read.ok ? read : { ok: false, message: wordingText(read.message) }
    },
    within: (value) => Math.min(most, Math.max(least, value)),
  }
}
