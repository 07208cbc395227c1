import type { Mutant, Redundant } from './mutant.ts'
import { documentMutants } from './documentMutants.ts'
import { doorMutants } from './doorMutants.ts'
import { libraryMutants } from './libraryMutants.ts'

/** Everything that is taken away, once each. */
export const mutants: readonly Mutant[] = [...doorMutants, ...documentMutants, ...libraryMutants]

/** Mutants that no test can notice, because something else holds the rule as well. */
export const redundant: readonly Redundant[] = []

/** Lines of SECURITY.md of which nothing can be taken away, by their beginning, and why. */
export const withoutMutant: readonly { readonly line: string; readonly reason: string }[] = []
