import { stateCovers } from '../domain/stateCovers.ts'
import type { Workspace } from '../domain/workspace.ts'

/**
 * A workspace of an earlier version whose embedded devices say what their prices and powers cover, as it was assumed of them
 * until now, so that no result changes. The hashes of what they hold are another matter: who opens the file makes them anew.
 */
export function profileBoundaries<Kept extends Pick<Workspace, 'profiles'>>(workspace: Kept): Kept {
  const { profiles } = workspace
  const hardware = Object.fromEntries(
    Object.entries(profiles.hardware).map(([id, { hash, profile }]) => [id, { hash, profile: stateCovers(profile) }]),
  )
  return { ...workspace, profiles: { ...profiles, hardware } }
}
