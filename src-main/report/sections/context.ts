import { atSlot, SCENARIO_COLOURS } from '#shared/domain/scenarioColours.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import type { Chip } from '#shared/register/types.ts'
import { saidVerdict, type SaidVerdict } from '#shared/words/decision/saidVerdict.ts'
import { shownAlternatives, type ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'

/** What every section of the report is made of: the document, its verdict, and what the engine says. */
export interface ReportContext {
  readonly workspace: Workspace
  /** Null: the brief names a model that the document does not hold. */
  readonly decided: Decided | null
  /** The columns as typed on Compare. */
  readonly scenarios: readonly EvaluatedScenario[]
  /** The alternatives at the size and load of the verdict, by their ids; those that are sized on a machine. */
  readonly sized: ReadonlyMap<string, EvaluatedScenario>
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** "Memwall 0.1.0" */
  readonly program: string
}

/** The verdict, its words, and the alternatives in the order in which they are shown. */
export interface Decided {
  readonly verdict: BriefVerdict
  readonly said: SaidVerdict
  readonly shown: readonly ShownAlternative[]
}

/** A letter on its colour. */
export function chipAt(slot: number): Chip {
  const [colour, ink] = atSlot(SCENARIO_COLOURS, slot)
  return { letter: slotLetter(slot), slot, colour, ink }
}

/** What stands where there is no figure. */
export const NOTHING = '–'

/** The verdict with its words. @param verdict null: the brief names a model that the document does not hold */
export function decidedOf(workspace: Workspace, verdict: BriefVerdict | null): Decided | null {
  if (verdict === null) return null
  const { brief, profiles } = workspace
  const shown = shownAlternatives(brief, profiles, verdict)
  return { verdict, said: saidVerdict(workspace, verdict), shown: nearestFirst(shown, verdict) }
}

/** Where nothing can be chosen, what misses by least comes first. */
function nearestFirst(
  shown: readonly ShownAlternative[],
  { state, relaxations }: BriefVerdict,
): readonly ShownAlternative[] {
  if (state !== 'noneFeasible') return shown
  const placeOf = (id: string): number => {
    const place = relaxations.findIndex(({ alternative }) => alternative === id)
    return place < 0 ? relaxations.length : place
  }
  return shown.toSorted((one, two) => placeOf(one.id) - placeOf(two.id))
}
