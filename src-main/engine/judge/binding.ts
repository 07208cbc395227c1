import type { LedgerEntry, Phase, Resource } from '#shared/domain/result.ts'

/** What most of a phase waits for: the resource, the level or link of it that takes longest, and that level's share. */
export interface Binding {
  readonly resource: Resource
  readonly level: string
  readonly share: number
}

function longest(sums: ReadonlyMap<string, number>): readonly [string, number] | null {
  let best: readonly [string, number] | null = null
  for (const sum of sums) if (best === null || sum[1] > best[1]) best = sum
  return best
}

/** What most seconds of some phases are booked to; a queue waits for other requests and binds nothing. */
export function bindingOfPhases(entries: readonly LedgerEntry[], phases: readonly Phase[]): Binding {
  const resources = new Map<string, number>()
  const levels = new Map<string, Map<string, number>>()
  let total = 0
  for (const { phase, cause, resource, level, seconds } of entries) {
    if (!phases.includes(phase) || cause === 'queue') continue
    total += seconds
    resources.set(resource, (resources.get(resource) ?? 0) + seconds)
    const own = levels.get(resource) ?? new Map<string, number>()
    own.set(level, (own.get(level) ?? 0) + seconds)
    levels.set(resource, own)
  }
  const best = longest(resources)
  if (best === null || total <= 0) return { resource: 'overhead', level: 'overhead', share: 0 }
  const resource = best[0] as Resource
  const [level, seconds] = longest(levels.get(resource) ?? new Map()) ?? [resource, 0]
  return { resource, level, share: seconds / total }
}
