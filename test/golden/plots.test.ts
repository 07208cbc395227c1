import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bottleneckMapChart } from '#shared/charts/map/bottleneckMap.ts'
import { capacityCliff } from '#shared/charts/decision/capacityCliff.ts'
import { carbonBar } from '#shared/charts/money/carbonBar.ts'
import { costBar } from '#shared/charts/money/costBar.ts'
import { costAgainstSpeed } from '#shared/charts/brief/costAgainstSpeed.ts'
import { powerByQuarter } from '#shared/charts/brief/powerByQuarter.ts'
import { trainingAgainstInference } from '#shared/charts/brief/trainingAgainstInference.ts'
import type { Budget } from '#shared/domain/brief/powerBudget.ts'
import { lifecycleRows } from '#shared/words/decision/lifecycleRows.ts'
import { powerRows } from '#shared/words/decision/powerRows.ts'
import { costParts } from '#shared/charts/brief/costParts.ts'
import { drawnDifference, type DrawnDifferenceInput } from '#shared/charts/brief/drawnDifference.ts'
import { flipRanges } from '#shared/charts/brief/flipRanges.ts'
import { deltaWaterfall } from '#shared/charts/waterfall/deltaWaterfall.ts'
import { energyBar } from '#shared/charts/money/energyBar.ts'
import { energyWaterfall } from '#shared/charts/waterfall/energyWaterfall.ts'
import { errorRanges, errorRangesHeight, type ErrorRange } from '#shared/charts/evidence/errorRanges.ts'
import { hardwareTimeline, type TimelineDevice } from '#shared/charts/evidence/hardwareTimeline.ts'
import { inferenceShare } from '#shared/charts/evidence/inferenceShare.ts'
import { frontierChart } from '#shared/charts/decision/frontier.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { predictedMeasured } from '#shared/charts/evidence/predictedMeasured.ts'
import { rankSlope } from '#shared/charts/decision/rankSlope.ts'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { speedOfLight, speedOfLightHeight } from '#shared/charts/waterfall/speedOfLight.ts'
import { sweepChart } from '#shared/charts/decision/sweep.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import { chartTheme, type ChartTheme, type ThemeName } from '#shared/charts/kit/theme.ts'
import type { ChartFigure } from '#shared/charts/kit/types.ts'
import type { Difference } from '../../src-shared/domain/brief/verdict.ts'
import type { EvaluatedScenario } from '../../src-shared/domain/evaluated.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { BRIEF, CHOSEN, NONE_FEASIBLE, PROFILES } from '../support/briefVerdicts.ts'
import { cliff, frontier, map, sweep } from '../support/decisions.ts'
import { sensitivity } from '../support/sensitivity.ts'
import { sharePoint } from '../support/shares.ts'
import { A, B, C, CLAMPED, D, EXTRAPOLATED, FOUR, MISFIT, UNEVALUATED, withMetrics } from '../support/results.ts'
import { renderSvg, type PictureSize } from '../support/renderSvg.ts'

/**
 * The gallery: every chart in every state, as committed pictures. A change in a picture is a change in the product:
 * look at it, then accept it with UPDATE_GOLDEN=1.
 */
const GALLERY = fileURLToPath(new URL('./plots/', import.meta.url))
const ACTUAL = fileURLToPath(new URL('../../test-results/plots/', import.meta.url))
const UPDATE = process.env['UPDATE_GOLDEN'] === '1'

const CARD: PictureSize = { width: 544, height: 280 }
const PAGE: PictureSize = { width: 640, height: 320 }
const STRIP: PictureSize = { width: 880, height: speedOfLightHeight(FOUR) }

function errorRange(name: string, median: number, p90: number, count: number): ErrorRange {
  return { key: name, name, errors: { count, median, mean: median * 1.4, p90, bias: 0.01, coverage: 0.79 } }
}
const ERRORS: readonly ErrorRange[] = [
  errorRange('H100 SXM5 80GB', 0.052, 0.19, 4257),
  errorRange('GB200 (per GPU, NVL72)', 0.061, 0.27, 2987),
  errorRange('Instinct MI300X', 0.186, 0.62, 527),
  errorRange('An accelerator with a name too long', 0.44, 1.86, 1),
]

