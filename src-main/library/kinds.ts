import { hardwareFigures, modelFigures, type NamedFigure } from '#shared/domain/figures.ts'
import { hardwareProfileSchema, measuredId, type HardwareProfile } from '#shared/domain/hardware.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'
import { hardwareRow } from './hardware.ts'
import { modelRow } from './models.ts'
import type { NewRow, ProfileTable } from './rows.ts'

/** A device or a model. */
export type Profile = HardwareProfile | ModelProfile

/** Schema of a kind's profiles. */
export const PROFILE_SCHEMAS = { hardware: hardwareProfileSchema, models: modelProfileSchema } as const

/** The row of a profile: text, line in the list, words. @param profile one of that kind */
export function rowOf(kind: ProfileTable, profile: Profile): NewRow {
  return kind === 'hardware' ? hardwareRow(profile as HardwareProfile) : modelRow(profile as ModelProfile)
}

/**
 * A profile under another id and name. A device remembers which one it is a copy of, for what was measured on that one
 * holds for the copy as well.
 */
export function renamed(profile: Profile, id: string, name: string): Profile {
  if (!('vendor' in profile) || id === profile.id) return { ...profile, id, name }
  return { ...profile, id, name, copyOf: measuredId(profile) }
}

/** The figures of a profile that can be edited. @param profile one of that kind */
export function figuresOf(kind: ProfileTable, profile: Profile): readonly NamedFigure[] {
  return kind === 'hardware' ? hardwareFigures(profile as HardwareProfile) : modelFigures(profile as ModelProfile)
}
