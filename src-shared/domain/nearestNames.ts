import { distance } from 'fastest-levenshtein'

/** Longest name that is compared; longer ones cannot be close to any. */
const LONGEST = 80

/** The known names closest to a wanted one, nearest first. @param limit most names returned */
export function nearestNames(wanted: string, known: readonly string[], limit = 3): string[] {
  const name = wanted.toLowerCase().slice(0, LONGEST)
  return known
    .map((candidate) => ({
      candidate,
      edits: candidate.includes(name) || name.includes(candidate) ? 0 : distance(name, candidate),
    }))
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}