/** Thirty times over six decades, most within the band, a few far off. */
const PREDICTIONS = Array.from({ length: 30 }, (_, index) => {
  const measured = 10 ** (-5 + index / 5)
  return { measured, predicted: measured * (1 + 0.3 * Math.sin(index * 1.7)) * (index % 11 === 5 ? 4 : 1) }
})

function launched(id: string, vendor: string, year: number | null, bandwidth: number, compute: number): TimelineDevice {
  return { id, name: id, vendor, year, bandwidth, capacity: bandwidth / 30, compute, own: vendor === 'Ours' }
}
const LAUNCHES: readonly TimelineDevice[] = [
  launched('First', 'One', 2018, 0.9e12, 125e12),
  launched('Second', 'One', 2020, 2e12, 312e12),
  launched('Third', 'One', 2022, 3.35e12, 989e12),
  launched('Wafer', 'Two', 2021, 20e15, 7.5e15),
  launched('Rival', 'Three', 2021, 3.2e12, 383e12),
  launched('Rival of the next generation', 'Three', 2023, 5.3e12, 1.3e15),
  launched('Cloud', 'Four', 2023, 0.8e12, 197e12),
  launched('Edge', 'Five', 2023, 0.27e12, 100e12),
  launched('Desk', 'Six', 2022, 1e12, 165e12),
  launched('Box', 'Seven', 2024, 0.8e12, 70e12),
  launched('Blade', 'Eight', 2024, 1.6e12, 600e12),
  launched('Brick', 'Nine', 2024, 2.4e12, 600e12),
  launched('Mine', 'Ours', 2024, 8e12, 2.2e15),
  launched('Undated', 'Two', null, 1e12, 1e15),
]

/** Alternatives of the brief as chosen from, and where nothing is feasible. */
const DECIDED = shownAlternatives(BRIEF, PROFILES, CHOSEN)
/** What the demand asks beside a budget. */
const powerOf = (budget: Budget, theme: ChartTheme): ChartFigure =>
  powerByQuarter({ rows: powerRows(BRIEF, DECIDED, budget), budget }, theme)
/** Training of so many tokens against inference, with what leads. */
function lifecycleOf(tokens: number | null, theme: ChartTheme): ChartFigure {
  const training = { ...BRIEF.lifecycle.training, tokens }
  const [row] = lifecycleRows({ ...BRIEF, lifecycle: { ...BRIEF.lifecycle, training } }, DECIDED)
  return trainingAgainstInference({ row: row ?? null, horizon: BRIEF.horizon }, theme)
}
const UNMET = shownAlternatives(BRIEF, PROFILES, NONE_FEASIBLE)
/** Wide enough for a label, a track and a value. */
const FLIP_CARD: PictureSize = { width: 480, height: 200 }

function differenceOf(difference: Difference | null): DrawnDifferenceInput {
  const [leader, rival] = DECIDED
  if (!leader || !rival) throw new Error('Nobody leads.')
  return { difference, criterion: 'cost', leader, rival }
}

interface Picture {
  readonly name: string
  readonly draw: (theme: ChartTheme) => ChartFigure
  /** Themes beside light. */
  readonly also?: readonly ThemeName[]
  readonly size?: PictureSize
}

