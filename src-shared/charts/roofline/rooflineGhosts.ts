import { GHOST_DASH } from '../kit/ghost.ts'
import type { RooflineData } from './rooflineData.ts'
import { dotSize } from './rooflineLabels.ts'
import { PHASE_SYMBOLS, type ChartTheme } from '../kit/theme.ts'
import type { ChartOption } from '../kit/types.ts'

/** The roofs among `former` that stood elsewhere before a drag, dashed and faint under the others. */
export function ghostRoofs(
  theme: ChartTheme,
  roofs: readonly ChartOption[],
  former: readonly ChartOption[],
): ChartOption[] {
  const key = ({ id, data }: ChartOption): string => JSON.stringify([id, data])
  const now = new Set(roofs.map(key))
  return former
    .filter((roof) => !now.has(key(roof)))
    .map((roof) => ({
      ...roof,
      id: `ghost-${String(roof['id'])}`,
      z: 1,
      lineStyle: { color: theme.ink3, width: 1, type: [...GHOST_DASH] },
    }))
}

/** Dots that stood elsewhere before a drag: their shape, hollow. */
export function ghostDots(theme: ChartTheme, data: RooflineData, former: RooflineData): ChartOption[] {
  const moved = former.dots.filter((was) => {
    const now = data.dots.find(({ key }) => key === was.key)
    return now?.intensity !== was.intensity || now.attained !== was.attained
  })
  if (moved.length === 0) return []
  const ghosts: ChartOption = {
    type: 'scatter',
    id: 'ghosts',
    silent: true,
    z: 6,
    data: moved.map((dot) => ({
      value: [dot.intensity, dot.attained],
      symbol: PHASE_SYMBOLS[dot.phase],
      symbolSize: dotSize(dot),
    })),
    itemStyle: { color: 'transparent', borderColor: theme.ink3, borderWidth: 1, borderType: [3, 2], opacity: 1 },
  }
  return [ghosts]
}
