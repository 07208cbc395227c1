/** A formula with what it comes to: written together, so that a reader who does not calculate sees the same number. */
export interface Term {
  /** As a spreadsheet reads it, without the equals sign. */
  readonly text: string
  readonly value: number
}

/** A condition with whether it holds. */
export interface Condition {
  readonly text: string
  readonly value: boolean
}

const joined = (sign: string, terms: readonly Term[]): string => `(${terms.map(({ text }) => text).join(sign)})`

export const number = (value: number): Term => ({ text: value < 0 ? `(${String(value)})` : String(value), value })
export const plus = (...terms: readonly Term[]): Term =>
  terms.length === 0 ? number(0) : { text: joined('+', terms), value: terms.reduce((sum, { value }) => sum + value, 0) }
export const minus = (one: Term, two: Term): Term => ({ text: joined('-', [one, two]), value: one.value - two.value })
export const times = (...terms: readonly Term[]): Term => ({
  text: joined('*', terms),
  value: terms.reduce((product, { value }) => product * value, 1),
})
export const over = (one: Term, two: Term): Term => ({ text: joined('/', [one, two]), value: one.value / two.value })
export const exp = ({ text, value }: Term): Term => ({ text: `EXP(${text})`, value: Math.exp(value) })
export const ln = ({ text, value }: Term): Term => ({ text: `LN(${text})`, value: Math.log(value) })
export const most = (one: Term, two: Term): Term => ({
  text: `MAX(${one.text},${two.text})`,
  value: Math.max(one.value, two.value),
})
export const least = (one: Term, two: Term): Term => ({
  text: `MIN(${one.text},${two.text})`,
  value: Math.min(one.value, two.value),
})
export const floor = ({ text, value }: Term): Term => ({ text: `INT(${text})`, value: Math.floor(value) })
/** Up to the next whole number; of nothing below 0. */
export const ceiling = ({ text, value }: Term): Term => ({ text: `ROUNDUP(${text},0)`, value: Math.ceil(value) })
export const above = (one: Term, two: Term): Condition => ({
  text: `${one.text}>${two.text}`,
  value: one.value > two.value,
})
export const when = (condition: Condition, then: Term, otherwise: Term): Term => ({
  text: `IF(${condition.text},${then.text},${otherwise.text})`,
  value: condition.value ? then.value : otherwise.value,
})

/** So small a rate is none: the closed sums would divide nothing by nothing. */
const NONE = number(1e-12)
const isNone = (rate: Term): Condition => ({
  text: `ABS(${rate.text})<${NONE.text}`,
  value: Math.abs(rate.value) < NONE.value,
})
export const ZERO = number(0)
export const ONE = number(1)
const negative = (term: Term): Term => minus(ZERO, term)

/** What a dollar of a month is worth today. @param rate a month, as a logarithm */
export const discount = (rate: Term, month: Term): Term => exp(negative(times(rate, month)))

/** Σ e^(change·t) over the months after one and up to another, as the workbench sums them. */
export function sumBetween(change: Term, from: Term, to: Term): Term {
  const sum = over(minus(exp(times(to, change)), exp(times(from, change))), minus(ONE, exp(negative(change))))
  return when(above(to, from), when(isNone(change), minus(to, from), sum), ZERO)
}

/** Σ q^j for j = 1 … n, where q = e^(step). */
export function powersOf(step: Term, count: Term): Term {
  const q = exp(step)
  const sum = over(times(q, minus(ONE, exp(times(step, count)))), minus(ONE, q))
  return when(above(count, ZERO), when(isNone(step), count, sum), ZERO)
}

/** Σ e^(step·k) for k = 0 … n − 1. */
export function powersFromNone(step: Term, count: Term): Term {
  const sum = over(minus(exp(times(count, step)), ONE), minus(exp(step), ONE))
  return when(above(count, ZERO), when(isNone(step), count, sum), ZERO)
}