const PICTURES: readonly Picture[] = [
  {
    name: 'cost-against-speed',
    draw: (theme) =>
      costAgainstSpeed({ alternatives: DECIDED, against: 'timePerToken', limit: 0.05, quantile: 0.95 }, theme),
    also: ['dark', 'print'],
  },
  {
    name: 'cost-against-speed-infeasible',
    draw: (theme) =>
      costAgainstSpeed({ alternatives: UNMET, against: 'timeToFirstToken', limit: 0.2, quantile: 0.99 }, theme),
  },
  {
    name: 'cost-against-speed-empty',
    draw: (theme) => costAgainstSpeed({ alternatives: [], against: 'timePerToken', limit: null, quantile: 0.95 }, theme),
  },
  {
    name: 'power-by-quarter',
    draw: (theme) => powerOf({ kind: 'power', watts: 120e3 }, theme),
    also: ['dark', 'print'],
  },
  { name: 'power-by-quarter-racks', draw: (theme) => powerOf({ kind: 'racks', racks: 3 }, theme) },
  { name: 'power-by-quarter-empty', draw: (theme) => powerByQuarter({ rows: [], budget: null }, theme) },
  { name: 'training-inference', draw: (theme) => lifecycleOf(15e12, theme), also: ['dark', 'print'] },
  { name: 'training-inference-beyond', draw: (theme) => lifecycleOf(60e12, theme) },
  { name: 'training-inference-unsaid', draw: (theme) => lifecycleOf(null, theme), also: ['dark'] },
  { name: 'cost-parts', draw: (theme) => costParts(DECIDED, theme), also: ['dark', 'print'] },
  { name: 'cost-parts-empty', draw: (theme) => costParts([], theme) },
  {
    name: 'drawn-difference',
    draw: (theme) => drawnDifference(differenceOf(CHOSEN.dissent?.difference ?? null), theme),
    also: ['dark', 'print'],
  },
  { name: 'drawn-difference-empty', draw: (theme) => drawnDifference(differenceOf(null), theme) },
  {
    name: 'flip-ranges',
    draw: (theme) => flipRanges({ flips: CHOSEN.flips, alternatives: DECIDED }, theme),
    also: ['dark', 'print'],
    size: FLIP_CARD,
  },
  { name: 'flip-ranges-empty', draw: (theme) => flipRanges({ flips: [], alternatives: DECIDED }, theme), size: FLIP_CARD },
  {
    name: 'hardware-timeline',
    draw: (theme) => hardwareTimeline({ devices: LAUNCHES, quantity: 'bandwidth' }, theme),
    also: ['dark', 'print'],
    size: { width: 880, height: 480 },
  },
  {
    name: 'hardware-timeline-bytes-per-flop',
    draw: (theme) => hardwareTimeline({ devices: LAUNCHES.slice(0, 6), quantity: 'bytesPerFlop' }, theme),
  },
  {
    name: 'inference-share',
    draw: (theme) =>
      inferenceShare(
        { points: [sharePoint(2023, 0.31), sharePoint(2025, 0.48), sharePoint(2026, 0.64, { forecast: true })], thisYear: 2026 },
        theme,
      ),
    also: ['dark', 'print'],
  },
  {
    name: 'inference-share-past',
    draw: (theme) => inferenceShare({ points: [sharePoint(2023, 0.31), sharePoint(2025, 0.48)], thisYear: 2026 }, theme),
  },
  {
    name: 'inference-share-company',
    draw: (theme) => {
      const [first] = lifecycleRows(BRIEF, DECIDED)
      const company = first?.company ? { ...first.shown, shares: first.company, begins: 2027.5 } : null
      const points = [sharePoint(2023, 0.31), sharePoint(2025, 0.48), sharePoint(2026, 0.64, { forecast: true })]
      return inferenceShare({ points, thisYear: 2026, company }, theme)
    },
    also: ['dark', 'print'],
  },
  { name: 'inference-share-empty', draw: (theme) => inferenceShare({ points: [], thisYear: 2026 }, theme) },
  { name: 'hardware-timeline-empty', draw: (theme) => hardwareTimeline({ devices: [], quantity: 'capacity' }, theme) },
  {
    name: 'hardware-timeline-unknown',
    draw: (theme) => hardwareTimeline({ devices: LAUNCHES.slice(-1), quantity: 'compute' }, theme),
  },
  {
    name: 'tornado',
    draw: (theme) => tornado({ sensitivity: sensitivity(), scenario: A, rival: B }, theme),
    also: ['dark', 'print'],
  },
  {
    name: 'tornado-alone',
    draw: (theme) => tornado({ sensitivity: sensitivity({ rival: null, rivalBase: null }), scenario: C, rival: null }, theme),
  },
  {
    name: 'tornado-empty',
    draw: (theme) => tornado({ sensitivity: sensitivity({ rows: [] }), scenario: A, rival: B }, theme),
  },
  {
    name: 'tornado-unknown',
    draw: (theme) => tornado({ sensitivity: sensitivity({ base: null, rows: [] }), scenario: UNEVALUATED, rival: B }, theme),
  },
  {
    name: 'tornado-misfit',
    draw: (theme) => tornado({ sensitivity: sensitivity({ base: null, rows: [] }), scenario: MISFIT, rival: B }, theme),
  },
  {
    name: 'memory-ladder',
    draw: (theme) => memoryLadder({ scenarios: FOUR, baselineId: A.id }, theme),
    also: ['dark', 'print'],
  },
  {
    name: 'memory-ladder-misfit',
    draw: (theme) => memoryLadder({ scenarios: [A, D, MISFIT], baselineId: A.id }, theme),
    also: ['print'],
  },
  { name: 'memory-ladder-single', draw: (theme) => memoryLadder({ scenarios: [B], baselineId: B.id }, theme) },
  { name: 'memory-ladder-empty', draw: (theme) => memoryLadder({ scenarios: [], baselineId: '' }, theme) },
  { name: 'roofline', draw: (theme) => roofline(A, theme), also: ['dark', 'print'] },
  { name: 'roofline-wafer', draw: (theme) => roofline(B, theme) },
  { name: 'roofline-attention', draw: (theme) => roofline(A, theme, { selected: 'decode:attention' }) },
  { name: 'roofline-none-selected', draw: (theme) => roofline(C, theme, { selected: null }) },
  { name: 'roofline-misfit', draw: (theme) => roofline(MISFIT, theme), also: ['dark', 'print'] },
  { name: 'roofline-unknown', draw: (theme) => roofline(UNEVALUATED, theme), also: ['dark'] },
  { name: 'waterfall', draw: (theme) => waterfall(A, theme), also: ['dark', 'print'] },
  { name: 'waterfall-first-token', draw: (theme) => waterfall(C, theme, { phase: 'prefill' }) },
  { name: 'waterfall-inherited', draw: (theme) => waterfall(D, theme) },
  { name: 'waterfall-extrapolated', draw: (theme) => waterfall(EXTRAPOLATED, theme), also: ['dark', 'print'] },
  { name: 'waterfall-clamped', draw: (theme) => waterfall(CLAMPED, theme) },
  { name: 'waterfall-misfit', draw: (theme) => waterfall(MISFIT, theme) },
  { name: 'waterfall-unknown', draw: (theme) => waterfall(UNEVALUATED, theme) },
  { name: 'delta-waterfall', draw: (theme) => deltaWaterfall({ from: C, to: A }, theme), also: ['dark', 'print'] },
  { name: 'delta-waterfall-mixed', draw: (theme) => deltaWaterfall({ from: A, to: B }, theme) },
  { name: 'delta-waterfall-misfit', draw: (theme) => deltaWaterfall({ from: A, to: MISFIT }, theme) },
  {
    name: 'delta-waterfall-operators',
    draw: (theme) => deltaWaterfall({ from: C, to: A }, theme, { by: 'operator' }),
    also: ['dark', 'print'],
  },
  { name: 'delta-waterfall-operators-mixed', draw: (theme) => deltaWaterfall({ from: A, to: B }, theme, { by: 'operator' }) },
  { name: 'energy-waterfall', draw: (theme) => energyWaterfall(A, theme), also: ['dark', 'print'] },
  { name: 'energy-waterfall-wafer', draw: (theme) => energyWaterfall(B, theme) },
  { name: 'energy-waterfall-unknown', draw: (theme) => energyWaterfall(D, theme), also: ['dark'] },
  { name: 'energy-waterfall-misfit', draw: (theme) => energyWaterfall(MISFIT, theme), also: ['dark'] },
  { name: 'energy-waterfall-empty', draw: (theme) => energyWaterfall(null, theme) },
  { name: 'energy', draw: (theme) => energyBar([...FOUR, MISFIT], theme), also: ['dark', 'print'] },
  { name: 'energy-unknown', draw: (theme) => energyBar([D], theme) },
  { name: 'cost', draw: (theme) => costBar([A, C, D, MISFIT], theme), also: ['dark', 'print'] },
  {
    name: 'error-ranges',
    draw: (theme) => errorRanges({ title: 'Error by device', noun: 'device', ranges: ERRORS }, theme),
    also: ['dark', 'print'],
    size: { width: 392, height: errorRangesHeight(ERRORS.length) },
  },
  {
    name: 'error-ranges-empty',
    draw: (theme) => errorRanges({ title: 'Error by device', noun: 'device', ranges: [] }, theme),
  },
  { name: 'predicted-measured', draw: (theme) => predictedMeasured(PREDICTIONS, theme), also: ['dark', 'print'] },
  { name: 'carbon', draw: (theme) => carbonBar([A, C, D, MISFIT], theme), also: ['dark', 'print'] },
  { name: 'carbon-empty', draw: (theme) => carbonBar([], theme) },
  { name: 'cost-empty', draw: (theme) => costBar([], theme) },
  { name: 'speed-of-light', draw: (theme) => speedOfLight(FOUR, theme), also: ['dark', 'print'], size: STRIP },
  {
    name: 'speed-of-light-misfit',
    draw: (theme) => speedOfLight([A, MISFIT, UNEVALUATED], theme),
    size: STRIP,
  },
]

