import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { picturesOf } from '#main/report/pictures.ts'
import type { Chart } from '#main/report/figures.ts'
import { costAgainstSpeed } from '#shared/charts/brief/costAgainstSpeed.ts'
import { costParts } from '#shared/charts/brief/costParts.ts'
import { drawnDifference } from '#shared/charts/brief/drawnDifference.ts'
import { flipRanges, flipRangesHeight } from '#shared/charts/brief/flipRanges.ts'
import { peakLoad } from '#shared/charts/brief/peakLoad.ts'
import { powerByQuarter } from '#shared/charts/brief/powerByQuarter.ts'
import { trainingAgainstInference } from '#shared/charts/brief/trainingAgainstInference.ts'
import { capacityCliff } from '#shared/charts/decision/capacityCliff.ts'
import { frontierChart } from '#shared/charts/decision/frontier.ts'
import { rankSlope } from '#shared/charts/decision/rankSlope.ts'
import { sweepChart } from '#shared/charts/decision/sweep.ts'
import { chartTheme, type ChartTheme } from '#shared/charts/kit/theme.ts'
import type { ChartFigure, ChartOption } from '#shared/charts/kit/types.ts'
import { carbonBar } from '#shared/charts/money/carbonBar.ts'
import { costBar } from '#shared/charts/money/costBar.ts'
import { energyBar } from '#shared/charts/money/energyBar.ts'
import { deltaWaterfall } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { energyWaterfall } from '#shared/charts/waterfall/energyWaterfall.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import type { Brief } from '#shared/domain/brief/brief.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { workspaceSchema, type Workspace } from '#shared/domain/workspace.ts'
import { lifecycleRows } from '#shared/words/decision/lifecycleRows.ts'
import { powerRows } from '#shared/words/decision/powerRows.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { anyBrief } from './anyBrief.ts'
import { decided } from './decidedBriefs.ts'
import { HARDWARE, MODELS } from './engineScenarios.ts'
import { randomWorkspaces } from './randomWorkspaces.ts'
import { analysesHere, answered, resultsHere } from './reportHere.ts'
import type { PictureSize } from './renderSvg.ts'

/** A picture that is looked at. */
export interface FigureCase {
  readonly name: string
  readonly option: ChartOption
  readonly size: PictureSize
  readonly theme: ChartTheme
}

const print = chartTheme('print')
const light = chartTheme('light')
const SAMPLES = 'resources/samples/'
/** As wide as the text of a page, and as high as three figures of a page leave one another. */
const PAGE: PictureSize = { width: 657, height: 264 }
/** Half a screen. */
const CARD: PictureSize = { width: 480, height: 280 }

/** The workspaces that ship with the product. */
export const sampleWorkspaces: readonly { readonly name: string; readonly workspace: Workspace }[] = readdirSync(
  SAMPLES,
).map((file) => {
  const { workspace } = JSON.parse(readFileSync(SAMPLES + file, 'utf8')) as { workspace: unknown }
  return { name: file.replace('.memwall', ''), workspace: workspaceSchema.parse(workspace) }
})

/** Every figure of the columns of a workspace: the report's own, and those of the window. */
export function columnFigures(name: string, workspace: Workspace): FigureCase[] {
  const scenarios = chartScenarios(workspace, resultsHere(workspace))
  const analyses = analysesHere(workspace)
  const printed = picturesOf(workspace, scenarios, analyses, ['wall', 'time', 'flips'], null).charts.map(
    ({ path, option, width, height }: Chart): FigureCase => ({
      name: `${name} ${path}`,
      option,
      size: { width, height },
      theme: print,
    }),
  )
  const [first, second] = scenarios
  const baselineId = workspace.baseline
  const window = (theme: ChartTheme): readonly (readonly [string, ChartFigure])[] => [
    ...scenarios
      .slice(0, 2)
      .flatMap((scenario) => [
        ['prefill', waterfall(scenario, theme, { phase: 'prefill' })] as const,
        ['energy', energyWaterfall(scenario, theme)] as const,
      ]),
    [
      'frontier',
      frontierChart(
        {
          frontier: answered('frontier', { workspace }),
          scenarios,
          baselineId,
          normaliser: workspace.normaliser,
          timePerToken: workspace.objective.timePerToken,
        },
        theme,
      ),
    ],
    ['costBar', costBar(scenarios, theme)],
    ['energyBar', energyBar(scenarios, theme)],
    ['carbonBar', carbonBar(scenarios, theme)],
    ['rankSlope', rankSlope(scenarios, theme)],
    ['cliff', capacityCliff({ cliff: answered('capacityCliff', { workspace }), scenarios, baselineId }, theme)],
    ...(['Memory bandwidth', 'Requests in flight'] as const).map((input) => {
      const sweep = answered('sweep', { workspace, input, metric: 'tpot' })
      return [`sweep ${input}`, sweepChart({ sweep, scenarios, baselineId }, theme)] as const
    }),
    ...(first && second
      ? [['operators', deltaWaterfall({ from: first, to: second }, theme, { by: 'operator' })] as const]
      : []),
  ]
  return [...printed, ...onPageAndScreen(name, window)]
}

