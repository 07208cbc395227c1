import { briefs } from './briefs.ts'
import { decisions } from './decisions.ts'
import type { MigrationChain } from './migration.ts'
import { pools } from './pools.ts'
import { reports } from './reports.ts'
import { wholeCosts } from './wholeCosts.ts'

/** The chain of this release. */
export const documentChain: MigrationChain = { current: 6, migrations: [wholeCosts, decisions, pools, briefs, reports] }

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