const NO_SCENARIOS = { scenarios: [], baselineId: '' }
const priced = [A, B, C, D].map((scenario, index) =>
  withMetrics(scenario, { costPerMillionOutput: { ...A.result.metrics.costPerMillionOutput, value: 1 + index } }),
)

/** The charts of a decision, each in every state it has. */
const DECISIONS: readonly Picture[] = [
  {
    name: 'frontier',
    draw: (theme) =>
      frontierChart(
        { frontier: frontier(FOUR), scenarios: FOUR, baselineId: A.id, normaliser: 'device', timePerToken: 0.015 },
        theme,
      ),
    also: ['dark', 'print'],
  },
  {
    name: 'frontier-dollar',
    draw: (theme) =>
      frontierChart(
        { frontier: frontier(FOUR), scenarios: FOUR, baselineId: A.id, normaliser: 'dollarPerHour', timePerToken: null },
        theme,
      ),
  },
  {
    name: 'frontier-empty',
    draw: (theme) => frontierChart({ ...NO_SCENARIOS, frontier: { curves: [] }, normaliser: 'device', timePerToken: null }, theme),
  },
  {
    name: 'frontier-misfit',
    draw: (theme) =>
      frontierChart(
        { frontier: frontier([MISFIT]), scenarios: [MISFIT], baselineId: MISFIT.id, normaliser: 'device', timePerToken: null },
        theme,
      ),
  },
  {
    name: 'frontier-unknown',
    draw: (theme) =>
      frontierChart(
        { frontier: frontier([UNEVALUATED]), scenarios: [UNEVALUATED], baselineId: '', normaliser: 'device', timePerToken: null },
        theme,
      ),
  },
  { name: 'bottleneck-map', draw: (theme) => bottleneckMapChart({ map: map(A.id), scenario: A }, theme), also: ['dark', 'print'] },
  { name: 'bottleneck-map-empty', draw: (theme) => bottleneckMapChart({ map: map(A.id, 0, 0, 'none'), scenario: A }, theme) },
  { name: 'bottleneck-map-misfit', draw: (theme) => bottleneckMapChart({ map: map(MISFIT.id, 9, 9, 'full'), scenario: MISFIT }, theme) },
  {
    name: 'bottleneck-map-unknown',
    draw: (theme) => bottleneckMapChart({ map: map(UNEVALUATED.id, 9, 9, 'dark'), scenario: UNEVALUATED }, theme),
  },
  { name: 'sweep', draw: (theme) => sweepChart({ sweep: sweep(FOUR), scenarios: FOUR, baselineId: A.id }, theme), also: ['dark', 'print'] },
  {
    name: 'sweep-batch',
    draw: (theme) => sweepChart({ sweep: sweep(FOUR, 'Requests in flight'), scenarios: FOUR, baselineId: A.id }, theme),
  },
  { name: 'sweep-empty', draw: (theme) => sweepChart({ ...NO_SCENARIOS, sweep: sweep([]) }, theme) },
  { name: 'sweep-misfit', draw: (theme) => sweepChart({ sweep: sweep([MISFIT]), scenarios: [MISFIT], baselineId: '' }, theme) },
  {
    name: 'sweep-unknown',
    draw: (theme) => sweepChart({ sweep: sweep([UNEVALUATED]), scenarios: [UNEVALUATED], baselineId: '' }, theme),
  },
  {
    name: 'capacity-cliff',
    draw: (theme) => capacityCliff({ cliff: cliff(FOUR), scenarios: FOUR, baselineId: A.id }, theme),
    also: ['dark', 'print'],
  },
  { name: 'capacity-cliff-empty', draw: (theme) => capacityCliff({ ...NO_SCENARIOS, cliff: cliff([]) }, theme) },
  {
    name: 'capacity-cliff-misfit',
    draw: (theme) => capacityCliff({ cliff: cliff([MISFIT]), scenarios: [MISFIT], baselineId: '' }, theme),
  },
  {
    name: 'capacity-cliff-unknown',
    draw: (theme) => capacityCliff({ cliff: cliff([UNEVALUATED]), scenarios: [UNEVALUATED], baselineId: '' }, theme),
  },
  { name: 'rank-slope', draw: (theme) => rankSlope(FOUR, theme), also: ['dark', 'print'], size: { width: 296, height: 150 } },
  { name: 'rank-slope-empty', draw: (theme) => rankSlope([], theme) },
  { name: 'rank-slope-misfit', draw: (theme) => rankSlope([MISFIT], theme) },
  { name: 'rank-slope-unknown', draw: (theme) => rankSlope([UNEVALUATED], theme) },
]

