/** Months of a year. */
export const MONTHS_PER_YEAR = 12

/**
 * A yearly change as what adds up over months: its logarithm, divided among them. Changes that act together, such as growth,
 * a drift of prices and discounting, are the sum of theirs.
 * @param yearly share a year; above −1
 */
export function monthly(yearly: number): number {
  return Math.log1p(yearly) / MONTHS_PER_YEAR
}

/**
 * What a dollar of month t is worth today: (1 + w)^(−t/12).
 * @param rate cost of capital, as `monthly` gives it @param month may be a part of one
 */
export function discountFactor(rate: number, month: number): number {
  return Math.exp(-rate * month)
}

/**
 * Σ e^(change·t) over the months t = 1 … n, each at its end: e^change · (e^(n·change) − 1) ÷ (e^change − 1). Between whole
 * months it goes on smoothly, so that a delivery in the middle of a month is no special case.
 * With change = −r this is a(n) = (1 − (1 + r)^−n) ÷ r, the present worth of a dollar a month (NIST Handbook 135, 2020,
 * uniform present value, https://www.wbdg.org/ffc/nist/criteria/nist-handbook-135).
 * @param change what the months' flow changes by, discounting included, as `monthly` gives it
 * @param months n; below 0 is none
 */
export function sumOfMonths(change: number, months: number): number {
  if (months <= 0) return 0
  // So small a change is lost in the sum's last digits, and the smallest would be lost in the quotient altogether.
  return Math.abs(change) < Number.EPSILON ? months : Math.expm1(months * change) / -Math.expm1(-change)
}

/** Σ e^(change·t) over the months after one and up to another; 0 where there is none between them. */
export function sumBetween(change: number, from: number, to: number): number {
  return to <= from ? 0 : sumOfMonths(change, to) - sumOfMonths(change, from)
}

/**
 * a(n): present worth of a dollar at the end of each of n months.
 * @param rate cost of capital, as `monthly` gives it
 */
export function presentOfMonths(rate: number, months: number): number {
  return sumOfMonths(-rate, months)
}

/**
 * Present worth of a dollar a month under contracts that follow one another, each signed at the price of its own day.
 * @param rate cost of capital @param drift of the price; both as `monthly` gives them
 * @param from month the first contract begins @param to month the payments end @param term months of a contract; at least one
 */
export function presentOfContracts(rate: number, drift: number, from: number, to: number, term: number): number {
  if (to <= from) return 0
  const whole = Math.floor((to - from) / term)
  const each = term * (drift - rate)
  const rest = to - from - whole * term
  // Contracts k = 0 … whole − 1, each worth e^(k·each) of the first.
  const full = whole === 0 ? 0 : Math.abs(each) < Number.EPSILON ? whole : Math.expm1(whole * each) / Math.expm1(each)
  return (
    discountFactor(rate, from) *
    (full * presentOfMonths(rate, term) + Math.exp(whole * each) * presentOfMonths(rate, rest))
  )
}
