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
