import type { Brief } from './brief.ts'

/** Month after which nothing is looked at: the horizon is served from when it is needed, whatever comes before. */
export function lastMonth({ neededBy, horizon }: Pick<Brief, 'neededBy' | 'horizon'>): number {
  return neededBy + horizon
}
