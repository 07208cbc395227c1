import type { Effect } from '../domain/brief/effect.ts'
import { perMillionOf } from '../domain/brief/perMillion.ts'
import type { BriefVerdict } from '../domain/brief/verdict.ts'

/** Share of a cost below which a change of it is how numbers are rounded. */
const NOISE = 1e-9

/** The alternative that leads: chosen, the first of those that are tied, or leaning. Null: none can be chosen. */
export function leaderOf({ choice, leaning, table }: BriefVerdict): string | null {
  return table.find(({ rank }) => rank === 1)?.id ?? choice[0] ?? leaning
}

/**
 * Whose cost and draws say what changes from one verdict to another: what leads after it, or what led before where the other
 * was not priced then.
 */
export function lookedAt(before: BriefVerdict, after: BriefVerdict): string | null {
  const leader = leaderOf(after)
  return leader !== null && costOf(before, leader) !== null ? leader : (leaderOf(before) ?? leader)
}

/**
 * What one change does to a verdict.
 * @param base without the change
 * @param alone with this change and no other, on the same draws
 * @param alternative whose cost and draws are compared, by its id
 */
export function effectOf(base: BriefVerdict, alone: BriefVerdict, alternative: string | null): Effect {
  const cost = difference(costOf(base, alternative), costOf(alone, alternative))
  return {
    alternative,
    cost: cost === null || Math.abs(cost) > NOISE * (costOf(base, alternative) ?? 0) ? cost : 0,
    first: difference(firstOf(base, alternative), firstOf(alone, alternative)),
    choice: hasSameChoice(base, alone) ? null : alone.choice,
    state: base.state === alone.state ? null : alone.state,
  }
}

/** Whether the same is chosen, in whatever order. */
export function hasSameChoice(one: BriefVerdict, other: BriefVerdict): boolean {
  return one.choice.length === other.choice.length && one.choice.every((id) => other.choice.includes(id))
}

function judgedIn({ table }: BriefVerdict, alternative: string | null) {
  return table.find(({ id }) => id === alternative) ?? null
}

function costOf(verdict: BriefVerdict, alternative: string | null): number | null {
  const judged = judgedIn(verdict, alternative)
  return judged === null ? null : (perMillionOf(judged)?.value ?? null)
}

/** Who cannot be chosen is first in no draw that counts. */
function firstOf(verdict: BriefVerdict, alternative: string | null): number | null {
  const judged = judgedIn(verdict, alternative)
  return judged === null || judged.rank === null ? null : (judged.fared?.first ?? null)
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before
}
