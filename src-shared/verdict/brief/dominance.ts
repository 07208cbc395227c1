import type { Contender, Contest } from './contest.ts'
import { MEETS } from './draws.ts'

/**
 * Who is crossed out, and by whom: another keeps the promise wherever it does, never has more, and is better by more than the
 * margin on average. They stay in least, regret and ties. By the best of those that dominate it.
 */
export function crossedOut({ contenders }: Contest, margin: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [at, contender] of contenders.entries()) {
    const over = contenders.slice(0, at).find((better) => dominates(better, contender, margin))
    if (over) found.set(contender.id, over.id)
  }
  return found
}

function dominates(better: Contender, other: Contender, margin: number): boolean {
  if (other.score - better.score <= margin) return false
  const [own, others] = [better.fare.candidate.states, other.fare.candidate.states]
  for (let draw = 0; draw < own.length; draw++) {
    if ((better.values[draw] ?? Infinity) > (other.values[draw] ?? NaN)) return false
    if (others[draw] === MEETS && own[draw] !== MEETS) return false
  }
  return true
}
