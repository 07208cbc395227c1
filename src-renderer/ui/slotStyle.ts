/**
 * The two colours of a scenario as custom properties: `--c` for marks and `--on` for a letter on them.
 * @param slot 0 = A
 */
export function slotStyle(slot: number): Readonly<Record<string, string>> {
  return { '--c': `var(--scenario-${slot + 1})`, '--on': `var(--on-scenario-${slot + 1})` }
}
