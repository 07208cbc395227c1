import type { z } from 'zod'
import { formatQuantity, formatText } from '#shared/units/format.ts'
import { parseQuantity } from '#shared/units/parse.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import type { QuantityText } from '../../ui/quantityText.ts'

/**
 * How a field of a dimension writes and reads its value.
 * @param unit stands in the box in place of a unit: "× B200" after a number of devices
 * @param schema what a document may hold there: what is outside is refused in words, and never reaches the document
 */
export function dimensionText(dimension: Dimension, schema: z.ZodNumber, unit?: string): QuantityText {
  return {
    format: (value) => {
      const formatted = formatQuantity(value, dimension)
      return unit === undefined ? formatted : { text: formatted.text, unit }
    },
    parse: (text, shownUnit) => {
      const parsed = parseQuantity(
        text,
        dimension,
        unit === undefined && shownUnit !== '' ? { bareUnit: shownUnit } : {},
      )
      if (!parsed.ok) return parsed
      const message = limitMessage(parsed.value, dimension, schema)
      return message === null ? parsed : { ok: false, message }
    },
  }
}

/** One sentence when a value is outside what the schema allows. Fractions of counts are rounded by whoever sets them. */
function limitMessage(value: number, dimension: Dimension, schema: z.ZodNumber): string | null {
  const issue = schema.safeParse(schema.isInt ? Math.round(value) : value).error?.issues[0]
  if (issue?.code === 'too_small') {
    const least = formatText(Number(issue.minimum), dimension)
    return `Too small: enter ${issue.inclusive === false ? `more than ${least}` : `${least} or more`}.`
  }
  return issue?.code === 'too_big' ? `Too large: enter ${formatText(Number(issue.maximum), dimension)} or less.` : null
}
