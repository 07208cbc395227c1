import { caveats } from '../../words/caveats.ts'
import { amount } from '../../units/amount.ts'
import { RESOURCES, type Estimate } from '../../domain/result.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { withBeyond } from '../kit/beyond.ts'
import { barValues, highestOf, withFormer, type FloatingBar } from '../kit/bars.ts'
import { joinSmall, type Part } from './causes.ts'
import { barWithin, energyBars, energyLines, meterEnergy, type EnergyLine, type MeterEnergy } from './energyParts.ts'
import { formerOf } from '../kit/ghost.ts'
import { resourceName } from '../../words/labels.ts'
import { say } from '../../words/say.ts'
import { legendGraphics, resourceLegend } from '../kit/legend.ts'
import { letterOf, memoryWordOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { capitalised, partsOf, percentText, verb } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions, ChartTable } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { intervalText, limitText, markText, waterfallOption, whyNoTime, yAxisOf } from './waterfall.ts'
import { sentences, withCommas } from '../../words/joined.ts'

/** Where a request ends with its first token, the prompt takes all of the energy. */
const nothingSpent = (): string => say('charts.joules.nothing')

/**
 * Where each joule of an output token goes: parts up to the energy of devices, hosts and network with its interval, then
 * what the electricity meter sees beyond it.
 * @param scenario null: there is none
 */
