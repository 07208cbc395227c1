import { formatNumber, formatQuantity, formatText, MINUS } from '../units/format.ts'
import type { Dimension } from '../units/quantity.ts'
import { listText } from './listText.ts'
import { language } from './spoken.ts'

/** Words as the language lists them: "A", "A and B", "A, B and C". */
export function joinWords(words: readonly string[]): string {
  return listText(words)
}

/** The word with its first letter in upper case; Chinese begins a sentence with the word as it is. */
export function capitalised(text: string): string {
  return language() === 'zh' ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * The word as it stands within a sentence: "Collectives" → "collectives", while abbreviations (KV, HBM, FFN) stay. Names in
 * Chinese are written alike everywhere.
 */
export function withinSentence(text: string): string {
  return language() !== 'zh' && /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** A share as a whole per cent: "34 %"; below 0.5 % "<1 %". */
export function percentText(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.5) return '<1\u00a0%'
  return `${Math.round(percent)}\u00a0%`
}

/** A ratio as a gain: "2.4×"; from 10 on without a decimal. */
export function timesText(ratio: number): string {
  return `${formatNumber(ratio, { digits: 2 })}×`
}

/** Milliseconds with three significant digits, without the unit. */
export function millisecondsText(seconds: number): string {
  return formatNumber(seconds * 1000)
}

/**
 * Prints parts of a whole in milliseconds with the decimals of the whole, so that a reader can add them up.
 * @param whole seconds of the whole, whose three significant digits set the decimals
 * @returns a printer of seconds; what rounds to nothing is printed as "<0.01"
 */
export function millisecondParts(whole: number): (seconds: number) => string {
  const print = partsOf(whole * 1000)
  return (seconds) => print(seconds * 1000)
}

/**
 * Prints parts of a whole with the decimals of the whole, so that a reader can add them up.
 * @param whole whose three significant digits set the decimals
 * @returns a printer of parts; what rounds to nothing is printed as "<0.01"
 */
export function partsOf(whole: number): (part: number) => string {
  const magnitude = Math.floor(Math.log10(Math.max(1e-9, Math.abs(whole))))
  const decimals = Math.min(6, Math.max(0, 2 - magnitude))
  return (part) => {
    const printed = Math.abs(part).toFixed(decimals)
    const nothing = Number(printed) === 0 && part !== 0
    const digits = nothing
      ? `<${(10 ** -decimals).toFixed(decimals)}`
      : printed.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
    return part < 0 && !nothing ? `${MINUS}${digits}` : digits
  }
}

/** An axis label: the quantity without needless zeros, "100 GB", "2 TB/s". */
export function axisText(value: number, dimension: Dimension): string {
  const { text, unit } = formatQuantity(value, dimension, { trim: true })
  return unit === '' ? text : `${text}\u00a0${unit}`
}

/** A range of a quantity in one unit: "38.4–64.0 TB/s", or one value where both ends print alike. */
export function rangeText(low: number, high: number, dimension: Dimension): string {
  const upper = formatQuantity(high, dimension)
  const lower = formatQuantity(low, dimension, { unit: upper.unit })
  return lower.text === upper.text ? formatText(high, dimension) : `${lower.text}–${upper.text}\u00a0${upper.unit}`
}

/** A sentence without its final full stop, so that it can be joined to another. */
export function withoutStop(sentence: string): string {
  return sentence.replace(/[.。\s]+$/, '')
}

/** "36.0 PFLOP/s" is too long for an axis and a margin: "36.0 PF/s". */
export function shortRate(words: string): string {
  return words.replace('FLOP/s', 'F/s')
}

/** The verb form for a name that may be a plural: "Collectives take", "Attention takes". */
export function verb(name: string, singular: string, plural: string): string {
  return /[^s]s$/.test(name) ? plural : singular
}
