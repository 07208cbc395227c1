import { say } from '../../words/say.ts'
import { amount } from '../../units/amount.ts'
import { inTones, partBars, type Parts } from '../kit/partBars.ts'
import { letterOf } from '../../words/scenario.ts'
import { percentText } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { sentences } from '../../words/joined.ts'

/** Parts of the carbon of a machine. */
const CARBON_PARTS = ['use', 'embodied'] as const
/** A part of the carbon. */
export type CarbonPart = (typeof CARBON_PARTS)[number]

/** Kilograms of CO2 equivalent per million output tokens by part; null where the use is unknown. */
export function carbonParts({ result }: EvaluatedScenario): Parts<CarbonPart> {
  const { usePerHour, embodiedPerHour } = result.carbon
  const total = result.metrics.carbonPerMillionOutput.value
  if (result.fit.state === 'doesNotFit' || total === null || usePerHour === null || usePerHour <= 0) return null
  const perHour = usePerHour + (embodiedPerHour ?? 0)
  return {
    use: (usePerHour / perHour) * total,
    ...(embodiedPerHour === null ? {} : { embodied: (embodiedPerHour / perHour) * total }),
  }
}

/** Carbon of a million output tokens by part, one stacked bar per scenario. */
export function carbonBar(
  scenarios: readonly EvaluatedScenario[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const parts = scenarios.map((scenario) => carbonParts(scenario))
  return partBars(
    scenarios,
    theme,
    {
      title: say('charts.carbon.title'),
      yTitle: say('charts.carbon.axis'),
      metric: 'carbonPerMillionOutput',
      dimension: 'kilograms',
      xName: say('charts.carbon.axis'),
      alternative: say('charts.carbon.alternative'),
      next: {
        empty: say('charts.carbon.empty'),
        unknown: say('charts.power.unknown'),
      },
      keys: CARBON_PARTS,
      parts,
      absent: null,
      nameOf: (part) => say('charts.carbon.part', { part }),
      ...inTones(theme, CARBON_PARTS),
      read: () => readingSentence(scenarios, parts),
    },
    options,
  )
}

/** "A emits least, 1.2 kg; making the devices is not known for A and B." */
function readingSentence(scenarios: readonly EvaluatedScenario[], parts: readonly Parts<CarbonPart>[]): string {
  const known = scenarios.flatMap((scenario, index) => {
    const part = parts[index]
    return part ? [{ scenario, part, total: (part.use ?? 0) + (part.embodied ?? 0) }] : []
  })
  const least = known.toSorted((a, b) => a.total - b.total)[0]
  if (!least) return say('charts.carbon.none')
  const made = least.part.embodied
  const share = made === undefined ? 'none' : percentText(made / least.total)
  const unmade = known.filter(({ part }) => part.embodied === undefined).map(({ scenario }) => letterOf(scenario))
  const open = unmade.length > 0 ? say('charts.carbon.unmade', { letters: unmade }) : ''
  const letter = letterOf(least.scenario)
  return sentences([say('charts.carbon.reading', { letter, total: amount(least.total, 'kilograms'), share }), open])
}
