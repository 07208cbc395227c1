import type { Client } from '#shared/contract/client.ts'

let current: Client | null = null

/** Sets the back end. Called once, before the first store is used; a test passes its own. */
export function provideClient(client: Client): void {
  current = client
}

/** The back end. @throws when none was provided: a mistake in the order of starting */
export function useClient(): Client {
  if (!current) throw new Error('No client was provided before the first store was used.')
  return current
}
