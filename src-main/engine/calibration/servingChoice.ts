import type { CalibrationUse } from '#shared/domain/calibrationUse.ts'
import type { Software } from '#shared/domain/software.ts'
import type { Machine } from '../machine/machine.ts'
import type { ServingEntry, ServingStyle } from './servingTable.ts'

/** What a fit is chosen by. */
export type FitFacts = Pick<ServingEntry, 'hardware' | 'generation' | 'vendor' | 'software' | 'style' | 'points'>

/** A fit and how near it is to what was asked for. */
export interface ServingChoice<Entry extends FitFacts> {
  readonly entry: Entry
  readonly source: CalibrationUse['source']
}

type DeviceFacts = Pick<Machine, 'id' | 'generation' | 'vendor'>
type Passes = (entry: FitFacts) => boolean

/** Scopes, the nearest ones, that are of the stack that was asked for. */
const OF_THE_STACK = 3

/** The entry with most points among those that pass. */
function best<Entry extends FitFacts>(entries: readonly Entry[], passes: Passes): Entry | null {
  let found: Entry | null = null
  for (const entry of entries) {
    if (passes(entry) && (found === null || entry.points > found.points)) found = entry
  }
  return found
}

/** Whether an entry is of the stack that was asked for. Nobody means llama.cpp who names no stack where others run. */
function isOf(entry: FitFacts, software: Software | null): boolean {
  return software === null ? entry.software !== 'llamacpp' : entry.software === software
}

/**
 * Ways of serving whose fits may be taken, nearest first: a step costs the same in all of them. Fixed batches were measured
 * on stacks of 2024, so they stand in for a loop only of a stack no loop was measured of.
 */
const STAND_INS: Readonly<Record<ServingStyle, readonly ServingStyle[]>> = {
  static: ['static', 'aggregated'],
  aggregated: ['aggregated', 'static'],
  disaggregated: ['disaggregated', 'aggregated', 'static'],
}

/**
 * The fit of a serving stack that is nearest to a device: its own, else that of its nearest relative (the stack on its
 * generation; the stack on its vendor's devices; the device under another stack; its generation; the stack on all
 * devices; its vendor; everything). At each distance a fit to runs served the same way goes first; separate pools take
 * theirs of the stack's relatives before the device's own loop (time per token 9 against 12 % on rows left out).
 * Null: there are no fits.
 * @param software the stack; null: the device's best-measured one
 */
export function chooseServing<Entry extends FitFacts>(
  entries: readonly Entry[],
  { id, generation, vendor }: DeviceFacts,
  software: Software | null,
  style: ServingStyle,
): ServingChoice<Entry> | null {
  const scopes: readonly (readonly [CalibrationUse['source'], Passes])[] = [
    ['fitted', (entry) => entry.hardware === id && isOf(entry, software)],
    ['sameGeneration', (entry) => entry.hardware !== null && entry.generation === generation && isOf(entry, software)],
    [
      'sameVendor',
      (entry) => entry.hardware === null && entry.vendor === vendor && software !== null && entry.software === software,
    ],
    ['sameDevice', (entry) => entry.hardware === id],
    ['sameGeneration', (entry) => entry.hardware !== null && entry.generation === generation],
    [
      'sameVendor',
      (entry) => entry.hardware === null && entry.vendor === null && software !== null && entry.software === software,
    ],
    ['sameVendor', (entry) => entry.hardware !== null && entry.vendor === vendor],
    ['generic', (entry) => entry.hardware === null && entry.software === null],
  ]
  const looped = entries.some((entry) => entry.style === 'aggregated' && entry.software === software)
  const found = (passes: Passes, served: ServingStyle): Entry | null => {
    const batch = served === 'static' && style !== 'static'
    if (batch && (looped || software === null)) return null
    return best(entries, (entry) => entry.style === served && passes(entry) && (!batch || entry.software === software))
  }
  if (style === 'disaggregated') {
    for (const [source, passes] of scopes.slice(0, OF_THE_STACK)) {
      const entry = found(passes, style)
      if (entry) return { entry, source }
    }
  }
  for (const [source, passes] of scopes) {
    for (const served of STAND_INS[style]) {
      const entry = found(passes, served)
      // Whose device and stack it is, served another way, is as near as the device under another stack.
      if (entry) return { entry, source: source === 'fitted' && served !== style ? 'sameDevice' : source }
    }
  }
  return null
}
