import { EXCHANGE_NOUNS } from '#shared/contract/libraryExchange.ts'
import type { DamageKind } from './damage.ts'
import type { Loss, Salvaged } from './salvage.ts'

/** A repair that was made. */
export interface Repair {
  readonly cause: DamageKind
  readonly salvaged: Salvaged
  /** Name under which the damaged file is kept; null: there was none. */
  readonly damaged: string | null
  /** Name of the file with what cannot be read; null: there was nothing. */
  readonly exported: string | null
}

/** Names in one notice; the file beside the library has all. */
const MOST_NAMES = 12

const FOUND: Readonly<Record<DamageKind, string>> = {
  damaged: 'The library was damaged',
  missing: 'The library’s file was missing',
  behind: 'The library lacked its latest changes, because its journal was damaged',
}

/** What a repair did, for the user: what was found, what became of it, what is missing by name, and where it is. */
export function repairNotice({ cause, salvaged, damaged, exported }: Repair): string {
  const { losses } = salvaged
  const missing = (fate: Loss['fate']) => losses.filter((loss) => loss.fate === fate)
  return [
    `${FOUND[cause]} and ${outcome(salvaged)}.`,
    ...named('Lost:', missing('lost')),
    ...named('Only an earlier state is there of:', missing('older')),
    ...(exported === null ? [] : [`What could not be read is in ${exported}.`]),
    ...(damaged === null ? [] : [`The damaged file is kept as ${damaged}.`]),
  ].join(' ')
}

function outcome({ read }: Salvaged): string {
  if (read.main) return 'was repaired from what is whole in it and in its backup'
  if (read.backup) return 'its backup was restored'
  return 'was made anew from the shipped facts: nothing else of it can be read any more'
}

function named(beginning: string, losses: readonly Loss[]): readonly string[] {
  if (losses.length === 0) return []
  const names = losses.slice(0, MOST_NAMES).map(nameOf)
  const more = losses.length - names.length
  return [`${beginning} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`]
}

function nameOf({ kind, name }: Loss): string {
  return kind === 'audit' ? 'a part of the history' : `the ${EXCHANGE_NOUNS[kind]} “${name}”`
}
