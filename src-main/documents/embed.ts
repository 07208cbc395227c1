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

/** @returns the first embedded profile that was changed since it was hashed, or null */
export function findChangedProfile({ profiles }: Workspace): DocumentFailure | null {
  for (const table of [profiles.hardware, profiles.models]) {
    for (const [id, { hash, profile }] of Object.entries(table)) {
      if (profileHash(profile) !== hash) return { kind: 'hashMismatch', profile: id }
    }
  }
  return null
}
