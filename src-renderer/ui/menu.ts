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
