import { createPinia, setActivePinia } from 'pinia'
import { createClient } from '../../../src-shared/contract/client.ts'
import type { Reply } from '../../../src-shared/contract/errors.ts'
import { provideClient } from '../../../src-renderer/window/client.ts'
import { startApp, type TestApp } from '../../support/app.ts'

/**
 * Starts the real core and gives it to the stores of the window, which start empty.
 * What a core answers after its test has closed it reaches nobody: it would make the stores of that test the ones in use again.
 * @param instead answers a method in place of the core; undefined leaves it to the core
 */
export function startCoreWithStores(
  instead: (name: string, input: unknown) => Promise<Reply<unknown>> | undefined = () => undefined,
): TestApp {
  const core = startApp()
  setActivePinia(createPinia())
  let isClosed = false
  provideClient(
    createClient({
      call: async (name, input) => {
        const reply = await (instead(name, input) ?? (core.app.dispatch(name, input) as Promise<Reply<unknown>>))
        return isClosed ? new Promise<never>(() => {}) : reply
      },
      subscribe: () => () => {},
    }),
  )
  return {
    ...core,
    close() {
      isClosed = true
      return core.close()
    },
  }
}
