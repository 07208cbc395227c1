import { UNITS, type Dimension } from './quantity.ts'
import type { Unit } from './unit.ts'
import { matchUnit } from './unitMatch.ts'

/** Why a text is not a quantity. */
export type ParseReason =
  | 'empty'
  | 'too-long'
  | 'not-a-number'
  | 'decimal-comma'
  | 'unknown-unit'
  | 'wrong-dimension'
  | 'ambiguous-unit'
  | 'missing-unit'
  | 'mixed-units'
  | 'not-finite'

/** A quantity as typed. */
export type ParsedQuantity =
  | {
      readonly ok: true
      /** SI value. */
      readonly value: number
      /** Symbol of the first unit that was typed or meant, so that a field can go on showing it. */
      readonly unit: string
    }
  | {
      readonly ok: false
      readonly reason: ParseReason
      /** One sentence: the fact, then what to enter. */
      readonly message: string
    }

/** How a text is read. */
export interface ParseOptions {
  /** The unit a bare number has, because the field shows it: "GB/s". Default: the dimension's own, where it has one. */
  readonly bareUnit?: string
}

const LONGEST_TEXT = 200
const DEEPEST_NESTING = 32

/**
 * Reads what people type for a quantity: "4.8 TB/s", "141GB", "80 GiB", "400 Gb/s" (bits), "1,024", "2k",
 * "=8*4.8 TB/s", "(3 + 1) × 16 GB", "$2.50/h", "$30k", "USD 1.5M". Arithmetic is + − * / and parentheses over numbers and quantities of the
 * one dimension. Bits and bytes, decimal and binary units are never guessed.
 * @param text at most 200 characters
 * @param dimension what it has to measure
 * @returns the SI value, or a failure with one sentence for the field; never throws
 */
export function parseQuantity(text: string, dimension: Dimension, options: ParseOptions = {}): ParsedQuantity {
  const { noun, example, bare, units } = UNITS[dimension]
  const enter = `enter ${noun}, for example ${example}.`
  if (text.length > LONGEST_TEXT) {
    return failure('too-long', `This is longer than ${LONGEST_TEXT} characters: ${enter}`)
  }
  if (text.trim() === '' || text.trim() === '=') {
    return failure('empty', `${enter.charAt(0).toUpperCase()}${enter.slice(1)}`)
  }
  const bareUnit = units.find((unit) => unit.symbol === options.bareUnit) ?? bare
  const reader: Reader = { text, position: 0, dimension, bareUnit, firstUnit: null, depth: 0, enter }
  try {
    skipSpaces(reader)
    if (peek(reader) === '=') reader.position += 1
    const term = readSum(reader)
    if (peek(reader) !== '') throw notANumber(reader)
    const { value } = asQuantity(term, reader)
    if (!Number.isFinite(value)) throw new Refusal('not-finite', `The result is not a finite number: ${enter}`)
    return { ok: true, value, unit: (reader.firstUnit ?? bareUnit)?.symbol ?? '' }
  } catch (thrown) {
    if (thrown instanceof Refusal) return failure(thrown.reason, thrown.message)
    throw thrown
  }
}

function failure(reason: ParseReason, message: string): ParsedQuantity {
  return { ok: false, reason, message }
}

/** Unwinds the reader; never leaves this file. */
class Refusal extends Error {
  readonly reason: ParseReason
  constructor(reason: ParseReason, message: string) {
    super(message)
    this.reason = reason
  }
}

interface Reader {
  readonly text: string
  position: number
  readonly dimension: Dimension
  readonly bareUnit: Unit | null
  firstUnit: Unit | null
  depth: number
  readonly enter: string
}

/** A number inside the arithmetic: plain, or a quantity in SI. */
interface Term {
  readonly value: number
  readonly hasUnit: boolean
}

function skipSpaces(reader: Reader): void {
  while (/^\s$/.test(reader.text.charAt(reader.position))) reader.position += 1
}

function peek(reader: Reader): string {
  skipSpaces(reader)
  return reader.text.charAt(reader.position)
}

function readSum(reader: Reader): Term {
  let left = readProduct(reader)
  for (;;) {
    const operator = peek(reader)
    if (operator !== '+' && operator !== '-' && operator !== '−') return left
    reader.position += 1
    const right = readProduct(reader)
    const sign = operator === '+' ? 1 : -1
    if (left.hasUnit === right.hasUnit) {
      left = { value: left.value + sign * right.value, hasUnit: left.hasUnit }
    } else {
      const augend = asQuantity(left, reader)
      left = { value: augend.value + sign * asQuantity(right, reader).value, hasUnit: true }
    }
  }
}

