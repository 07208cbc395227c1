import type { Limit } from '#shared/domain/limits.ts'
import { readNumber } from '#shared/domain/readNumber.ts'
import { formatQuantity } from '#shared/units/format.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { wordingText } from '#shared/words/say.ts'
import type { QuantityText } from '../../ui/quantityText.ts'

/** Digits of a figure that is typed: prices are kept as they were entered. */
const DIGITS = 6

/** What stands beside a figure in its box. */
export interface FigureTextOptions {
  /** Follows the unit: "/day", "× mean", "a year". */
  readonly suffix?: string | undefined
  /** Other than the limit's, for its letters: 500 M. */
  readonly dimension?: Dimension | undefined
}

/** How a figure of the brief is written and read: its number, its unit, and what it is per. */
export function figureText(
  limit: Limit,
  { suffix = '', dimension = limit.dimension }: FigureTextOptions,
): QuantityText {
  const join = (unit: string) => (suffix.startsWith('/') ? unit + suffix : `${unit} ${suffix}`.trim())
  const part = (text: string) => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text).trim()
  return {
    format: (value) => {
      const { text, unit } = formatQuantity(value, dimension, { digits: DIGITS, trim: true })
      return { text, unit: join(unit) }
    },
    parse: (text, shownUnit) => {
      const bareUnit = part(shownUnit)
      const read = readNumber(part(text.trim()), { ...limit, dimension }, bareUnit === '' ? {} : { bareUnit })
      return read.ok ? read : { ok: false, message: wordingText(read.message) }
    },
    within: (value) => Math.min(limit.most, Math.max(limit.least, value)),
  }
}

/** How far an arrow key goes: one of the second digit, of whole things at least one. From 0: one, or one per cent. */
export function stepOf({ whole, dimension }: Limit, value: number): number {
  if (value === 0) return dimension === 'share' ? 0.01 : 1
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value)) + 1e-9) - 1)
  return whole ? Math.max(1, step) : step
}
