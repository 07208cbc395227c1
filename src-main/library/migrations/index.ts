import type { Migration } from '../migrate.ts'
import { profiles } from './0010-profiles.ts'
import { listings } from './0020-listings.ts'
import { history } from './0030-history.ts'
import { lines } from './0040-lines.ts'
import { stacks } from './0050-stacks.ts'
import { hashes } from './0060-hashes.ts'
import { ownFigures } from './0065-own-figures.ts'
import { boundaries } from './0070-boundaries.ts'

/** Every migration, oldest first. A new one takes a number above the last, a file and a test of its name. */
export const MIGRATIONS: readonly Migration[] = [
  profiles,
  listings,
  history,
  lines,
  stacks,
  hashes,
  ownFigures,
  boundaries,
]
