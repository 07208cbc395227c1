import { RESOURCES, type Estimate } from '../../domain/result.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { withBeyond } from '../kit/beyond.ts'
import { barValues, twoLines, withFormer, type FloatingBar } from '../kit/bars.ts'
import { joinSmall, type Part } from './causes.ts'
import { energyBars, energyLines, meterEnergy, type EnergyLine, type MeterEnergy } from './energyParts.ts'
import { formerOf } from '../kit/ghost.ts'
import { resourceName } from '../../words/labels.ts'
import { say } from '../../words/say.ts'
import { legendGraphics, resourceLegend } from '../kit/legend.ts'
import { letterOf, memoryWordOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { capitalised, caveats, joinWords, partsOf, percentText, verb, withinSentence } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions, ChartTable } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { waterfallOption, whyNoTime, yAxisOf } from './waterfall.ts'

const TITLE = 'Where the energy of an output token goes'
/** Where a request ends with its first token, the prompt takes all of the energy. */
const NOTHING = 'no energy is spent on output tokens after the prompt'

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
    const reason = ['Add a scenario to see where its energy goes.']
    return stateFigure(theme, { state: 'empty', title: TITLE, heading: 'No scenario', reason })
  }
  const title = `${TITLE}, ${letterOf(scenario)}, per system`
  const total = scenario.result.metrics.energyPerOutputToken
  const lines = energyLines(scenario)
  const blocked = whyNoTime(scenario, total, lines, NOTHING)
  if (blocked) return stateFigure(theme, { ...blocked, title })
  const sum = lines.reduce((running, line) => running + line.value, 0)
  const meter = meterEnergy(scenario, sum)
  const parts = energyBars(lines)
  const drawn = joinedParts(parts)
  const was = formerOf(scenario, options)
  const bars = withFormer(barsOf(scenario, drawn, sum, total, meter), was ? formerBars(was) : [])
  const axis = yAxisOf(Math.max(...bars.map((bar) => Math.max(bar.base + bar.height, bar.whisker?.high ?? 0))), options)
  const memory = memoryWordOf([scenario])
  const resources = RESOURCES.filter((resource) => drawn.some((part) => part.resource === resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const altText = alternativeText(scenario, lines, sum, total, meter)
  const yTitle = 'J per output token, per system'
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
  if (whyNoTime(was, total, lines, NOTHING)) return []
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
      name: twoLines(name, 7),
      fullName: name,
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
        name: twoLines(name, 7),
        fullName: name,
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
    step(`part-${name}`, name, resource, value, `${name}\n${formatText(value, 'joules')}, ${share}`)
  }
  const interval =
    total.low === null || total.high === null
      ? ''
      : `, 80 % between ${formatText(total.low, 'joules')} and ${formatText(total.high, 'joules')}`
  whole(
    'served',
    say('energy.served'),
    sum,
    `${print(sum)}${total.clamped === true ? ' limit' : ''}`,
    `${say('energy.servedBy', { letter: letterOf(scenario) })}\n${formatText(sum, 'joules')}${interval}${marks.length > 0 ? `\n${capitalised(joinWords(marks))}` : ''}`,
    total.low === null || total.high === null
      ? undefined
      : { low: total.low, high: total.high, dashed: total.inherited === true || total.extrapolated === true },
  )
  if (meter.atRest > 0) {
    step(
      'rest',
      'Hours at rest',
      'overhead',
      meter.atRest,
      `${say('energy.hoursAtRest')}\n${formatText(meter.atRest, 'joules')}`,
    )
  }
  if (meter.facility > 0) {
    const name = `PUE ${formatNumber(powerUsageEffectiveness, { trim: true })}`
    step(
      'facility',
      name,
      'overhead',
      meter.facility,
      `Cooling and power supply of the building\n${formatText(meter.facility, 'joules')}`,
    )
  }
  if (meter.total > sum) {
    whole(
      'meter',
      'At the meter',
      meter.total,
      print(meter.total),
      `At the electricity meter\n${formatText(meter.total, 'joules')}`,
      undefined,
    )
  }
  return bars
}

function tableOf(
  lines: readonly EnergyLine[],
  sum: number,
  meter: MeterEnergy,
  effectiveness: number,
  memory: string,
): ChartTable {
  return {
    columns: [
      { label: 'Part', dimension: null },
      { label: 'What draws it', dimension: null },
      { label: 'Energy', dimension: 'joules' },
      { label: say('energy.shareWhileServing'), dimension: 'share' },
      { label: 'Share at the meter', dimension: 'share' },
      { label: 'Resource', dimension: null },
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
      ['Hours at rest', say('energy.hoursAtRest'), meter.atRest, '', meter.atRest / meter.total, ''],
      [
        'Cooling and power supply',
        `Facility over device power, PUE ${formatNumber(effectiveness, { trim: true })}`,
        meter.facility,
        '',
        meter.facility / meter.total,
        '',
      ],
      ['At the meter', 'All that is counted', meter.total, '', 1, ''],
    ],
  }
}

/** "Idle draw takes 37 %, clocks and caches 32 % of 1.64 J, hosts and network included." */
function readingSentence(parts: readonly Part[], sum: number, total: Estimate): string {
  const spent = parts
    .toSorted((a, b) => b.value - a.value)
    .slice(0, 2)
    .map(({ name, value }, index) => {
      const part = words(name)
      return `${index === 0 ? `${capitalised(part)} ${verb(part, 'takes', 'take')}` : part} ${percentText(value / sum)}`
    })
  const mark = total.extrapolated === true ? ' Extrapolated.' : total.clamped === true ? ' Held at a limit.' : ''
  return `${say('energy.reading', { parts: spent.join(', '), total: formatText(sum, 'joules') })}${mark}`
}

/** A bar's name within a sentence, where a comma would read as another part. */
function words(name: string): string {
  return withinSentence(name).replace(',', ' and')
}

function alternativeText(
  scenario: EvaluatedScenario,
  lines: readonly EnergyLine[],
  sum: number,
  total: Estimate,
  meter: MeterEnergy,
): string {
  const spent = energyBars(lines).map(({ name, value }) => `${words(name)} ${formatText(value, 'joules')}`)
  const marks = caveats(total)
  const beyond = `hours at rest ${formatText(meter.atRest, 'joules')}, cooling and power supply ${formatText(meter.facility, 'joules')}, at the meter ${formatText(meter.total, 'joules')}`
  return `Waterfall of the energy of an output token of ${letterOf(scenario)} ${scenario.name}: ${joinWords(spent)}; together ${formatText(sum, 'joules')}${marks.length > 0 ? `, ${joinWords(marks)}` : ''}; ${beyond}.`
}
