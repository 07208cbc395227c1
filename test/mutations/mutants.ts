import type { Mutant, Redundant } from './mutant.ts'
import { browserMutants } from './browserMutants.ts'
import { documentMutants } from './documentMutants.ts'
import { doorMutants } from './doorMutants.ts'
import { libraryMutants } from './libraryMutants.ts'
import { windowMutants } from './windowMutants.ts'

/** Everything that is taken away, once each. */
export const mutants: readonly Mutant[] = [
  ...windowMutants,
  ...browserMutants,
  ...doorMutants,
  ...documentMutants,
  ...libraryMutants,
]

/** Mutants that no test can notice, because something else holds the rule as well. */
export const redundant: readonly Redundant[] = [
  {
    name: 'no turns in a process',
    reason:
      'the lock over processes holds within one as well; turns keep the order, and hold where no lock can be kept.',
  },
]

/** Lines of SECURITY.md of which nothing can be taken away, by their beginning, and why. */
export const withoutMutant: readonly { readonly line: string; readonly reason: string }[] = []