/** Figures as a page prints them and as a card of the window shows them. */
function onPageAndScreen(
  name: string,
  figures: (theme: ChartTheme) => readonly (readonly [string, ChartFigure | null])[],
): FigureCase[] {
  return [
    { theme: print, size: PAGE },
    { theme: light, size: CARD },
  ].flatMap(({ theme, size }) =>
    figures(theme).flatMap(([kind, figure]): FigureCase[] =>
      figure === null
        ? []
        : [{ name: `${name} ${kind} ${theme.name}`, option: figure.option, size: sizeOf(kind, size), theme }],
    ),
  )
}

/** Rows of their own height need as much as they are many. */
const sizeOf = (kind: string, size: PictureSize): PictureSize => {
  const rows = /^(\d+) flips$/.exec(kind)?.[1]
  return rows === undefined ? size : { ...size, height: flipRangesHeight(Math.max(3, Number(rows))) }
}

/** Every figure of a brief's verdict. */
export function briefFigures(
  name: string,
  { brief, profiles, verdict }: { brief: Brief; profiles: Workspace['profiles']; verdict: BriefVerdict },
): FigureCase[] {
  const alternatives = shownAlternatives(brief, profiles, verdict)
  const [leader, rival] = alternatives
  const { promise, horizon, criterion } = brief
  const { quantile } = promise
  const [life] = lifecycleRows(brief, alternatives)
  const budget = { kind: 'power', watts: 120e3 } as const
  const difference = verdict.dissent?.difference ?? null
  return onPageAndScreen(name, (theme) => [
    [
      'speed',
      costAgainstSpeed({ alternatives, against: 'timePerToken', limit: promise.timePerToken, quantile }, theme),
    ],
    [
      'first',
      costAgainstSpeed({ alternatives, against: 'timeToFirstToken', limit: promise.timeToFirstToken, quantile }, theme),
    ],
    ['parts', costParts(alternatives, theme)],
    [`${verdict.flips.length} flips`, flipRanges({ flips: verdict.flips, alternatives }, theme)],
    ['difference', leader && rival ? drawnDifference({ difference, criterion, leader, rival }, theme) : null],
    ['peak', peakLoad(brief, theme)],
    ['power', powerByQuarter({ rows: powerRows(brief, alternatives, budget), budget }, theme)],
    ['training', trainingAgainstInference({ row: life ?? null, horizon }, theme)],
  ])
}

const EVERYTHING: Workspace['profiles'] = {
  hardware: Object.fromEntries([...HARDWARE].map(([id, profile]) => [id, { profile }])),
  models: Object.fromEntries([...MODELS].map(([id, profile]) => [id, { profile }])),
} as Workspace['profiles']

/** Workspaces and briefs that nobody has drawn before, the same on every run. */
export function randomFigures(count: number): FigureCase[] {
  const columns = randomWorkspaces(count).flatMap((workspace, index) =>
    columnFigures(`random ${index} ${workspace.title}`, workspace),
  )
  const briefs = fc
    .sample(anyBrief, { numRuns: count, seed: 11 })
    .flatMap((brief, index) =>
      briefFigures(`brief ${index}`, { brief, profiles: EVERYTHING, verdict: decided(brief, { draws: 100 }) }),
    )
  return [...columns, ...briefs]
}

/** All figures of the samples, or of one: of their columns and of their briefs. */
export function sampleFigures(only?: string): FigureCase[] {
  return sampleWorkspaces
    .filter(({ name }) => only === undefined || name === only)
    .flatMap(({ name, workspace }) => {
      const { brief, profiles } = workspace
      return [
        ...columnFigures(name, workspace),
        ...(brief === null
          ? []
          : briefFigures(`${name} brief`, { brief, profiles, verdict: decided(brief, { draws: 100 }) })),
      ]
    })
}
