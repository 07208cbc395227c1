import type { Figure, Grade, SourceTable } from '#shared/domain/provenance.ts'
import { say } from '#shared/words/say.ts'

/** Where a value comes from, as its field says it. */
export interface Origin {
  readonly grade: Grade | null
  readonly source?: string | undefined
}

/** A value that was set in the scenario: whoever has the file says so. */
export const OWN: Origin = {
  grade: 'own',
  get source() {
    return say('origin.scenario')
  },
}

/** Where a figure of the device comes from; one that is overridden has left source and grade with the value it replaced. */
export function originOf(overridden: boolean, { grade, source }: Figure, sources: SourceTable): Origin {
  return overridden ? OWN : { grade, source: source === null ? undefined : sources[source]?.title }
}
