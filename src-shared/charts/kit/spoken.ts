import { inLanguage, language } from '../../words/say.ts'
import type { ChartOption, OptionValue } from './types.ts'

/**
 * An option whose functions say their words in the language it was built in, whenever they are called: labels of axes and
 * shapes are worked out while a chart is drawn, and by then another language may be spoken.
 */
export function spoken(option: ChartOption): ChartOption {
  const built = language()
  const bound = (value: OptionValue): OptionValue => {
    if (typeof value === 'function') {
      return (...given: never[]): unknown => inLanguage(built, () => value(...given))
    }
    if (Array.isArray(value)) return (value as readonly OptionValue[]).map(bound)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      // Data is long, and holds values and words that are said already.
      Object.entries(value).map(([key, own]) => [key, key === 'data' ? own : bound(own as OptionValue)]),
    )
  }
  return bound(option) as ChartOption
}
