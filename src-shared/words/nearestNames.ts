/** Letters that must be inserted, dropped or replaced to turn one name into another. */
export function editDistance(first: string, second: string): number {
  let previous = Array.from({ length: second.length + 1 }, (_, index) => index)
  for (let row = 1; row <= first.length; row++) {
    const current = [row]
    for (let column = 1; column <= second.length; column++) {
      const replace = (previous[column - 1] ?? 0) + (first[row - 1] === second[column - 1] ? 0 : 1)
      current.push(Math.min(replace, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[second.length] ?? 0
}

/** Longest name that is compared; longer ones cannot be close to any. */
const LONGEST = 80

/** The known names closest to a wanted one, nearest first. @param limit most names returned */
export function nearestNames(wanted: string, known: readonly string[], limit = 3): string[] {
  const name = wanted.toLowerCase().slice(0, LONGEST)
  return known
    .map((candidate) => ({
      candidate,
      distance: candidate.includes(name) || name.includes(candidate) ? 0 : editDistance(name, candidate),
    }))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}
