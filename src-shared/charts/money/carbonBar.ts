import { formatText } from '../../units/format.ts'
import { inTones, partBars, type Parts } from '../kit/partBars.ts'
import { letterOf } from '../../words/scenario.ts'
import { joinWords, percentText } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** Parts of the carbon of a machine. */
const CARBON_PARTS = ['use', 'embodied'] as const
/** A part of the carbon. */
export type CarbonPart = (typeof CARBON_PARTS)[number]

const PART_NAMES: Readonly<Record<CarbonPart, string>> = { use: 'Electricity', embodied: 'Making the devices' }

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
      title: 'Carbon per million output tokens',
      yTitle: 'CO2e per million output tokens',
      metric: 'carbonPerMillionOutput',
      dimension: 'kilograms',
      xName: 'CO2e per million output tokens',
      alternative: 'Carbon dioxide equivalent per million output tokens by part',
      next: {
        empty: 'Add a scenario to see the carbon of a token.',
        unknown: 'Enter the missing power in the inspector.',
      },
      keys: CARBON_PARTS,
      parts,
      absent: null,
      nameOf: (key) => PART_NAMES[key],
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
  if (!least) return 'No carbon is known.'
  const made = least.part.embodied
  const share = made === undefined ? '' : `, ${percentText(made / least.total)} of it from making the devices`
  const unmade = known.filter(({ part }) => part.embodied === undefined).map(({ scenario }) => letterOf(scenario))
  const open = unmade.length > 0 ? ` Making the devices is unknown and left out for ${joinWords(unmade)}.` : ''
  return `${letterOf(least.scenario)} emits least, ${formatText(least.total, 'kilograms')} CO2e${share}.${open}`
}
