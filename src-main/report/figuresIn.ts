/** Numbers with a unit, a sign of money or a decimal point; those that stand alone may count anything. */
const FIGURE =
  /(?<![\p{L}\p{N}.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[\s\u00a0]?(?:%|×|ms\b|s\b|[kMGT]?USD\b|[kM][\s\u00a0]USD\b|k?W\b|MW\b|tok\/s\b))?/gu

/**
 * The figures of a text, so that two texts can be compared: "4.10 USD" and "4.10 USD" are one whatever the space between.
 * Whole numbers without a unit are left out.
 */
export function figuresIn(text: string): readonly string[] {
  const found = [...text.matchAll(FIGURE)].map(([figure]) => figure.replace(/[\s\u00a0]/g, ' ').trim())
  return [...new Set(found.filter((figure) => /[.%×a-zA-Z]/.test(figure)))]
}
