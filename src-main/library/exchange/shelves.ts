import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { ExchangeKind } from '#shared/contract/libraryExchange.ts'
import { stackProfileSchema, type StackProfile } from '#shared/domain/stackProfile.ts'
import type { Author } from '../history.ts'
import { PROFILE_SCHEMAS, renamed, type Profile } from '../kinds.ts'
import { hasProfile, profileHash, type Origin, type ProfileTable } from '../rows.ts'
import { findStack, MOST_STACKS, putStack } from '../stacks.ts'
import { putUserProfile, readProfile } from '../userProfiles.ts'

/** What a library file holds: a device, a model or a calibration of a software stack. */
export type Item = Profile | StackProfile

/** What is here under an id. */
export interface Mine {
  readonly item: Item
  readonly hash: string
  readonly origin: Origin
}

/** What the exchange needs to know of one kind of items. */
export interface Shelf {
  /** Most of it in one file. */
  readonly most: number
  readonly schema: z.ZodType<Item>
  /** What is shown under an id; null: nothing. */
  find(database: Database, id: string): Mine | null
  /** Enters one as the user's, in place of `before`. Belongs into a transaction. */
  put(database: Database, author: Author, file: string, after: Item, before: Item | null): void
  /** The same under another id and name. */
  rename(item: Item, id: string, name: string): Item
}

/** Most profiles of one kind in a file. */
const MAXIMUM_PROFILES = 20_000

/** Every kind, in the order they stand in a file. */
export const SHELVES: Readonly<Record<ExchangeKind, Shelf>> = {
  hardware: profileShelf('hardware'),
  models: profileShelf('models'),
  stacks: {
    most: MOST_STACKS,
    schema: stackProfileSchema,
    find(database, id) {
      const item = findStack(database, id)
      return item && { item, hash: profileHash(item), origin: 'user' }
    },
    put: (database, _author, _file, after) => putStack(database, after as StackProfile),
    rename: (item, id, name) => ({ ...(item as StackProfile), id, name }),
  },
}

function profileShelf(kind: ProfileTable): Shelf {
  return {
    most: MAXIMUM_PROFILES,
    schema: PROFILE_SCHEMAS[kind],
    find(database, id) {
      const origin = (['user', 'bundled'] as const).find((candidate) => hasProfile(database, kind, id, candidate))
      if (origin === undefined) return null
      const { hash, profile } = readProfile(database, { kind, id })
      return { item: profile, hash, origin }
    },
    put(database, author, file, after, before) {
      putUserProfile(database, author, {
        kind,
        id: after.id,
        action: 'imported',
        detail: file,
        before: before as Profile | null,
        after: after as Profile,
      })
    },
    rename: (item, id, name) => renamed(item as Profile, id, name),
  }
}