/** What every chart can be asked to draw, by the state it should be in. */
const STATES = ['empty', 'infeasible', 'unknown', 'clamped', 'extrapolated'] as const
type State = (typeof STATES)[number]

const IN_STATE: Readonly<Record<State, readonly EvaluatedScenario[]>> = {
  empty: [],
  infeasible: [MISFIT],
  unknown: [UNEVALUATED],
  clamped: [CLAMPED, B],
  extrapolated: [EXTRAPOLATED, B],
}

/** Every chart from the same scenarios, so that each is seen in each state. */
const CHARTS: Readonly<Record<string, (scenarios: readonly EvaluatedScenario[], theme: ChartTheme, state: State) => ChartFigure>> = {
  'memory-ladder': (scenarios, theme) => memoryLadder({ scenarios, baselineId: A.id }, theme),
  roofline: ([first], theme) => roofline(first ?? null, theme),
  waterfall: ([first], theme) => waterfall(first ?? null, theme),
  'delta-waterfall': ([first], theme) => deltaWaterfall({ from: C, to: first ?? null }, theme),
  'delta-waterfall-operators': ([first], theme) => deltaWaterfall({ from: C, to: first ?? null }, theme, { by: 'operator' }),
  'energy-waterfall': ([first], theme) => energyWaterfall(first ? sameState(first) : null, theme),
  energy: (scenarios, theme) => energyBar(scenarios.map(sameState), theme),
  cost: (scenarios, theme) => costBar(scenarios.map(sameState), theme),
  carbon: (scenarios, theme) => carbonBar(scenarios.map(sameState), theme),
  'speed-of-light': (scenarios, theme) => speedOfLight(scenarios, theme),
  frontier: (scenarios, theme, state) =>
    frontierChart(
      {
        frontier: frontier(scenarios, state === 'extrapolated' ? 32 : Infinity),
        scenarios,
        baselineId: A.id,
        normaliser: 'device',
        timePerToken: null,
      },
      theme,
    ),
  'bottleneck-map': ([first], theme, state) => {
    const kind = ({ empty: 'none', infeasible: 'full', unknown: 'dark' } as const)[state as 'empty'] ?? 'mixed'
    const scenario = first ?? A
    return bottleneckMapChart({ map: map(scenario.id, kind === 'none' ? 0 : 48, 36, kind, state === 'extrapolated'), scenario }, theme)
  },
  sweep: (scenarios, theme, state) =>
    sweepChart(
      {
        sweep: sweep(scenarios, 'Requests in flight', state === 'extrapolated' ? 32 : Infinity),
        scenarios,
        baselineId: A.id,
      },
      theme,
    ),
  'capacity-cliff': (scenarios, theme) => capacityCliff({ cliff: cliff(scenarios), scenarios, baselineId: A.id }, theme),
  'rank-slope': (scenarios, theme) => rankSlope(scenarios, theme),
  tornado: ([first], theme, state) =>
    tornado(
      {
        sensitivity: sensitivity(state === 'empty' ? { rows: [] } : first === MISFIT || first === UNEVALUATED ? { base: null, rows: [] } : {}),
        scenario: first ?? A,
        rival: B,
      },
      theme,
    ),
}

