import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { phaseName, resourceName, resourceWord } from '../../words/labels.ts'
import type { RooflineData, RooflineDot } from './rooflineData.ts'
import { WORTH_AN_ARROW } from './rooflineLabels.ts'
import { letterOf } from '../../words/scenario.ts'
import { percentText, timesText, verb, withinSentence } from '../../words/text.ts'
import type { ChartTable } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { sentences, withSemicolons } from '../../words/joined.ts'

/** What the selected operator can gain, in one sentence. */
export function rooflineSentence(data: RooflineData, selected: RooflineDot | null, memory: string): string {
  const area = say('charts.roofline.area')
  if (!selected) {
    const largest = data.dots.toSorted((a, b) => b.share - a.share)[0]
    return largest
      ? `${say('charts.roofline.takes', {
          name: say('charts.roofline.ofPhase', {
            phase: phaseName(largest.phase),
            name: withinSentence(largest.label),
          }),
          many: verb(largest.label, 'no', 'yes'),
          share: percentText(largest.share),
        })} ${area}`
      : area
  }
  const name = say('charts.roofline.ofPhase', {
    phase: phaseName(selected.phase),
    name: withinSentence(selected.label),
  })
  const limit = limitWord(data, selected, memory)
  const reading =
    selected.gain >= WORTH_AN_ARROW
      ? say('charts.roofline.gain', { name, times: timesText(selected.gain), limit })
      : say('charts.roofline.runs', { name, many: verb(selected.label, 'no', 'yes'), limit })
  return sentences([reading, area])
}

/** The roof that ends the arrow: a compute roof, or the level at whose roof the possible rate lies. */
function limitWord(data: RooflineData, dot: RooflineDot, memory: string): string {
  const flat = data.computes.find((roof) => Math.abs(dot.possible / roof.flopsPerSecond - 1) < 0.02)
  if (flat) return say('charts.roofline.roof', { name: flat.name })
  const level = dot.levels.find((point) => {
    const roof = data.bandwidths.find((candidate) => candidate.level === point.level)
    return roof !== undefined && Math.abs(dot.possible / (roof.bytesPerSecond * point.intensity) - 1) < 0.02
  })
  return level
    ? say('charts.roofline.roof', { name: withinSentence(resourceName(level.resource, memory)) })
    : say('charts.roofline.nearestRoof')
}

/** Why there is nothing to draw. */
export function rooflineMissing(data: RooflineData): string[] {
  if (data.computes.length === 0) return [say('charts.roofline.noPeak'), say('charts.roofline.enterProfile')]
  if (data.bandwidths.length === 0) return [say('charts.roofline.noBandwidth'), say('charts.roofline.enterProfile')]
  return [say('charts.roofline.noOperator'), say('charts.roofline.seeFindings')]
}

/** The chart in words: roofs, the largest operators, and those without a dot. */
export function rooflineAltText(scenario: EvaluatedScenario, data: RooflineData, memory: string): string {
  const roofs = [
    ...data.bandwidths.map(({ name, bytesPerSecond }) =>
      say('charts.roofline.altRoof', { name, rate: amount(bytesPerSecond, 'bytesPerSecond') }),
    ),
    ...data.computes.map(({ name, flopsPerSecond }) =>
      say('charts.roofline.altRoof', { name, rate: amount(flopsPerSecond, 'flopsPerSecond') }),
    ),
  ]
  const parts = data.dots
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 8)
    .map((dot) =>
      say('charts.roofline.altDot', {
        phase: phaseName(dot.phase).toLowerCase(),
        name: withinSentence(dot.label),
        share: percentText(dot.share),
        attained: amount(dot.attained, 'flopsPerSecond'),
        resource: resourceWord(dot.bound, memory),
      }),
    )
  const without = data.undrawn.map(({ label, share }) =>
    say('charts.roofline.operator', { name: withinSentence(label), share: percentText(share) }),
  )
  return sentences([
    say('charts.roofline.alternative', {
      name: `${letterOf(scenario)} ${scenario.name}`,
      roofs,
      operators: withSemicolons(parts),
    }),
    ...(without.length > 0 ? [say('charts.roofline.altWithout', { operators: without })] : []),
  ])
}

const column = (name: string): string => say('charts.roofline.column', { column: name })

/** Every operator with its place on the roofline. */
export function rooflineTable(data: RooflineData, memory: string): ChartTable {
  return {
    columns: [
      { label: column('phase'), dimension: null },
      { label: column('operator'), dimension: null },
      { label: column('share'), dimension: 'share' },
      { label: column('intensity'), dimension: 'flopsPerByte' },
      { label: column('attained'), dimension: 'flopsPerSecond' },
      { label: column('possible'), dimension: 'flopsPerSecond' },
      { label: say('charts.column.boundBy'), dimension: null },
    ],
    rows: [
      ...data.dots.map((dot) => [
        phaseName(dot.phase),
        dot.label,
        dot.share,
        dot.intensity,
        dot.attained,
        dot.possible,
        resourceName(dot.bound, memory),
      ]),
      ...data.undrawn.map((operator) => [
        phaseName(operator.phase),
        operator.label,
        operator.share,
        null,
        null,
        null,
        say('charts.roofline.noArithmetic'),
      ]),
    ],
  }
}
