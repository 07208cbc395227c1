import { formatQuantity } from '#shared/units/format.ts'
import { parseQuantity } from '#shared/units/parse.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import type { QuantityText } from '../ui/quantityText.ts'

/**
 * How a field of a dimension writes and reads its value.
 * @param unit stands in the box in place of a unit: "× B200" after a number of devices
 */
export function dimensionText(dimension: Dimension, unit?: string): QuantityText {
  return {
    format: (value) => {
      const formatted = formatQuantity(value, dimension)
      return unit === undefined ? formatted : { text: formatted.text, unit }
    },
    parse: (text, shownUnit) =>
      parseQuantity(text, dimension, unit === undefined && shownUnit !== '' ? { bareUnit: shownUnit } : {}),
  }
}
