import type { HardwareProfile } from './hardware.ts'
import { SOFTWARE_STACKS, type Software } from './software.ts'

/** That a stack runs on a maker's devices of a kind, because it was measured there. */
export interface StackFact {
  readonly vendor: string
  readonly kind: HardwareProfile['kind']
  readonly software: Software
}

/** Stacks that a maker writes for its own devices, where none of them was measured yet. */
const MADE_BY: Readonly<Partial<Record<Software, string>>> = { 'tt-metal': 'Tenstorrent', sambaflow: 'SambaNova' }

/**
 * The stacks that exist for a device: those measured on devices of its maker and kind, its maker's own, and the
 * uncalibrated one, which every device has.
 */
export function stacksFor(
  { vendor, kind }: Pick<HardwareProfile, 'vendor' | 'kind'>,
  facts: readonly StackFact[],
): readonly Software[] {
  return SOFTWARE_STACKS.filter(
    (stack) =>
      stack === 'generic' ||
      MADE_BY[stack] === vendor ||
      facts.some((fact) => fact.software === stack && fact.vendor === vendor && fact.kind === kind),
  )
}
