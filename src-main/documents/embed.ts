import { createHash } from 'node:crypto'
import { canonicalJson } from '#shared/document/canonical.ts'
import type { DocumentFailure } from '#shared/document/failure.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** SHA-256 in lower-case hexadecimal. */
export function sha256(contents: string | Uint8Array): string {
  return createHash('sha256').update(contents).digest('hex')
}

/** Content hash of a profile: SHA-256 of its canonical JSON in UTF-8, final newline included. */
export function profileHash(profile: object): string {
  return sha256(canonicalJson(profile))
}

/** A profile as a workspace holds it, so that a colleague computes the same numbers without our library. */
export function embedProfile<Profile extends object>(profile: Profile): { hash: string; profile: Profile } {
  return { hash: profileHash(profile), profile }
}

/**
 * @param stored the workspace as its file holds it
 * @returns the first embedded profile that was changed since it was hashed, or null
 */
export function findChangedProfile(stored: unknown): DocumentFailure | null {
  const { profiles } = stored as Pick<Workspace, 'profiles'>
  for (const table of [profiles.hardware, profiles.models]) {
    for (const [id, { hash, profile }] of Object.entries(table)) {
      if (profileHash(profile) !== hash) return { kind: 'hashMismatch', profile: id }
    }
  }
  return null
}

/** A workspace whose profiles have the hashes of what they hold now: some lost a figure beyond its limit. */
export function rehashed(workspace: Workspace): Workspace {
  const table = <Profile extends object>(entries: Readonly<Record<string, { profile: Profile }>>) =>
    Object.fromEntries(Object.entries(entries).map(([id, { profile }]) => [id, embedProfile(profile)]))
  const { hardware, models } = workspace.profiles
  return { ...workspace, profiles: { hardware: table(hardware), models: table(models) } }
}
