import { UNITS, type Dimension } from './quantity.ts'
import { shownUnit, unknownText } from './shownWords.ts'
import type { Unit } from './unit.ts'

/** A number ready to be set: the two parts are styled apart, with a space between them. */
export interface FormattedQuantity {
  /** The number, with thousands separators and a true minus; "Unknown" when there is none. */
  readonly text: string
  /** The unit, or '' where there is none. */
  readonly unit: string
}

/** How a quantity is printed. */
export interface FormatOptions {
  /** Significant digits, 1 to 15. Default 3. */
  readonly digits?: number
  /** Print in this unit ("GB/s") whatever the size, so that a row shares one. */
  readonly unit?: string
  /** Powers of 1024 for bytes: GiB instead of GB. */
  readonly binary?: boolean
  /** Drop zeros after the decimal point: "0.09" instead of "0.0900". For fields that are typed into. */
  readonly trim?: boolean
}

/** The minus of typography, U+2212. */
export const MINUS = '−'

/** Counted things are printed in full up to here; a context of 131,072 tokens is not "131,000". */
const EXACT_UP_TO = 1e12
const COUNTED: ReadonlySet<Dimension> = new Set<Dimension>(['tokens', 'count'])

/**
 * Prints a quantity for people: three significant digits, the largest unit that leaves a number of at least one.
 * @param value SI value (0–1 for a share, years for years, mm² for area); null or a non-finite number is unknown
 * @param dimension what it measures
 * @returns number and unit apart: {text:'4.80', unit:'TB/s'}
 */
export function formatQuantity(
  value: number | null,
  dimension: Dimension,
  options: FormatOptions = {},
): FormattedQuantity {
  if (value === null || !Number.isFinite(value)) return { text: unknownText(), unit: '' }
  const digits = options.digits ?? 3
  const unit = chooseUnit(value, dimension, digits, options)
  const scaled = value / unit.factor
  if (COUNTED.has(dimension) && unit.factor === 1 && Number.isInteger(value) && Math.abs(value) < EXACT_UP_TO) {
    return { text: groupThousands(String(value)), unit: shownUnit(unit.symbol) }
  }
  return {
    text: formatNumber(scaled, { digits, ...(options.trim ? { trim: true } : {}) }),
    unit: shownUnit(unit.symbol),
  }
}

/** The same in one string with a no-break space before the unit: "4.80 TB/s". */
export function formatText(value: number | null, dimension: Dimension, options: FormatOptions = {}): string {
  const { text, unit } = formatQuantity(value, dimension, options)
  return unit === '' ? text : `${text}\u00a0${unit}`
}

/**
 * A plain number with significant digits, thousands separators and a true minus: 5162 → "5,160".
 * Below 0.001 and from 1e15 on powers of ten are written: "1.20e−5".
 * @param value any finite number
 */
export function formatNumber(value: number, options: { digits?: number; trim?: boolean } = {}): string {
  const digits = options.digits ?? 3
  if (value === 0) return '0'
  const magnitude = Math.abs(Number(value.toPrecision(digits)))
  let text: string
  if (magnitude >= 1e15 || magnitude < 1e-3) {
    text = value.toExponential(digits - 1).replace('e+', 'e')
  } else {
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(magnitude) + 1e-12))
    text = Number(value.toPrecision(digits)).toFixed(decimals)
  }
  if (options.trim && text.includes('.')) text = text.replace(/\.?0+($|e)/, '$1')
  return groupThousands(text)
}

/** How much better or worse a number is than the baseline's, in the words of the matrix. */
export interface FormattedDelta {
  /** "2.78×", "−33 %", "+9 pt", "0 %"; '' when either number is unknown. */
  readonly text: string
  /** Which way the number went. */
  readonly direction: 'up' | 'down' | 'same' | 'unknown'
}

/**
 * The difference from a baseline: a ratio from 2× up, per cent below, points for shares.
 * A value below half of the baseline stays in per cent: "−64 %".
 * @param value SI value, or null
 * @param baseline SI value of the baseline, or null
 * @param dimension what both measure; `share` gives percentage points
 */
export function formatDelta(value: number | null, baseline: number | null, dimension: Dimension): FormattedDelta {
  if (value === null || baseline === null || !Number.isFinite(value) || !Number.isFinite(baseline)) {
    return { text: '', direction: 'unknown' }
  }
  if (dimension === 'share') {
    const points = Math.round((value - baseline) * 100)
    return { text: `${signed(points)} ${shownUnit('pt')}`, direction: directionOf(points) }
  }
  if (baseline === 0) {
    return value === 0 ? { text: '0 %', direction: 'same' } : { text: '', direction: directionOf(value) }
  }
  const ratio = value / baseline
  if (ratio >= 1.995) return { text: `${formatNumber(ratio)}×`, direction: value > baseline ? 'up' : 'down' }
  const percent = Math.round((ratio - 1) * 100 * Math.sign(baseline))
  return { text: `${signed(percent)} %`, direction: directionOf(percent) }
}

function signed(whole: number): string {
  if (whole === 0) return '0'
  return whole > 0 ? `+${groupThousands(String(whole))}` : groupThousands(String(whole))
}

function directionOf(difference: number): 'up' | 'down' | 'same' {
  if (difference > 0) return 'up'
  return difference < 0 ? 'down' : 'same'
}

/** Commas in the integer part from 1,000 on, and the true minus. */
function groupThousands(text: string): string {
  const [, sign = '', integer = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? []
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ',')
  return (sign === '-' ? MINUS : '') + grouped + rest.replace('e-', `e${MINUS}`)
}

function chooseUnit(value: number, dimension: Dimension, digits: number, options: FormatOptions): Unit {
  const { units } = UNITS[dimension]
  if (options.unit !== undefined) {
    // As it is written, or as it was shown: a row may take the unit of one of its cells.
    const wished = units.find(({ symbol }) => symbol === options.unit || shownUnit(symbol) === options.unit)
    if (wished) return wished
  }
  const candidates = units.filter((unit) => (options.binary ? isBinary(unit, dimension) : unit.printed))
  const rounded = Math.abs(value)
  let chosen = candidates[0] ?? { symbol: '', factor: 1 }
  for (const unit of candidates) {
    // Rounded first, so that 999.9 GB becomes 1.00 TB and never "1,000 GB".
    const reached = Number((rounded / unit.factor).toPrecision(digits)) * unit.factor
    if (reached >= (unit.from ?? unit.factor) * (1 - 1e-12)) chosen = unit
  }
  return value === 0 ? baseUnit(candidates, chosen) : chosen
}

/** Nothing is "0 ns" or "0 pJ": zero is printed in the dimension's own unit. */
function baseUnit(candidates: readonly Unit[], otherwise: Unit): Unit {
  return candidates.find((unit) => unit.factor === 1) ?? otherwise
}

function isBinary(unit: Unit, dimension: Dimension): boolean {
  if (dimension !== 'bytes' && dimension !== 'bytesPerSecond') return unit.printed === true
  return /^(B|[KMGTPE]iB)/.test(unit.symbol)
}
