/** What of an alternative moves its performance, and what it is charged for. */
export interface PricedItem {
  readonly id: string
  /** What it starts from: two of different machines are different offers, not one with something thrown in. */
  readonly machine: string
  /** Figures that move performance, by path. Null: unknown. */
  readonly figures: Readonly<Record<string, number | string | null>>
  /** Inputs of its cost, per system, by path; a part that is nothing on purpose is there with its 0. */
  readonly charged: Readonly<Record<string, number | null>>
}

/** A figure that differs between alternatives while nothing that is paid does. */
export interface FreeItem {
  readonly figure: string
  readonly alternatives: readonly string[]
}

/**
 * What is free by omission: alternatives of one machine that differ in a figure that moves performance, while no part of
 * their cost does. Their order by cost means nothing until the figure has a price.
 */
export function freeItems(items: readonly PricedItem[]): readonly FreeItem[] {
  const found = new Map<string, Set<string>>()
  for (const [at, one] of items.entries()) {
    for (const two of items.slice(at + 1)) {
      if (one.machine !== two.machine || !isSame(one.charged, two.charged)) continue
      for (const figure of differing(one.figures, two.figures)) {
        found.set(figure, (found.get(figure) ?? new Set()).add(one.id).add(two.id))
      }
    }
  }
  return [...found]
    .map(([figure, ids]) => ({ figure, alternatives: [...ids].toSorted() }))
    .toSorted((one, two) => (one.figure < two.figure ? -1 : 1))
}

type Values = Readonly<Record<string, number | string | null>>

function isSame(one: Values, two: Values): boolean {
  return differing(one, two).length === 0
}

/** A path that only one of them has differs too. */
function differing(one: Values, two: Values): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(two)])].filter((path) => one[path] !== two[path])
}