/** A scenario whose metrics are all marked as its time per token is. */
function sameState(scenario: EvaluatedScenario): EvaluatedScenario {
  const { extrapolated, clamped } = scenario.result.metrics.tpot
  const marks = { ...(extrapolated ? { extrapolated } : {}), ...(clamped ? { clamped } : {}) }
  const { energyPerOutputToken, costPerMillionOutput, carbonPerMillionOutput } = scenario.result.metrics
  return withMetrics(scenario, {
    energyPerOutputToken: { ...energyPerOutputToken, ...marks },
    costPerMillionOutput: { ...costPerMillionOutput, ...marks },
    carbonPerMillionOutput: { ...carbonPerMillionOutput, ...marks },
  })
}

/** The states that are about numbers in doubt, of every chart; those without numbers are drawn alike by all. */
const WEAK: readonly Picture[] = Object.entries(CHARTS)
  // The waterfall's are among the pictures above.
  .filter(([name]) => name !== 'waterfall')
  .flatMap(([name, draw]) =>
  (['clamped', 'extrapolated'] as const)
    .map((state): Picture => ({
      name: `${name}-${state}`,
      draw: (theme) => draw(IN_STATE[state], theme, state),
      ...(name === 'speed-of-light' ? { size: STRIP } : name === 'rank-slope' ? { size: { width: 296, height: 150 } } : {}),
    })),
)

