import { phaseName } from '../../words/labels.ts'
import { chip, hatchShapes, text } from './draw.ts'
import { shortened, textWidth } from './textWidth.ts'
import { PHASE_SYMBOLS, scenarioStyle, type ChartTheme } from './theme.ts'
import type { Phase, Resource } from '../../domain/result.ts'
import type { ChartOption, Graphic, LegendEntry, OptionValue } from './types.ts'

/** Height the legend takes at the foot of a plot that draws it itself. */
export const LEGEND_HEIGHT = 20

/** Width of the text of the narrowest page, and what a mark and the air behind a name take, pixels. */
const PAGE_WIDTH = 657
const MARK_ROOM = 17
const GAP = 14

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
  // A page is narrow: long names give way.
  const taken = entries.reduce((sum, { label }) => sum + textWidth(label, theme.fontSize), 0)
  const room = PAGE_WIDTH - entries.length * (MARK_ROOM + GAP)
  const share = Math.min(1, room / Math.max(1, taken))
  let x = 0
  const children = entries.flatMap((entry) => {
    const label = shortened(entry.label, textWidth(entry.label, theme.fontSize) * share + 1, theme.fontSize)
    const parts = [...markShapes(theme, entry.mark, x), text(theme, x + MARK_ROOM, 6, label, { halo: null })]
    x += MARK_ROOM + textWidth(label, theme.fontSize) + GAP
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
    case 'swing': {
      const { color } = scenarioStyle(theme, mark.slot)
      const fill = mark.isFilled ? color : theme.surface
      return [
        { type: 'rect', shape: { x, y: 1, width: 12, height: 10 }, style: { fill, stroke: color, lineWidth: 1.5 } },
      ]
    }
    case 'chip':
      return chip(theme, x + 6, 6, mark.letter, mark.slot, mark.isHollow)
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
