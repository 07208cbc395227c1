import type { HardwareProfile } from '../hardware.ts'
import type { ModelProfile } from '../model.ts'
import type { Brief } from './brief.ts'

/** Profiles as a workspace embeds them. */
export interface EmbeddedProfiles {
  readonly hardware: Readonly<Record<string, { readonly profile: HardwareProfile }>>
  readonly models: Readonly<Record<string, { readonly profile: ModelProfile }>>
}

/** What a brief is read with: a workspace, of which nothing else is looked at. */
export interface BriefHolder {
  readonly brief: Brief
  readonly profiles: EmbeddedProfiles
}

/** The machine that is embedded under an id; null: none is, or none is named. */
export function machineIn({ hardware }: Pick<EmbeddedProfiles, 'hardware'>, id: string | null): HardwareProfile | null {
  return id !== null && Object.hasOwn(hardware, id) ? (hardware[id]?.profile ?? null) : null
}
