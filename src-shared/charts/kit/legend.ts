import { phaseName } from '../../words/labels.ts'
import { hatchShapes, text } from './draw.ts'
import { textWidth } from './placement.ts'
import { PHASE_SYMBOLS, type ChartTheme } from './theme.ts'
import type { Phase, Resource } from '../../domain/result.ts'
import type { ChartOption, Graphic, LegendEntry, OptionValue } from './types.ts'

/** Height the legend takes at the foot of a plot that draws it itself. */
export const LEGEND_HEIGHT = 20

/** Legend entries of resources, in the given order. */
export function resourceLegend(resources: readonly Resource[], nameOf: (resource: Resource) => string): LegendEntry[] {
  return resources.map((resource) => ({ label: nameOf(resource), mark: { kind: 'resource', resource } }))
}

/** Legend entries of phases. */
export function phaseLegend(phases: readonly Phase[]): LegendEntry[] {
  return phases.map((phase) => ({ label: phaseName(phase), mark: { kind: 'phase', phase } }))
}

/** The legend as graphic elements along the foot of the plot; nothing where a card draws it below. */
export function legendGraphics(theme: ChartTheme, entries: readonly LegendEntry[]): readonly OptionValue[] {
  if (!theme.legendInPlot || entries.length === 0) return []
  let x = 0
  const children = entries.flatMap((entry) => {
    const parts = [...markShapes(theme, entry.mark, x), text(theme, x + 17, 6, entry.label, { halo: null })]
    x += 17 + textWidth(entry.label, theme.fontSize) + 14
    return parts
  })
  return [{ type: 'group', left: theme.inset, bottom: 2, silent: true, children } as unknown as ChartOption]
}

/** A 12 px swatch or symbol. */
function markShapes(theme: ChartTheme, mark: LegendEntry['mark'], x: number): Graphic[] {
  const box = { x, y: 0, width: 12, height: 12 }
  switch (mark.kind) {
    case 'resource': {
      const style = theme.resources[mark.resource]
      return [
        { type: 'rect', shape: { ...box, r: 2 }, style: { fill: style.fill } },
        ...hatchShapes(box, style.hatch, style.line, 4),
        { type: 'rect', shape: { ...box, r: 2 }, style: { fill: 'none', stroke: style.line, lineWidth: 1 } },
      ]
    }
    case 'tone':
      return [
        {
          type: 'rect',
          shape: { ...box, r: 2 },
          style: { fill: theme.tones[mark.tone] ?? theme.surface, stroke: theme.ink3, lineWidth: 1 },
        },
      ]
    case 'dashed':
      return [
        {
          type: 'rect',
          shape: { ...box, r: 2 },
          style: { fill: 'none', stroke: theme.ink3, lineWidth: 1, lineDash: [3, 2] },
        },
      ]
    case 'phase':
      return [phaseShape(theme, mark.phase, x)]
  }
}

function phaseShape(theme: ChartTheme, phase: Phase, x: number): Graphic {
  const style = { fill: 'none', stroke: theme.ink2, lineWidth: 1 }
  const points: Readonly<Record<'triangle' | 'diamond', readonly (readonly [number, number])[]>> = {
    triangle: [
      [x + 6, 1],
      [x + 11, 11],
      [x + 1, 11],
    ],
    diamond: [
      [x + 6, 0],
      [x + 12, 6],
      [x + 6, 12],
      [x, 6],
    ],
  }
  const symbol = PHASE_SYMBOLS[phase]
  return symbol === 'circle'
    ? { type: 'circle', shape: { cx: x + 6, cy: 6, r: 4.5 }, style }
    : { type: 'polygon', shape: { points: points[symbol] }, style }
}
