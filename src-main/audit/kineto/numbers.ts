import { QUOTE } from './bytes.ts'

const ZERO = 0x30
const MINUS = 0x2d
const POINT = 0x2e
const BLANK = 0x20
/** Whole microseconds beyond which a double is not exact. */
const LARGEST = 2 ** 53

/** A number as it stands there, plain or in quotes. @returns NaN for what is none, such as a bare N/A */
export function numberAt(bytes: Buffer, from: number, to: number): number {
  const quoted = bytes[from] === QUOTE
  const end = quoted ? to - 1 : to
  let at = quoted ? from + 1 : from
  const negative = bytes[at] === MINUS
  if (negative) at++
  const first = at
  let value = 0
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  if (at < end && (bytes[at] as number) > BLANK) return otherNumber(bytes, quoted ? from + 1 : from, end)
  if (at === first) return Number.NaN
  return negative ? -value : value
}

/** Fractions, exponents, and what is no number. */
function otherNumber(bytes: Buffer, from: number, to: number): number {
  const text = bytes.toString('latin1', from, Math.min(to, from + 64)).trim()
  return text === '' ? Number.NaN : Number(text)
}

/** A time in two parts that are exact each: a double of microseconds since 1970 has no nanoseconds. */
export interface Time {
  /** Whole microseconds. */
  micro: number
  /** Thousandths, of the same sign. */
  nano: number
}

/** Reads a time in microseconds with up to three decimals; further ones are rounded. @returns whether there is one */
export function timeAt(bytes: Buffer, from: number, to: number, time: Time): boolean {
  let at = from
  const negative = bytes[at] === MINUS
  if (negative) at++
  const first = at
  let micro = 0
  for (; at < to; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (digit < 0 || digit > 9) break
    micro = micro * 10 + digit
  }
  const any = at > first
  let nano = 0
  if (at < to && bytes[at] === POINT) {
    let weight = 100
    for (at++; at < to; at++) {
      const digit = (bytes[at] as number) - ZERO
      if (digit < 0 || digit > 9) break
      nano += digit * weight
      weight /= 10
    }
    nano = Math.round(nano)
  }
  if (at < to && (bytes[at] as number) > BLANK) return otherTime(bytes, from, to, time)
  if (!any || micro >= LARGEST) return false
  time.micro = negative ? -micro : micro
  time.nano = negative ? -nano : nano
  return true
}

function otherTime(bytes: Buffer, from: number, to: number, time: Time): boolean {
  const value = numberAt(bytes, from, to)
  if (!(Math.abs(value) < LARGEST)) return false
  time.micro = Math.trunc(value)
  time.nano = Math.round((value - time.micro) * 1000)
  return true
}
