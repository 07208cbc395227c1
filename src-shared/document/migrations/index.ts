import { decisions } from './decisions.ts'
import { wholeCosts } from './wholeCosts.ts'

/** One step of a workspace's shape, from version `from` to `from + 1`. Lives in a file of its own, beside its test. */
export interface Migration {
  readonly from: number
  /** Gets a workspace of version `from`, unchecked but for being an object; gives one of the next version. */
  readonly migrate: (workspace: Readonly<Record<string, unknown>>) => Record<string, unknown>
}

/** All steps, oldest first, and the version they lead to. */
export interface MigrationChain {
  readonly current: number
  readonly migrations: readonly Migration[]
}

/** The chain of this release. */
export const documentChain: MigrationChain = { current: 3, migrations: [wholeCosts, decisions] }

/**
 * Brings a workspace up to date.
 * @param workspace an object of version `version`, otherwise unchecked
 * @param version a version from 1 to the chain's current one
 * @param chain the steps
 * @returns the workspace in the current shape, not yet validated
 * @throws Error when a step is missing or fails on this input
 */
export function migrate(
  workspace: Readonly<Record<string, unknown>>,
  version: number,
  chain: MigrationChain,
): Readonly<Record<string, unknown>> {
  let migrated = workspace
  for (let from = version; from < chain.current; from += 1) {
    const step = chain.migrations.find((candidate) => candidate.from === from)
    if (!step) throw new Error(`There is no migration from document version ${from}.`)
    migrated = step.migrate(migrated)
  }
  return migrated
}
