import type { FeedForward } from '#shared/domain/model.ts'

/**
 * Groups of experts that limit where a token's experts may be, as part of a feed-forward. Routing that may reach every group
 * has no limit, and says nothing.
 * @param count groups; null: the file does not say @param perToken groups a token's experts may come from
 */
export function expertGroups(
  count: number | null,
  perToken: number | null,
): Pick<Extract<FeedForward, { kind: 'moe' }>, 'groups'> {
  return count !== null && perToken !== null && perToken < count ? { groups: { count, perToken } } : {}
}
