import { EXCHANGE_NOUNS } from '#shared/contract/libraryExchange.ts'
import { repairText } from '#shared/words/repairText.ts'
import type { DamageKind } from './damage.ts'
import type { Salvaged } from './salvage.ts'

/** A repair that was made. */
export interface Repair {
  readonly cause: DamageKind
  readonly salvaged: Salvaged
  /** Name under which the damaged file is kept; null: there was none. */
  readonly damaged: string | null
  /** Name of the file with what cannot be read; null: there was nothing. */
  readonly exported: string | null
}

/** What a repair did, for the user. */
export function repairNotice({ cause, salvaged, damaged, exported }: Repair): string {
  const missing = salvaged.losses.map(({ kind, name, fate }) => ({
    noun: kind === 'audit' ? null : EXCHANGE_NOUNS[kind],
    name,
    fate,
  }))
  return repairText({ cause, read: salvaged.read, missing, damaged, exported })
}
