/** What is read when first asked for. */
export interface ReadOnce {
  /** Reads it where it was not read yet; after a failure the next call tries again. */
  load(): Promise<void>
  /** Reads it anew where it was read: it has changed. */
  reload(): Promise<void>
}

/** @param read tells whether it could be read; it never rejects */
export function readOnce(read: () => Promise<boolean>): ReadOnce {
  let loading: Promise<void> | null = null

  async function begin(): Promise<void> {
    if (!(await read())) loading = null
  }
  return {
    load: () => (loading ??= begin()),
    reload: async () => {
      if (loading !== null) await (loading = begin())
    },
  }
}
