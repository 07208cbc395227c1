import type { Brief } from '../../domain/brief/brief.ts'
import { lastMonth } from '../../domain/brief/lastMonth.ts'
import {
  askedByQuarter,
  outgrownIn,
  tokensPerDay,
  withinBudget,
  type Budget,
  type Carrying,
  type QuarterAsk,
} from '../../domain/brief/powerBudget.ts'
import type { Sizing } from '../../domain/brief/verdict.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { say } from '../say.ts'
import type { ShownAlternative } from './shownAlternatives.ts'
import { sentences } from '../joined.ts'

/** An alternative beside a budget: what the budget holds of it, and what the demand asks of it. */
export interface PowerRow {
  readonly shown: ShownAlternative
  readonly sizing: Sizing
  /** Null: no budget, or nobody knows what a system takes. */
  readonly carrying: Carrying | null
  /** Output tokens a day. Null: unknown. */
  readonly perDay: number | null
  readonly asked: readonly QuarterAsk[]
  /** First quarter that the budget does not hold. Null: none, or no budget. */
  readonly outgrown: number | null
  /** Its power and racks are not those of one's own site. */
  readonly elsewhere: boolean
}

/** Every alternative that is sized, beside a budget. @param budget null: none */
export function powerRows(
  brief: Brief,
  alternatives: readonly ShownAlternative[],
  budget: Budget | null,
): readonly PowerRow[] {
  return alternatives.flatMap((shown): PowerRow[] => {
    const sizing = shown.judged?.sizing ?? null
    if (sizing === null) return []
    const carrying = budget === null ? null : withinBudget(sizing, brief.demand.outputTokens, budget)
    const asked = askedByQuarter(sizing, lastMonth(brief))
    return [
      {
        shown,
        sizing,
        carrying,
        perDay: carrying === null ? null : tokensPerDay(carrying.tokensPerSecond, brief.demand),
        asked,
        outgrown: budget === null ? null : outgrownIn(asked, budget),
        elsewhere: shown.alternative.kind === 'rent',
      },
    ]
  })
}

/** "2 MW of IT", "10 racks", "1,500,000 tok/s". */
export function budgetText(budget: Budget): string {
  const count = budget.kind === 'racks' ? budget.racks : 0
  const said =
    budget.kind === 'rate'
      ? amount(budget.tokensPerSecond, 'tokensPerSecond')
      : amount(budget.kind === 'power' ? budget.watts : null, 'watts', { trim: true })
  return say('decide.power.said', { kind: budget.kind, amount: said, count })
}

/**
 * The budget, with what surrounds the devices, and who carries most of it or takes least for it.
 * @param nameOf what an alternative is called there
 */
export function powerReading(
  { site }: Brief,
  rows: readonly PowerRow[],
  budget: Budget | null,
  nameOf: (shown: ShownAlternative) => string,
): string {
  if (budget === null) return say('decide.power.none')
  const said = budgetText(budget)
  const { powerUsageEffectiveness: effectiveness } = site
  const whole =
    budget.kind === 'power'
      ? say('decide.power.meter', {
          budget: said,
          facility: amount(budget.watts * effectiveness, 'watts', { trim: true }),
          effectiveness: formatNumber(effectiveness, { trim: true }),
        })
      : say('decide.power.plain', { budget: said })
  const known = rows.flatMap(({ shown, carrying }) => (carrying === null ? [] : [{ name: nameOf(shown), ...carrying }]))
  return sentences([whole, best(known, budget)])
}

function best(known: readonly (Carrying & { readonly name: string })[], budget: Budget): string {
  if (budget.kind === 'rate') {
    const [least] = known
      .filter(({ watts }) => watts !== null)
      .toSorted((one, two) => (one.watts ?? 0) - (two.watts ?? 0))
    if (!least) return ''
    const { name, systems, watts } = least
    return say('decide.power.least', { name, systems, power: amount(watts, 'watts') })
  }
  const [most] = known.toSorted((one, two) => two.tokensPerSecond - one.tokensPerSecond)
  if (!most || most.tokensPerSecond === 0) return ''
  const { name, systems, tokensPerSecond } = most
  return say('decide.power.most', { name, systems, rate: amount(tokensPerSecond, 'tokensPerSecond') })
}

/** "14.3 kW, 0.25 racks a system". */
export function eachText({ systemPower, racksPerSystem }: Sizing): string {
  return say('decide.power.each', { power: amount(systemPower, 'watts'), racks: racksWord(racksPerSystem) })
}

/** "800 kW, 14 racks". */
export function takenText({ watts, racks }: Pick<Carrying, 'watts' | 'racks'>): string {
  return say('decide.power.taken', { power: amount(watts, 'watts'), racks: racksWord(racks) })
}

/** Racks as a message selects them. */
function racksWord(racks: number | null): string {
  return racks === null ? 'none' : racks === 1 ? 'one' : formatText(racks, 'count', { trim: true })
}

/** "2.29 B a day". Empty: unknown. */
export function perDayText({ perDay }: PowerRow): string {
  return perDay === null ? '' : say('decide.power.day', { tokens: formatText(perDay, 'parameters') })
}

/** Systems that a budget holds, with what stays beside them. */
export function systemsText({ systems, kept }: Carrying): string {
  const text = formatText(systems, 'count')
  return kept === 0 ? text : say('decide.power.kept', { systems: text, kept })
}

/** "6 to 9": the systems of the first and of the last quarter. */
export function askedText(asked: readonly QuarterAsk[]): string {
  const [first, last] = [asked[0]?.systems ?? 0, asked.at(-1)?.systems ?? 0]
  return say('decide.power.asked', { first, last, grows: first === last ? 'no' : 'yes' })
}

/** Until when a budget is enough for the demand. */
export function enoughText({ carrying, outgrown, elsewhere }: PowerRow, budget: Budget | null): string {
  if (elsewhere) return say('decide.power.elsewhere')
  const state =
    budget === null || budget.kind === 'rate' || carrying === null
      ? 'unknown'
      : outgrown === null
        ? 'all'
        : outgrown === 1
          ? 'before'
          : 'until'
  return say('decide.power.enough', { state, quarter: (outgrown ?? 1) - 1 })
}

/** Why a budget holds nothing that is known of an alternative. */
export function unknownText(budget: Budget | null): string {
  if (budget === null) return '–'
  return say(budget.kind === 'racks' ? 'decide.power.noRacks' : 'decide.power.noPower')
}
