import { readdirSync, readFileSync } from 'node:fs'
import type { HardwareProfile } from '../src-shared/domain/hardware.ts'
import type { ModelProfile } from '../src-shared/domain/model.ts'

function load<Profile extends { readonly id: string }>(kind: 'hardware' | 'models'): ReadonlyMap<string, Profile> {
  const folder = new URL(`../resources/library/${kind}/`, import.meta.url)
  const profiles = new Map<string, Profile>()
  for (const file of readdirSync(folder).sort()) {
    const profile = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Profile
    profiles.set(profile.id, profile)
  }
  return profiles
}

/** Every device the product ships, by id. */
export const hardware = load<HardwareProfile>('hardware')
/** Every model the product ships, by id. */
export const models = load<ModelProfile>('models')
