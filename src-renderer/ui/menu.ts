/** One line of a menu, or a rule between lines. */
export type MenuEntry =
  | {
      readonly label: string
      readonly run: () => void
      /** Shortcut as shown, e.g. "Ctrl S". */
      readonly keys?: string | undefined
      readonly disabled?: boolean
      readonly danger?: boolean
      /** A tick before the label. */
      readonly checked?: boolean
    }
  | 'separator'

/** What a menu calls: when a line is chosen, and when it has closed. */
export interface MenuChoice {
  choose(run: () => unknown): void
  closed(): void
}

/** Runs what was chosen once its menu has closed and given the focus back: what that opens keeps the focus. */
export function useMenuChoice(): MenuChoice {
  let chosen: (() => unknown) | null = null
  return {
    choose(run) {
      chosen = run
    },
    closed() {
      const run = chosen
      chosen = null
      // The focus goes back in the next task, wherever in this one that was asked for.
      if (run) setTimeout(() => setTimeout(run))
    },
  }
}
