import { contract, type Handlers } from '#shared/contract/index.ts'

/**
 * Joins the features' handlers into the one table the door uses.
 * @param parts each feature's handlers
 * @throws Error when a method is handled twice, handled but unknown, or not handled at all: a fault of ours, found at start
 */
export function joinHandlers(...parts: readonly Partial<Handlers>[]): Handlers {
  const joined: Record<string, unknown> = {}
  for (const part of parts) {
    for (const [name, handler] of Object.entries(part)) {
      if (!Object.hasOwn(contract, name)) throw new Error(`A handler for “${name}” is not in the contract.`)
      if (Object.hasOwn(joined, name)) throw new Error(`“${name}” has two handlers.`)
      joined[name] = handler
    }
  }
  const missing = Object.keys(contract).filter((name) => !Object.hasOwn(joined, name))
  if (missing.length > 0) throw new Error(`No handler for: ${missing.join(', ')}.`)
  return joined as Handlers
}
