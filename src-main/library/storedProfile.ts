import type { z } from 'zod'
import { canonicalJson } from '#shared/document/canonical.ts'
import { setAside } from '#shared/document/setAside.ts'
import { wordingText } from '#shared/words/say.ts'
import { textHash } from './seals.ts'

/** A profile as it is used, with the hash of what it holds. */
export interface StoredProfile<Profile> {
  readonly hash: string
  readonly profile: Profile
}

/**
 * A stored profile as this version takes it. A figure beyond its limit, which an earlier one took, is unknown and says so in
 * its note; the row itself stays as it is until something of it is edited.
 * @param hash of the text it was stored as
 * @returns null: another version wrote it
 */
export function storedProfile<Profile extends object>(
  schema: z.ZodType<Profile>,
  value: unknown,
  hash: string,
): StoredProfile<Profile> | null {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { hash, profile: parsed.data }
  const within = setAside(schema, value, wordingText)
  if (within === null) return null
  const profile = schema.parse(within.value)
  return { hash: textHash(canonicalJson(profile)), profile }
}
