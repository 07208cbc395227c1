import { z } from 'zod'

/** The two kinds of profiles, as the library's tables are called. */
export const PROFILE_KINDS = ['hardware', 'models'] as const

/** How a state of a user's profile came about. `found`: it is older than the history. */
export const AUDIT_ACTIONS = ['found', 'copied', 'edited', 'restored', 'imported', 'removed'] as const
/** How a state of a user's profile came about. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** One figure, or another part of a profile, that differs. Plain data; null where there was nothing. */
export const profileChangeSchema = z.strictObject({
  path: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  /** Title of the source the figure had before, in the profile as it was then; null: it had none, or is no figure. */
  sourceBefore: z.string().nullable(),
  sourceAfter: z.string().nullable(),
})

/** What became of a user's profile, newest first. */
export const profileHistorySchema = z.strictObject({
  kind: z.enum(PROFILE_KINDS),
  id: z.string(),
  revisions: z.array(
    z.strictObject({
      revision: z.number(),
      action: z.enum(AUDIT_ACTIONS),
      /** What it came from: the copied id, the restored revision, the imported file. */
      detail: z.string(),
      /** Name of the operating system's user. Empty: unknown. */
      person: z.string(),
      /** ISO 8601, UTC. */
      moment: z.string(),
      changes: z.array(profileChangeSchema),
    }),
  ),
})
/** What became of a user's profile. */
export type ProfileHistory = z.infer<typeof profileHistorySchema>
