import { formatText } from '#shared/units/format.ts'

/** A median error: "13.7 %", or "unknown". @param share of what was measured */
export function errorText(share: number | null): string {
  return share === null ? 'unknown' : formatText(share, 'share')
}
