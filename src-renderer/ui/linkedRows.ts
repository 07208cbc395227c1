import { useLinkedHover } from './linkedHover.ts'

/** What an element that stands for a scenario binds. */
export interface LinkedElement {
  readonly class?: { readonly linked: boolean }
  readonly onMouseenter?: () => void
  readonly onMouseleave?: () => void
  readonly onFocusin?: () => void
  readonly onFocusout?: () => void
}

/**
 * Links table rows, and whatever else stands for one scenario, with the marks of all charts: under the pointer or with
 * the focus inside it lifts the scenario's marks, and it has the class `linked` while one of them is hovered.
 * @returns what to bind, by the scenario's id; undefined: the element belongs to none
 */
export function useLinkedRows(): (id: string | undefined) => LinkedElement {
  const hover = useLinkedHover()
  return (id) => {
    if (!hover || id === undefined) return {}
    const enter = (): void => {
      hover.hovered.value = id
    }
    const leave = (): void => {
      if (hover.hovered.value === id) hover.hovered.value = null
    }
    return {
      class: { linked: hover.hovered.value === id },
      onMouseenter: enter,
      onMouseleave: leave,
      onFocusin: enter,
      onFocusout: leave,
    }
  }
}
