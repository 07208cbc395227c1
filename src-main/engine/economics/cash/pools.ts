import { COST_PARTS, type CostPart } from '#shared/domain/brief/verdict.ts'
import type { CostInput } from '#shared/domain/brief/costInput.ts'
import { monthly } from './discount.ts'
import { lotsOf } from './lots.ts'
import { presentCost, provisionedBy, type PresentCost } from './presentCost.ts'
import { spacePresent, type Provisioned } from './space.ts'

/** What a pool of owned systems and one that is added to it cost together. */
export interface PoolsCost extends PresentCost {
  readonly kept: PresentCost
  readonly added: PresentCost
}

function provisioned(input: CostInput): readonly Provisioned[] {
  const { spaced, neededBy, lead, horizon, systems } = input
  const lots = lotsOf(systems, { neededBy, lead, horizon, term: null })
  return spaced === null ? [] : provisionedBy(lots, spaced.provisioned)
}

/**
 * What owned systems and those that are added to them cost: every part of both, each at its own share of the requests.
 * @param kept carries the team that runs both; its systems are charged what they would sell for
 * @param added without people; its bridge carries what the kept ones cannot until delivery. Where both are billed for space,
 * the least that is billed is that of the kept, and of both together
 */
export function costOfPools(kept: CostInput, added: CostInput): PoolsCost {
  const one = presentCost(kept)
  const two = presentCost(added)
  const parts: Record<CostPart, number | null> = { ...one.parts }
  for (const part of COST_PARTS) {
    const [first, second] = [one.parts[part], two.parts[part]]
    parts[part] = first === null ? second : second === null ? first : first + second
  }
  if (kept.spaced !== null && added.spaced !== null) {
    const both = [...provisioned(kept), ...provisioned(added)]
    parts.space = spacePresent(both, kept.spaced, monthly(kept.discountRate))
  }
  return {
    kept: one,
    added: two,
    parts,
    presentValue: COST_PARTS.reduce((sum, part) => sum + (parts[part] ?? 0), 0),
    capital: one.capital + two.capital,
    // Of two pools that are dearest in different months it is too much, and never too little.
    perMonth: one.perMonth + two.perMonth,
  }
}