/** Charts whose locked axes do not reach all that is drawn. */
const LOCKED: readonly Picture[] = [
  {
    name: 'memory-ladder-locked',
    draw: (theme) =>
      memoryLadder({ scenarios: FOUR, baselineId: A.id }, theme, { lockedAxes: { x: [1e9, 1e11], y: [1e13, 1e15] } }),
    also: ['dark'],
  },
  {
    name: 'roofline-locked',
    draw: (theme) => roofline(A, theme, { lockedAxes: { x: [10, 1e4], y: [1e15, 1e16] } }),
  },
  { name: 'waterfall-locked', draw: (theme) => waterfall(A, theme, { lockedAxes: { y: [0, 5] } }), also: ['dark'] },
  { name: 'delta-waterfall-locked', draw: (theme) => deltaWaterfall({ from: C, to: A }, theme, { lockedAxes: { y: [0, 10] } }) },
  { name: 'energy-waterfall-locked', draw: (theme) => energyWaterfall(A, theme, { lockedAxes: { y: [0, 0.5] } }) },
  { name: 'cost-locked', draw: (theme) => costBar([A, C, D, MISFIT], theme, { lockedAxes: { x: [0, 0.5] } }) },
  { name: 'tornado-locked', draw: (theme) => tornado({ sensitivity: sensitivity(), scenario: A, rival: B }, theme, { lockedAxes: { x: [-0.05, 0.05] } }) },
]

