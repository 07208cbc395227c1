/**
 * What nobody knows, among numbers that are computed with: a machine's rates, the columns of an analysis. It spoils what is
 * computed from it and passes no comparison, so that it is never taken for nothing or for fast. Data that is kept, sent or
 * shown says null instead.
 */
export const UNKNOWN = Number.NaN

/** A figure of data, to be computed with. */
export function toNumber(figure: number | null | undefined): number {
  return figure ?? UNKNOWN
}

/** What was computed, as data. */
export function known(number: number | undefined): number | null {
  return number === undefined || Number.isNaN(number) ? null : number
}
