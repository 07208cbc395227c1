import { letterOf } from '#shared/words/scenario.ts'
import { joinWords, percentText, withinSentence } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { formatQuantity, formatText } from '#shared/units/format.ts'
import { type Limit } from '#shared/domain/objectiveLimits.ts'
import { limited, standing } from './objective.ts'
import type { Verdict } from './verdict.ts'
import { COST, SPEED, moreText, named, ranked, valueOf, valueText } from './criterion.ts'
import { wordingText } from '../words/say.ts'

/** How many changes the first page has room for. */
const MOST = 4

/**
 * What would change the answer: statements that follow from the results alone. Each moves one thing and holds all else.
 * @param scenarios all of the comparison, in its order
 */
export function changesOf(verdict: Verdict, scenarios: readonly EvaluatedScenario[]): string[] {
  return [
    ...costChanges(verdict),
    speedChange(verdict),
    ...limitChanges(verdict, scenarios),
    ...concurrencyChanges(verdict),
    weakestInput(verdict),
  ]
    .filter((change) => change !== '')
    .slice(0, MOST)
}

/** What the nearest rival on cost would need to cost as little as the leader. */
function costChanges({ byCost }: Verdict): string[] {
  const [leader, rival] = byCost
  if (!leader || !rival) return []
  const ours = valueOf(leader, COST)
  const theirs = valueOf(rival, COST)
  if (ours === null || theirs === null || ours <= 0 || theirs <= ours) return []
  const ratio = theirs / ours
  const rivalLetter = letterOf(rival)
  const { capitalPerHour, energyPerHour, operationsPerHour, facilityPerHour, migrationPerHour } = rival.result.costs
  const rest = [energyPerHour, operationsPerHour, facilityPerHour, migrationPerHour]
  const price =
    capitalPerHour === null || rest.includes(null)
      ? ''
      : priceChange(
          leader,
          rival,
          capitalPerHour,
          rest.reduce<number>((sum, part) => sum + (part ?? 0), 0),
          ratio,
        )
  return [
    `${rivalLetter} would match the cost of ${letterOf(leader)} with ${moreText(ratio)} output tokens at the same cost per hour.`,
    price,
  ]
}

/** Cost per token is proportional to cost per hour while throughput stays, and capital is one part of the latter. */
function priceChange(
  leader: EvaluatedScenario,
  rival: EvaluatedScenario,
  capital: number,
  running: number,
  ratio: number,
): string {
  const wanted = (capital + running) / ratio - running
  const letter = letterOf(rival)
  if (wanted <= 0) {
    return `No price of the devices alone would make ${letter} as cheap as ${letterOf(leader)}: its energy and operations already cost ${formatText(running, 'dollarsPerHour')}.`
  }
  return `The same follows if the price of ${letter} falls by ${percentText(1 - wanted / capital)}, from ${formatText(capital, 'dollarsPerHour')} of capital cost to ${formatText(wanted, 'dollarsPerHour')}.`
}

/** The speed at which the cheapest scenario drops out. */
function speedChange({ byCost, bySpeed }: Verdict): string {
  const [cheapest] = byCost
  const [fastest] = bySpeed
  if (!cheapest || !fastest || cheapest.id === fastest.id) return ''
  return `If one user needs more than ${valueText(cheapest, SPEED)}, ${letterOf(cheapest)} no longer serves; ${letterOf(fastest)} reaches ${valueText(fastest, SPEED)}.`
}

/** How much looser a limit would let an excluded scenario in. */
function limitChanges({ limits, eligible }: Verdict, scenarios: readonly EvaluatedScenario[]): string[] {
  return scenarios.flatMap((scenario) => {
    if (standing(scenario, limits) !== 'misses') return []
    const missed = limits.filter((limit) => exceeds(scenario, limit))
    const needed = missed
      .map((limit) => `${formatText(limited(scenario, limit).value, 'seconds')} ${limit.tail}`)
      .join(' and ')
    const cheaper = isCheaper(scenario, eligible) ? ', and it would cost least' : ''
    return [`A service-level objective of ${needed} would let ${named(scenario)} in${cheaper}.`]
  })
}

function exceeds(scenario: EvaluatedScenario, limit: Limit): boolean {
  const { value } = limited(scenario, limit)
  return value !== null && value > limit.seconds
}

function isCheaper(scenario: EvaluatedScenario, eligible: readonly EvaluatedScenario[]): boolean {
  const [first] = ranked([...eligible, scenario], COST)
  return eligible.length > 0 && first?.id === scenario.id
}

/** The load at which the first of the scenarios stops fitting. */
function concurrencyChanges({ eligible }: Verdict): string[] {
  const limits = eligible.flatMap((scenario) => {
    const most = scenario.result.fit.maximumConcurrency
    return most === null ? [] : [{ letter: letterOf(scenario), most }]
  })
  if (limits.length === 0) return []
  const least = Math.min(...limits.map(({ most }) => most))
  const letters = limits.filter(({ most }) => most === least).map(({ letter }) => letter)
  const verb = letters.length > 1 ? 'fit' : 'fits'
  return [`Above ${formatQuantity(least, 'count').text} requests in flight ${joinWords(letters)} no longer ${verb}.`]
}

/** What the engine names as the weak point of the deciding number. */
function weakestInput({ byCost }: Verdict): string {
  const [leader] = byCost
  const explanation = leader?.result.explanations.costPerMillionOutput
  return leader && explanation
    ? `Cost of ${letterOf(leader)}: ${withinSentence(wordingText(explanation.uncertainty))}`
    : ''
}
