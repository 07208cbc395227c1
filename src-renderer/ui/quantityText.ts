/** How a quantity is written in its box and read back. */
export interface QuantityText {
  /** A value as shown: the figure and its unit apart. */
  format(value: number): { readonly text: string; readonly unit: string }
  /**
   * Reads what was typed. A failure is one sentence: the fact, then what to enter.
   * @param shownUnit unit the box showed when typing began: what a bare number means
   */
  parse(
    text: string,
    shownUnit: string,
  ): { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string }
  /** The value itself, or the nearest that may stand there. */
  within(value: number): number
}
