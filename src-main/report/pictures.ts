import type { Workspace } from '#shared/domain/workspace.ts'
import { deltaWaterfall } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { speedOfLight, speedOfLightHeight } from '#shared/charts/waterfall/speedOfLight.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { ChartFigure } from '#shared/charts/kit/types.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { chipOf } from '#shared/register/chips.ts'
import type { ReportAnalyses } from './analyses.ts'
import { typedFigures } from './typedFigures.ts'
import type { Chart } from './figures.ts'
import type { Figure } from './reportData.ts'

/** The report's charts: what the page says of each, and what is to be drawn. */
export interface Pictures {
  readonly ladder: Figure
  readonly rooflines: readonly Figure[]
  readonly waterfalls: readonly Figure[]
  readonly deltaWaterfalls: readonly Figure[]
  readonly speedOfLight: readonly Figure[]
  /** What a change of load or of an input would do; none where no analyses were asked for. */
  readonly typedFigures: readonly Figure[]
  readonly charts: readonly Chart[]
}

/**
 * Chart sizes in CSS pixels, at 0.75 pt each: the width of the text, and heights at which a ladder and two rooflines
 * share a page, as do two waterfalls, their difference and the strips, and three figures of what a change would do.
 */
const SIZES = {
  a4: { width: 657, ladder: 268, roofline: 240, waterfall: 200, delta: 206, typed: 264 },
  letter: { width: 680, ladder: 246, roofline: 218, waterfall: 190, delta: 196, typed: 242 },
} as const

/** Longest name over a column of strips a quarter of the page wide, in characters. */
const SHORT_NAME = 14

/** Beyond this ratio of the longest to the shortest time one scale would flatten the shorter to a line. */
const WIDEST_COMMON_SCALE = 8

/**
 * All charts of the report.
 * @param workspace names the paper and the baseline @param scenarios in the workspace's order
 * @param analyses null: the report goes without what they show
 */
export function picturesOf(
  workspace: Workspace,
  scenarios: readonly EvaluatedScenario[],
  analyses: ReportAnalyses | null,
): Pictures {
  const theme = chartTheme('print')
  const size = SIZES[workspace.report.paper]
  const charts: Chart[] = []
  const picture = (figure: ChartFigure, of: readonly EvaluatedScenario[], height: number): Figure => {
    const words = { title: figure.title, chips: of.map(chipOf), reading: figure.sentence, alt: figure.altText }
    // On paper a frame that says "does not fit" is a waste: the sentence says it.
    if (figure.state !== 'ready') return { ...words, path: null }
    const path = `/in/figure-${charts.length + 1}.svg`
    charts.push({ path, option: figure.option, width: size.width, height })
    return { ...words, path }
  }
  const baseline = scenarios.find((scenario) => scenario.id === workspace.baseline) ?? scenarios[0]
  const axis = commonAxis(scenarios.map((scenario) => waterfall(scenario, theme)))
  return {
    ladder: picture(memoryLadder({ scenarios, baselineId: workspace.baseline }, theme), [], size.ladder),
    rooflines: scenarios.map((scenario) => picture(roofline(scenario, theme), [scenario], size.roofline)),
    waterfalls: scenarios.map((scenario) =>
      picture(waterfall(scenario, theme, axis ? { lockedAxes: { y: axis } } : {}), [scenario], size.waterfall),
    ),
    deltaWaterfalls: scenarios.flatMap((scenario) =>
      !baseline || scenario.id === baseline.id
        ? []
        : [picture(deltaWaterfall({ from: baseline, to: scenario }, theme), [baseline, scenario], size.delta)],
    ),
    speedOfLight: inGroups(scenarios, stripsAbreast(scenarios)).map((group) =>
      picture(speedOfLight(group, theme), [], speedOfLightHeight(group)),
    ),
    typedFigures: (analyses ? typedFigures(workspace, scenarios, analyses, theme) : []).map(({ figure, of }) =>
      picture(figure, of, size.typed),
    ),
    charts,
  }
}

/** How many speed-of-light strips stand side by side: four, or two where a name needs the room. */
function stripsAbreast(scenarios: readonly EvaluatedScenario[]): number {
  return scenarios.every((scenario) => scenario.name.length <= SHORT_NAME) ? 4 : 2
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

/** One time scale for all waterfalls, where they are near enough to share it. */
function commonAxis(figures: readonly ChartFigure[]): readonly [number, number] | null {
  const ends = figures.flatMap((figure) => (figure.axes?.y ? [figure.axes.y[1]] : []))
  if (ends.length === 0) return null
  const longest = Math.max(...ends)
  return longest / Math.min(...ends) <= WIDEST_COMMON_SCALE ? [0, longest] : null
}
