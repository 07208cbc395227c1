import { formatText } from '../../units/format.ts'
import { phaseName, resourceName, resourceWord } from '../../words/labels.ts'
import type { RooflineData, RooflineDot } from './rooflineData.ts'
import { WORTH_AN_ARROW } from './rooflineLabels.ts'
import { letterOf } from '../../words/scenario.ts'
import { joinWords, percentText, timesText, verb, withinSentence } from '../../words/text.ts'
import type { ChartTable } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** What the selected operator can gain, in one sentence. */
export function rooflineSentence(data: RooflineData, selected: RooflineDot | null, memory: string): string {
  const area = 'Area is share of time.'
  if (!selected) {
    const largest = data.dots.toSorted((a, b) => b.share - a.share)[0]
    return largest
      ? `${phaseName(largest.phase)} ${withinSentence(largest.label)} ${verb(largest.label, 'takes', 'take')} ${percentText(largest.share)} of its step. ${area}`
      : area
  }
  const name = `${phaseName(selected.phase)} ${withinSentence(selected.label)}`
  return selected.gain >= WORTH_AN_ARROW
    ? `${name} can gain ${timesText(selected.gain)} before ${limitWord(data, selected, memory)}. ${area}`
    : `${name} ${verb(selected.label, 'runs', 'run')} at ${limitWord(data, selected, memory)}. ${area}`
}

/** The roof that ends the arrow: a compute roof, or the level at whose roof the possible rate lies. */
function limitWord(data: RooflineData, dot: RooflineDot, memory: string): string {
  const flat = data.computes.find((roof) => Math.abs(dot.possible / roof.flopsPerSecond - 1) < 0.02)
  if (flat) return `the ${flat.name} roof`
  const level = dot.levels.find((point) => {
    const roof = data.bandwidths.find((candidate) => candidate.level === point.level)
    return roof !== undefined && Math.abs(dot.possible / (roof.bytesPerSecond * point.intensity) - 1) < 0.02
  })
  return level ? `the ${withinSentence(resourceName(level.resource, memory))} roof` : 'the nearest roof'
}

/** Why there is nothing to draw. */
export function rooflineMissing(data: RooflineData): string[] {
  if (data.computes.length === 0) return ['No dense peak is known for this precision.', 'Enter it in the profile.']
  if (data.bandwidths.length === 0) return ['No memory bandwidth is known.', 'Enter it in the profile.']
  return ['No operator was evaluated.', 'See the findings of this scenario.']
}

/** The chart in words: roofs, the largest operators, and those without a dot. */
export function rooflineAltText(scenario: EvaluatedScenario, data: RooflineData, memory: string): string {
  const roofs = [
    ...data.bandwidths.map((roof) => `${roof.name} ${formatText(roof.bytesPerSecond, 'bytesPerSecond')}`),
    ...data.computes.map((roof) => `${roof.name} ${formatText(roof.flopsPerSecond, 'flopsPerSecond')}`),
  ]
  const parts = data.dots
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 8)
    .map(
      (dot) =>
        `${phaseName(dot.phase).toLowerCase()} ${withinSentence(dot.label)} ${percentText(dot.share)}, ${formatText(dot.attained, 'flopsPerSecond')}, bound by ${resourceWord(dot.bound, memory)}`,
    )
  const without = data.undrawn.map((operator) => `${withinSentence(operator.label)} ${percentText(operator.share)}`)
  return [
    `Hierarchical roofline of ${letterOf(scenario)} ${scenario.name}, per system. Roofs: ${joinWords(roofs)}.`,
    `Operators: ${parts.join('; ')}.`,
    ...(without.length > 0 ? [`Without arithmetic, not drawn: ${joinWords(without)}.`] : []),
  ].join(' ')
}

/** Every operator with its place on the roofline. */
export function rooflineTable(data: RooflineData, memory: string): ChartTable {
  return {
    columns: [
      { label: 'Phase', dimension: null },
      { label: 'Operator', dimension: null },
      { label: 'Share of the step', dimension: 'share' },
      { label: 'Intensity', dimension: 'flopsPerByte' },
      { label: 'Attained', dimension: 'flopsPerSecond' },
      { label: 'Possible', dimension: 'flopsPerSecond' },
      { label: 'Bound by', dimension: null },
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
        'No arithmetic',
      ]),
    ],
  }
}
