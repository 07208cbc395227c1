import { RISKS, type Risk, type RiskEffects, type RiskName } from '#shared/domain/brief/risk.ts'
import { RISK_SCALE, type RiskScore } from '#shared/domain/brief/riskScale.ts'

/** What the risks of one alternative do together. */
export interface CombinedRisks {
  /** Months from order to production: the longest of the paths that run side by side. */
  readonly lead: number
  /** Probability that it never serves, for whichever reason. */
  readonly never: number
  /** Dollars, once. */
  readonly dollars: number
  /** Dollars a month. */
  readonly people: number
  /** Factor on the maintenance line. */
  readonly maintenance: number
}

/** What a risk does at its middle: effects of one's own, and where one of them is not known that of the score. */
export function effectsOf(name: RiskName, { score, effects }: Risk): RiskEffects {
  const scale = RISK_SCALE[name][score as RiskScore]
  if (effects === null) return scale
  return {
    months: effects.months.value ?? scale.months,
    never: effects.never,
    dollars: effects.dollars.value ?? scale.dollars,
    people: effects.people.value ?? scale.people,
    maintenance: effects.maintenance,
  }
}

/**
 * Risks of one alternative together. Supply, software, moving there and learning to run it go on at the same time, so that
 * the longest path counts and not the sum; what supply adds comes on top of its lead time. Each may fail by itself:
 * 1 − Π(1 − p). Money adds up, and factors multiply.
 * @param effects by risk; a risk that is not scored has none @param lead months the offer takes to deliver
 */
export function combineRisks(effects: Readonly<Partial<Record<RiskName, RiskEffects>>>, lead: number): CombinedRisks {
  let longest = lead
  let works = 1
  let dollars = 0
  let people = 0
  let maintenance = 1
  for (const name of RISKS) {
    const effect = effects[name]
    if (effect === undefined) continue
    longest = Math.max(longest, name === 'supply' ? lead + effect.months : effect.months)
    works *= 1 - effect.never
    dollars += effect.dollars
    people += effect.people
    maintenance *= effect.maintenance
  }
  return { lead: longest, never: 1 - works, dollars, people, maintenance }
}
