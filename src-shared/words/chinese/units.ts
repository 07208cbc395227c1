import type { units as english } from '../english/units.ts'
import type { Translation } from '../translation.ts'

/** Units that are words, and what stands in place of a number nobody knows. */
export const units: Translation<typeof english> = {
  'unit.Unknown': '未知',
  'unit.tokens': 'token',
  'unit.months': '个月',
  'unit.years': '年',
  'unit.weeks': '周',
  'unit.pt': '个百分点',
  'caveat.extrapolated': '外推',
  'caveat.inherited': '沿用同类',
  'caveat.clamped': '取限值',
}