/** As if the machines had been others before a drag: A an H200, C a B200. */
const BEFORE = { before: [{ ...C, id: A.id }, B, { ...A, id: C.id }, D] }
/** Charts while a value is dragged: what was there before stays as a ghost. */
const GHOSTS: readonly Picture[] = [
  {
    name: 'memory-ladder-ghost',
    draw: (theme) => memoryLadder({ scenarios: [A, B, D], baselineId: A.id }, theme, BEFORE),
    also: ['dark'],
  },
  { name: 'roofline-ghost', draw: (theme) => roofline(A, theme, BEFORE), also: ['dark'] },
  { name: 'waterfall-ghost', draw: (theme) => waterfall(A, theme, BEFORE), also: ['dark'] },
  { name: 'delta-waterfall-ghost', draw: (theme) => deltaWaterfall({ from: C, to: A }, theme, BEFORE) },
  { name: 'energy-waterfall-ghost', draw: (theme) => energyWaterfall(A, theme, BEFORE) },
  { name: 'energy-ghost', draw: (theme) => energyBar([A, B, C], theme, BEFORE) },
  { name: 'cost-ghost', draw: (theme) => costBar([A, C, D, MISFIT], theme, BEFORE), also: ['dark'] },
  { name: 'carbon-ghost', draw: (theme) => carbonBar([A, C, D, MISFIT], theme, BEFORE) },
]

const CASES = [...PICTURES, ...DECISIONS, ...WEAK, ...LOCKED, ...GHOSTS].flatMap((picture) =>
  (['light', ...(picture.also ?? [])] as const).map((themeName) => ({
    file: `${picture.name}.${themeName}.svg`,
    svg: (): string => {
      const figure = picture.draw(chartTheme(themeName))
      return renderSvg(figure.option, picture.size ?? (themeName === 'print' ? PAGE : CARD))
    },
  })),
)

describe('plots', () => {
  it.each(CASES)('$file', ({ file, svg }) => {
    const actual = svg()
    const path = `${GALLERY}${file}`
    if (UPDATE) {
      mkdirSync(GALLERY, { recursive: true })
      writeFileSync(path, actual)
    }
    const golden = existsSync(path) ? readFileSync(path, 'utf8') : ''
    if (actual !== golden) {
      mkdirSync(ACTUAL, { recursive: true })
      writeFileSync(`${ACTUAL}${file}`, actual)
    }
    expect(actual === golden, `${file} changed; the new picture is test-results/plots/${file}`).toBe(true)
  })

  it('keeps no picture that nothing draws', () => {
    const drawn = new Set(CASES.map(({ file }) => file))
    expect(readdirSync(GALLERY).filter((file) => !drawn.has(file))).toEqual([])
  })

  it.each(Object.entries(CHARTS))('tell every state of %s apart, in the picture and in words', (_name, draw) => {
    const theme = chartTheme('light')
    const figures = STATES.map((state) => draw(IN_STATE[state], theme, state))
    const states = figures.map((figure) => figure.state)
    expect(states[0]).toBe('empty')
    // A ladder is drawn of what does not fit as well: where it lands is the answer.
    expect(['infeasible', 'ready']).toContain(states[1])
    expect(['unknown', 'ready']).toContain(states[2])
    expect(states.slice(3)).toEqual(['ready', 'ready'])
    expect(new Set(figures.map((figure) => renderSvg(figure.option, CARD))).size).toBe(STATES.length)
    expect(new Set(figures.map((figure) => figure.altText)).size).toBe(STATES.length)
    const [, , , clamped, extrapolated] = figures.map((figure) => `${figure.sentence} ${figure.altText}`.toLowerCase())
    expect(clamped).toMatch(/limit/)
    expect(extrapolated).toMatch(/beyond|extrapolated/)
  })

  it('renders the same bytes twice', () => {
    const first = CASES[0]
    expect(first?.svg()).toBe(first?.svg())
  })
})
