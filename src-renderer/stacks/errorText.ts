import { formatText } from '#shared/units/format.ts'

/** "+12 %": how far a prediction is above what was measured, from ln(measured / predicted). '' where nothing was. */
export function offText(log: number | null): string {
  if (log === null) return ''
  const percent = Math.round((Math.exp(-log) - 1) * 100)
  return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent)} %`
}

/** A median error: "13.7 %", or "unknown". */
export function errorText(share: number | null): string {
  return share === null ? 'unknown' : formatText(share, 'share')
}

/** "4–512". */
export function rangeText([low, high]: readonly [number, number]): string {
  const [from, to] = [formatText(Math.round(low), 'count'), formatText(Math.round(high), 'count')]
  return from === to ? from : `${from}–${to}`
}
