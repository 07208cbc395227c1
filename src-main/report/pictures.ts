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
import { fits } from './sections/matrix.ts'
import { typedFigures } from './typedFigures.ts'
import type { Chart } from './figures.ts'
import { createKept } from './kept.ts'
import type { Figure } from './sections/figure.ts'

/** The charts of the columns as typed, by the section they stand in, and what is to be drawn. */
export interface Pictures {
  /** Memory ladder and rooflines. */
  readonly wall: readonly Figure[]
  /** Waterfalls, their differences, strips of what binds, and the map of loads. */
  readonly time: readonly Figure[]
  /** What moves the time of a column. */
  readonly tornado: readonly Figure[]
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

/** Sections of the report that hold pictures. */
export type PicturedSection = 'wall' | 'time' | 'flips'

/** Those of two reports: a map's lines alone take as long as all the words of a page. */
const drafted = createKept<Pictures>(2)

/**
 * All charts of the report.
 * @param workspace names the paper and the baseline @param scenarios in the workspace's order
 * @param analyses null: the report goes without what they show
 * @param wanted sections that are printed: the others' charts are not drawn
 * @param basis hash of all the rest in the language of the report; null: nothing is kept
 */
export function picturesOf(
  workspace: Workspace,
  scenarios: readonly EvaluatedScenario[],
  analyses: ReportAnalyses | null,
  wanted: readonly PicturedSection[],
  basis: string | null,
): Pictures {
  const key = basis && [basis, workspace.report.paper, ...wanted].join(' ')
  return drafted.of(key, () => draft(workspace, scenarios, analyses, (section) => wanted.includes(section)))
}

function draft(
  workspace: Workspace,
  scenarios: readonly EvaluatedScenario[],
  analyses: ReportAnalyses | null,
  wanted: (section: PicturedSection) => boolean,
): Pictures {
  const theme = chartTheme('print')
  const size = SIZES[workspace.report.paper]
  const charts: Chart[] = []
  // What has no figures is left out: that it does not fit is said once, in words.
  const picture = (figure: ChartFigure, of: readonly EvaluatedScenario[], height: number): readonly Figure[] => {
    if (figure.state !== 'ready') return []
    const path = `/in/figure-${charts.length + 1}.svg`
    charts.push({ path, option: figure.option, width: size.width, height })
    return [{ title: figure.title, chips: of.map(chipOf), reading: figure.sentence, alt: figure.altText, path }]
  }
  const held = scenarios.filter(fits)
  const baseline = held.find((scenario) => scenario.id === workspace.baseline) ?? held[0]
  const axis = commonAxis(held.map((scenario) => waterfall(scenario, theme)))
  const typed = analyses ? typedFigures(held, analyses, theme) : []
  return {
    wall: !wanted('wall')
      ? []
      : [
          ...(held.length === 0
            ? []
            : picture(memoryLadder({ scenarios: held, baselineId: workspace.baseline }, theme), [], size.ladder)),
          ...held.flatMap((scenario) => picture(roofline(scenario, theme), [scenario], size.roofline)),
        ],
    time: !wanted('time')
      ? []
      : [
          ...held.flatMap((scenario) =>
            picture(waterfall(scenario, theme, axis ? { lockedAxes: { y: axis } } : {}), [scenario], size.waterfall),
          ),
          ...held.flatMap((scenario) =>
            !baseline || scenario.id === baseline.id
              ? []
              : picture(deltaWaterfall({ from: baseline, to: scenario }, theme), [baseline, scenario], size.delta),
          ),
          ...inGroups(held, stripsAbreast(held)).flatMap((group) =>
            picture(speedOfLight(group, theme), [], speedOfLightHeight(group)),
          ),
          ...typed.filter(({ kind }) => kind === 'map').flatMap(({ figure, of }) => picture(figure, of, size.typed)),
        ],
    tornado: typed
      .filter(({ kind }) => kind === 'tornado' && wanted('flips'))
      .flatMap(({ figure, of }) => picture(figure, of, size.typed)),
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
