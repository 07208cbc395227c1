import { inject, provide, type InjectionKey, type Ref } from 'vue'
import type { ChartOption } from '#shared/charts/kit/types.ts'

/** The scenario under the pointer or at the keyboard's place, shared by everything that shows scenarios. */
export interface LinkedHover {
  /** Its id; null: none. */
  readonly hovered: Ref<string | null>
  /** Ids of the scenarios there are. */
  readonly ids: () => readonly string[]
}

const KEY: InjectionKey<LinkedHover> = Symbol('linked hover')

/** Shares the hovered scenario with every chart below. */
export function provideLinkedHover(hover: LinkedHover): void {
  provide(KEY, hover)
}

/** Null where nothing is shared. */
export function useLinkedHover(): LinkedHover | null {
  return inject(KEY, null)
}

/**
 * A source of hovering, pointer or keyboard, of which there are many. What it leaves it takes back only where it set it: a page
 * that scrolls under a resting pointer takes nothing from the keyboard.
 * @returns told the scenario it is at; null: none
 */
export function hoverSource(hovered: Ref<string | null>): (id: string | null) => void {
  let own: string | null = null
  return (id) => {
    if (id !== null) hovered.value = id
    else if (hovered.value === own) hovered.value = null
    own = id
  }
}

/**
 * Which scenario each series of a chart belongs to, by its id ("ladder-b200", "frontier-b200-1").
 * @returns for each series the scenario's id; null: it belongs to none or to all
 */
export function seriesScenarios(option: ChartOption, ids: readonly string[]): readonly (string | null)[] {
  const { series } = option
  const all = (Array.isArray(series) ? series : [series]) as readonly ({ readonly id?: unknown } | undefined)[]
  // The longest id first: "b200-2" is not the second part of "b200".
  const longestFirst = ids.toSorted((one, two) => two.length - one.length)
  return all.map((each) => {
    const name = typeof each?.id === 'string' ? each.id : ''
    return (
      longestFirst.find((id) => name.endsWith(`-${id}`)) ??
      longestFirst.find((id) => name.includes(`-${id}-`) && /-\d+$/.test(name)) ??
      null
    )
  })
}
