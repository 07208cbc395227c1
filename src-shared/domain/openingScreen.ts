import { z } from 'zod'
import type { Alternative } from './brief/alternative.ts'
import type { Workspace } from './workspace.ts'

/** Screens a workspace may open on. */
export const openingScreenSchema = z.enum(['brief', 'compare', 'decide'])
/** A screen a workspace may open on. */
export type OpeningScreen = z.infer<typeof openingScreenSchema>

/**
 * The screen that shows what a workspace is about. A demand somebody stands for, with alternatives to choose between, is a
 * decision; a demand that is only assumed, or alternatives that are one machine paid for in one way, leave a comparison.
 * @param workspace of an opened file or sample
 * @returns the screen it opens on; never the brief, which is where a new one begins
 */
export function openingScreen({ brief }: Pick<Workspace, 'brief'>): OpeningScreen {
  const { value, grade } = brief.demand.amount
  return value !== null && grade !== 'guess' && isChoice(brief.alternatives) ? 'decide' : 'compare'
}

/** Whether at least two differ in machine, in where prompts are read, or in how they are paid for. */
function isChoice(alternatives: readonly Alternative[]): boolean {
  const offers = alternatives.map(({ kind, hardware, keeps, prefill }) => [kind, hardware, keeps, prefill?.hardware])
  return new Set(offers.map((offer) => JSON.stringify(offer))).size > 1
}