function readProduct(reader: Reader): Term {
  let left = readFactor(reader)
  for (;;) {
    const operator = peek(reader)
    if ('*×·'.includes(operator) && operator !== '') {
      reader.position += 1
      const right = readFactor(reader)
      if (left.hasUnit && right.hasUnit) throw mixed(reader, 'Two quantities cannot be multiplied')
      left = { value: left.value * right.value, hasUnit: left.hasUnit || right.hasUnit }
    } else if (operator === '/' || operator === '÷') {
      reader.position += 1
      const right = readFactor(reader)
      if (right.hasUnit && !left.hasUnit) throw mixed(reader, 'A number cannot be divided by a quantity')
      left = { value: left.value / right.value, hasUnit: left.hasUnit && !right.hasUnit }
    } else {
      return left
    }
  }
}

function readFactor(reader: Reader): Term {
  const sign = peek(reader)
  if (sign === '-' || sign === '−' || sign === '+') {
    reader.position += 1
    return nested(reader, () => {
      const term = readFactor(reader)
      return sign === '+' ? term : { ...term, value: -term.value }
    })
  }
  if (sign === '(') {
    reader.position += 1
    const inner = nested(reader, () => readSum(reader))
    if (peek(reader) !== ')') throw new Refusal('not-a-number', `A closing parenthesis is missing: ${reader.enter}`)
    reader.position += 1
    return withUnit(inner, reader, '')
  }
  const currency = /^(?:\$|USD(?![A-Za-z]))/i.exec(reader.text.slice(reader.position))?.[0] ?? ''
  const before = currency === '' ? '' : '$'
  reader.position += currency.length
  skipSpaces(reader)
  return withUnit({ value: readNumber(reader), hasUnit: false }, reader, before)
}

function nested(reader: Reader, read: () => Term): Term {
  reader.depth += 1
  if (reader.depth > DEEPEST_NESTING) {
    throw new Refusal('not-a-number', `This is nested too deeply: ${reader.enter}`)
  }
  const term = read()
  reader.depth -= 1
  return term
}

/**
 * Digits with or without commas, thin or no-break spaces, spaces, apostrophes or low lines every three, a fraction, a power
 * of ten; the true minus is accepted in the power.
 */
const NUMBER =
  /^(?:\d{1,3}([,\u00a0\u202f\u2009 '’_])\d{3}(?:\1\d{3})*(?![\d,])|\d+)?(?:\.\d+|\.(?!\d))?(?:[eE][+\-−]?\d+)?/

function readNumber(reader: Reader): number {
  const rest = reader.text.slice(reader.position)
  const text = NUMBER.exec(rest)?.[0] ?? ''
  if (!/^\.?\d/.test(text)) throw notANumber(reader)
  if (/^,\d/.test(rest.slice(text.length))) {
    const written = /^[\d,.]+/.exec(rest)?.[0] ?? text
    throw new Refusal('decimal-comma', `“${written}” is read as neither thousands nor decimals: write 1,024 or 1.5.`)
  }
  reader.position += text.length
  return Number(text.replace(/[,\u00a0\u202f\u2009 '’_]/g, '').replace('−', '-'))
}

function withUnit(term: Term, reader: Reader, before: string): Term {
  const match = matchUnit(reader.text.slice(reader.position), reader.dimension, before)
  switch (match.kind) {
    case 'none':
      return term
    case 'unit':
      if (term.hasUnit) throw mixed(reader, 'The unit is given twice')
      reader.position += match.length
      reader.firstUnit ??= match.unit
      return { value: term.value * match.unit.factor, hasUnit: true }
    case 'foreign':
      throw new Refusal(
        'wrong-dimension',
        `“${match.spelling}” is the unit of ${UNITS[match.dimension].noun}: ${reader.enter}`,
      )
    case 'ambiguous':
      throw new Refusal(
        'ambiguous-unit',
        `“${match.spelling}” could be ${match.candidates.join(' or ')}: type the one you mean.`,
      )
    case 'unknown':
      throw new Refusal('unknown-unit', `“${match.spelling}” is not understood here: ${reader.enter}`)
  }
}

/** A plain number takes the bare unit; where there is none the unit has to be typed. */
function asQuantity(term: Term, reader: Reader): Term {
  if (term.hasUnit) return term
  if (!reader.bareUnit) {
    throw new Refusal('missing-unit', `The unit is missing: ${reader.enter}`)
  }
  return { value: term.value * reader.bareUnit.factor, hasUnit: true }
}

function mixed(reader: Reader, fact: string): Refusal {
  return new Refusal('mixed-units', `${fact}: ${reader.enter}`)
}

function notANumber(reader: Reader): Refusal {
  const found = reader.text.slice(reader.position).trim().slice(0, 20)
  const fact = found === '' ? 'A number is missing at the end' : `“${found}” is not a number`
  return new Refusal('not-a-number', `${fact}: ${reader.enter}`)
}
