import type { Brief } from '#shared/domain/brief/brief.ts'
import type { DrawnInput, Study } from '#shared/verdict/brief/worth.ts'
import { stratifiedNormals } from '../analysis/draws/strata.ts'
import { factorAt, servingErrors } from '../analysis/draws/uncertain.ts'
import { presentCost } from '../economics/cash/presentCost.ts'
import { CENTRAL, figureIn, type Dealer } from './drawnFigures.ts'
import { deviceDraws } from './drawnSizing.ts'
import { costsIn } from './losses.ts'
import type { JudgedInput } from './preparedAlternative.ts'

/** Days a trial of a machine under the brief's own load takes. Grade: guess. */
const DAYS = 3
const DAYS_PER_MONTH = 30.4375

/** How far the serving model is off on the stack of an alternative: what a measurement of it would settle. */
function errorsOf({ sized }: JudgedInput) {
  return sized === null ? [] : servingErrors(sized.scenario)
}

/** What is drawn, by names that a reader knows: the error of each stack, in every draw. */
export function drawnInputs(_: Brief, inputs: readonly JudgedInput[], { draws, seed }: Dealer): readonly DrawnInput[] {
  const known = new Map<string, DrawnInput>()
  const period = deviceDraws(draws)
  for (const input of inputs) {
    for (const { name, label, key, spread } of errorsOf(input)) {
      if (known.has(name)) continue
      const dealt = stratifiedNormals(seed, period, key)
      const values = Float64Array.from({ length: draws }, (__, draw) => factorAt(spread, dealt[draw % period] ?? 0))
      known.set(name, { name, label, alternative: input.paid.id, values, period })
    }
  }
  return [...known.values()]
}

/** A trial of one system for some days with the people who run it: its share of all that the alternative costs. */
function trialCost(brief: Brief, { paid }: JudgedInput): number {
  const [main] = costsIn(brief, paid, CENTRAL, null)
  if (main === undefined || paid.main === null) return 0
  const alone = presentCost({ ...main, systems: [1], people: null, migration: null, modelChange: null, bridge: null })
  const months = DAYS / DAYS_PER_MONTH
  const people = figureIn(paid.main.figures.people, CENTRAL)
  return (alone.presentValue / Math.max(1, brief.horizon)) * months + people * months
}

function inTimeThenCheap(one: Study, two: Study): number {
  const [own, other] = [one, two].map(({ alternative }) => alternative ?? '') as [string, string]
  return Number(two.inTime) - Number(one.inTime) || one.cost - two.cost || (own < other ? -1 : 1)
}

/** Trials that would settle what is not known of a machine's speed. @param bridged something serves until an order arrives */
export function studiesOf(brief: Brief, inputs: readonly JudgedInput[], bridged: boolean): readonly Study[] {
  const found = inputs.flatMap((input): readonly Study[] => {
    const errors = errorsOf(input)
    if (errors.length === 0 || input.paid.main === null) return []
    const lead = figureIn(input.paid.main.figures.lead, CENTRAL)
    const inTime = bridged || lead + DAYS / DAYS_PER_MONTH <= brief.neededBy
    const common = { alternative: input.paid.id, cost: trialCost(brief, input), days: DAYS, inTime }
    return errors.map(({ name, label }) => ({ name, label, settles: [name], ...common }))
  })
  // Two alternatives on one machine and stack are told about by one trial: where it is in time, then where it costs least.
  const best = new Map<string, Study>()
  for (const study of found.toSorted(inTimeThenCheap)) if (!best.has(study.name)) best.set(study.name, study)
  return [...best.values()]
}
