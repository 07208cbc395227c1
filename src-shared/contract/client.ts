import type { EventName, EventPayload } from './events.ts'
import type { Reply } from './errors.ts'
import type { Input, MethodName, Output } from './index.ts'

/** What a transport has to provide: one call, one subscription. */
export interface Transport {
  /** @returns the reply; a transport failure is a reply too, never an exception */
  call(name: string, input: unknown): Promise<Reply<unknown>>
  /** @returns a function that ends the subscription */
  subscribe(listener: (name: string, payload: unknown) => void): () => void
}

/** The typed face of the application for any shell. */
export interface Client {
  /** Calls a method. Never throws; look at `ok`. */
  call<Name extends MethodName>(
    name: Name,
    ...input: undefined extends Input<Name> ? [input?: Input<Name>] : [input: Input<Name>]
  ): Promise<Reply<Output<Name>>>
  /** Listens to one event. @returns a function that ends the subscription */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void
}

/** Puts types on a transport. */
export function createClient(transport: Transport): Client {
  return {
    call: (name, ...input) => transport.call(name, input[0]) as Promise<Reply<never>>,
    on: (name, listener) =>
      transport.subscribe((received, payload) => {
        if (received === name) listener(payload as EventPayload<typeof name>)
      }),
  }
}