export function energyWaterfall(
  scenario: EvaluatedScenario | null,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  if (scenario === null) {
    const reason = [say('charts.joules.empty')]
    const title = say('charts.joules.title')
    return stateFigure(theme, { state: 'empty', title, heading: say('charts.noScenario'), reason })
  }
  const title = say('charts.joules.titleOf', { title: say('charts.joules.title'), letter: letterOf(scenario) })
  const total = scenario.result.metrics.energyPerOutputToken
  const lines = energyLines(scenario)
  const blocked = whyNoTime(scenario, total, lines, nothingSpent())
  if (blocked) return stateFigure(theme, { ...blocked, title })
  const sum = lines.reduce((running, line) => running + line.value, 0)
  const meter = meterEnergy(scenario, sum)
  const parts = energyBars(lines)
  const drawn = joinedParts(parts)
  const was = formerOf(scenario, options)
  const bars = withFormer(barsOf(scenario, drawn, sum, total, meter), was ? formerBars(was) : [])
  const axis = yAxisOf(highestOf(bars), options)
  const memory = memoryWordOf([scenario])
  const resources = RESOURCES.filter((resource) => drawn.some((part) => part.resource === resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const altText = alternativeText(scenario, lines, sum, total, meter)
  const yTitle = say('charts.joules.y')
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence: readingSentence(parts, sum, total),
    yTitle,
    altText,
    table: tableOf(lines, sum, meter, scenario.resolved.economics.powerUsageEffectiveness, memory),
    legend,
    option: waterfallOption(theme, bars, axis, {
      altText,
      yTitle,
      animate: options.animate,
      legend: legendGraphics(theme, legend),
    }),
    axes: { y: [0, axis.end] },
  }
  return withBeyond(theme, figure, barValues(theme, bars), options)
}

/** Parts that would be slivers are joined: there is room for eight. */
function joinedParts(parts: readonly Part[]): Part[] {
  return joinSmall(parts, 0.01, 8)
}

/** Bars as they were before a drag; none where there was no energy to explain. */
function formerBars(was: EvaluatedScenario): FloatingBar[] {
  const total = was.result.metrics.energyPerOutputToken
  const lines = energyLines(was)
  if (whyNoTime(was, total, lines, nothingSpent())) return []
  const sum = lines.reduce((running, line) => running + line.value, 0)
  return barsOf(was, joinedParts(energyBars(lines)), sum, total, meterEnergy(was, sum))
}

function barsOf(
  scenario: EvaluatedScenario,
  parts: readonly Part[],
  sum: number,
  total: Estimate,
  meter: MeterEnergy,
): FloatingBar[] {
  const print = partsOf(sum)
  const { powerUsageEffectiveness } = scenario.resolved.economics
  const bars: FloatingBar[] = []
  let running = 0
  const step = (key: string, name: string, resource: Part['resource'], value: number, tooltip: string): void => {
    const base = running
    running += value
    const label = print(value)
    bars.push({
      key,
      scenario: scenario.id,
      name,
      base,
      height: value,
      end: running,
      label,
      fill: { resource },
      tooltip,
    })
  }
  const marks = caveats(total)
  const whole = (
    key: string,
    name: string,
    value: number,
    label: string,
    tooltip: string,
    whisker: FloatingBar['whisker'],
  ): void => {
    const fill = { slot: scenario.slot, dashed: total.extrapolated === true }
    bars.push({
      ...{
        key,
        scenario: scenario.id,
        name,
        base: 0,
        height: value,
        end: value,
        label,
        fill,
        tooltip,
      },
      ...(whisker ? { whisker } : {}),
    })
  }
  for (const { name, resource, value } of parts) {
    const share = say('energy.shareServed', { share: percentText(value / sum) })
    step(`part-${name}`, name, resource, value, `${name}\n${withCommas([formatText(value, 'joules'), share])}`)
  }
  whole(
    'served',
    say('energy.served'),
    sum,
    limitText(print(sum), total),
    `${say('energy.servedBy', { letter: letterOf(scenario) })}\n${formatText(sum, 'joules')}${intervalText(total, 'joules')}${marks.length > 0 ? `\n${capitalised(say('name.and', { names: marks }))}` : ''}`,
    total.low === null || total.high === null
      ? undefined
      : { low: total.low, high: total.high, dashed: total.inherited === true || total.extrapolated === true },
  )
  if (meter.atRest > 0) {
    step(
      'rest',
      say('charts.joules.rest'),
      'overhead',
      meter.atRest,
      `${say('energy.hoursAtRest')}\n${formatText(meter.atRest, 'joules')}`,
    )
  }
  if (meter.facility > 0) {
    const name = say('charts.joules.pue', { value: formatNumber(powerUsageEffectiveness, { trim: true }) })
    step(
      'facility',
      name,
      'overhead',
      meter.facility,
      say('charts.joules.mark', { name: say('charts.joules.building'), value: amount(meter.facility, 'joules') }),
    )
  }
  if (meter.total > sum) {
    whole(
      'meter',
      say('charts.joules.meter'),
      meter.total,
      print(meter.total),
      say('charts.joules.mark', { name: say('charts.joules.meterMark'), value: amount(meter.total, 'joules') }),
      undefined,
    )
  }
  return bars
}

const column = (name: string): string => say('charts.joules.column', { column: name })

function tableOf(
  lines: readonly EnergyLine[],
  sum: number,
  meter: MeterEnergy,
  effectiveness: number,
  memory: string,
): ChartTable {
  return {
    columns: [
      { label: column('part'), dimension: null },
      { label: column('what'), dimension: null },
      { label: column('energy'), dimension: 'joules' },
      { label: say('energy.shareWhileServing'), dimension: 'share' },
      { label: column('meter'), dimension: 'share' },
      { label: column('resource'), dimension: null },
    ],
    rows: [
      ...lines.map(({ bar, what, value, resource }) => [
        bar,
        what,
        value,
        value / sum,
        value / meter.total,
        resourceName(resource, memory),
      ]),
      [say('energy.served'), say('energy.whileServing'), sum, 1, sum / meter.total, ''],
      [say('charts.joules.rest'), say('energy.hoursAtRest'), meter.atRest, '', meter.atRest / meter.total, ''],
      [
        say('charts.joules.facility'),
        say('charts.joules.facilityOver', { value: formatNumber(effectiveness, { trim: true }) }),
        meter.facility,
        '',
        meter.facility / meter.total,
        '',
      ],
      [say('charts.joules.meter'), say('charts.joules.counted'), meter.total, '', 1, ''],
    ],
  }
}

/** "Idle draw takes 37 %, clocks and caches 32 % of 1.64 J, hosts and network included." */
function readingSentence(parts: readonly Part[], sum: number, total: Estimate): string {
  const spent = parts
    .toSorted((a, b) => b.value - a.value)
    .slice(0, 2)
    .map(({ name, value }, index) => {
      const part = barWithin(name)
      const share = percentText(value / sum)
      return index === 0
        ? say('charts.joules.takes', { name: capitalised(part), many: verb(part, 'no', 'yes'), share })
        : say('charts.roofline.operator', { name: part, share })
    })
  return sentences([
    say('energy.reading', { parts: withCommas(spent), total: formatText(sum, 'joules') }),
    markText(total),
  ])
}

function alternativeText(
  scenario: EvaluatedScenario,
  lines: readonly EnergyLine[],
  sum: number,
  total: Estimate,
  meter: MeterEnergy,
): string {
  const spent = energyBars(lines).map(({ name, value }) =>
    say('charts.waterfall.part', { name: barWithin(name), value: amount(value, 'joules') }),
  )
  const marks = caveats(total)
  return say('charts.joules.alternative', {
    name: `${letterOf(scenario)} ${scenario.name}`,
    parts: spent,
    total: amount(sum, 'joules'),
    marks,
    count: marks.length,
    beyond: say('charts.joules.beyond', {
      rest: amount(meter.atRest, 'joules'),
      facility: amount(meter.facility, 'joules'),
      meter: amount(meter.total, 'joules'),
    }),
  })
}
