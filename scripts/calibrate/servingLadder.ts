/** Serving runs predicted by fits that have not seen them, with less and less left in: the steps of a ladder. */
import { atLevel, carried } from '../../src-main/engine/calibration/servingLevel.ts'
import { chooseServing } from '../../src-main/engine/calibration/servingChoice.ts'
import type { Unseen } from '../../src-main/engine/calibration/servingTable.ts'
import { logErrors } from '../../src-main/engine/fitting/servingFit.ts'
import { machineOf } from '../../src-main/engine/machine/machine.ts'
import { by, hierarchy, levelKey, vendorOf, type Around, type LazyFit } from './servingHierarchy.ts'
import { hardware } from '../libraryProfiles.ts'
import type { Sample } from './servingSamples.ts'

const FOLDS = 5

/** What was left out of the fit behind a prediction; `group`: runs like it but for their load. */
export type LeftOutOf = Unseen | 'group'

/** A run predicted by a fit that had not seen it: ln(measured / predicted). */
export interface Outcome {
  readonly sample: Sample
  readonly unseen: LeftOutOf
  readonly step: number | null
  readonly first: number | null
}

/** A group's fold, the same on every run. */
function foldOf(group: string): string {
  let hash = 2166136261
  for (const character of group) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0
  return String(hash % FOLDS)
}

/** What is left out together. */
const WHOLES: Readonly<Record<LeftOutOf, (sample: Sample) => string>> = {
  group: ({ group }) => foldOf(group),
  model: ({ row }) => row.model,
  version: ({ row }) => `${row.software} ${row.version}`,
  device: ({ row }) => row.hardware,
  stack: ({ row }) => row.software,
  vendor: vendorOf,
  site: ({ row }) => row.site,
}

/** ln(measured / predicted) of a run by the fit a program would take for it; null: there is none. */
export function outcomeOf(sample: Sample, fits: readonly LazyFit[], unseen: LeftOutOf): Outcome | null {
  const { row } = sample
  const profile = hardware.get(row.hardware)
  if (profile === undefined) return null
  const choice = chooseServing(fits, machineOf(profile), row.software, row.mode)
  // Where nothing served the same way is left, another question would be answered.
  if (choice === null || (choice.entry.style === 'static') !== (row.mode === 'static')) return null
  const { coefficients } = choice.entry.coefficients()
  const level = carried(choice, choice.entry.level(levelKey(sample)))
  return { sample, unseen, ...logErrors(sample, level === null ? coefficients : atLevel(coefficients, level)) }
}

/**
 * Every run predicted with something of it left out whole: by turns, all runs that share it are left out of the fits.
 * @param around the fits to all of them
 */
export function ladder(samples: readonly Sample[], around: Around, unseen: LeftOutOf): Outcome[] {
  const whole = WHOLES[unseen]
  return [...by(samples, whole)].flatMap(([name, left]) => {
    const fits = hierarchy(
      samples.filter((sample) => whole(sample) !== name),
      around,
    )
    return left.flatMap((sample) => outcomeOf(sample, fits, unseen) ?? [])
  })
}
