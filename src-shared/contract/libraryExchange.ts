import { z } from 'zod'
import { counted } from '../units/counted.ts'
import { PROFILE_KINDS } from './libraryHistory.ts'

/** What a library file holds, by kind: devices, models, and the user's calibrations of software stacks. */
export const EXCHANGE_KINDS = [...PROFILE_KINDS, 'stacks'] as const
/** One kind of what a library file holds. */
export type ExchangeKind = (typeof EXCHANGE_KINDS)[number]

/** What one of a kind is called. */
export const EXCHANGE_NOUNS: Readonly<Record<ExchangeKind, string>> = {
  hardware: 'device',
  models: 'model',
  stacks: 'calibration',
}

/** "1 device, 0 models, 2 calibrations": what a file holds. */
export function exchangedText(counts: Readonly<Record<ExchangeKind, number>>): string {
  return EXCHANGE_KINDS.map((kind) => counted(counts[kind], EXCHANGE_NOUNS[kind])).join(', ')
}

/** The text is a library file, whatever state it is in: it says so of itself. */
export function saysLibrary(text: string): boolean {
  return /"type"\s*:\s*"memwall-library"/.test(text)
}

/** What to keep of an entry that is here and in the file, and differs: ours, theirs in its place, or both side by side. */
export const MERGE_CHOICES = ['mine', 'theirs', 'both'] as const
/** What to keep of an entry that is here and in the file. */
export type MergeChoice = (typeof MERGE_CHOICES)[number]

/** What a library file would bring. Nothing has entered yet. */
export const importPreviewSchema = z.strictObject({
  /** Names this file against this state of the library; `library.merge` takes it back. */
  mark: z.string(),
  entries: z.array(
    z.strictObject({
      kind: z.enum(EXCHANGE_KINDS),
      id: z.string(),
      name: z.string(),
      state: z.enum(['new', 'same', 'conflict']),
      /** Whose entry of that id is here. Null: none. */
      mine: z.enum(['bundled', 'user']).nullable(),
      /** Where the two differ, for a conflict. Plain data; null where there is nothing. */
      differences: z.array(z.strictObject({ path: z.string(), mine: z.unknown(), theirs: z.unknown() })),
    }),
  ),
})
/** What a library file would bring. */
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** One decision about a conflict. */
export const mergeDecisionSchema = z.strictObject({
  kind: z.enum(EXCHANGE_KINDS),
  id: z.string().max(64),
  choice: z.enum(MERGE_CHOICES),
})
/** One decision about a conflict. */
export type MergeDecision = z.infer<typeof mergeDecisionSchema>

/** What entered, in entries of the file. */
export const mergeOutcomeSchema = z.strictObject({
  added: z.number(),
  replaced: z.number(),
  /** Entered under an id of its own beside ours. */
  beside: z.number(),
  /** Conflicts in which ours was kept. */
  kept: z.number(),
  same: z.number(),
})
/** What entered. */
export type MergeOutcome = z.infer<typeof mergeOutcomeSchema>
