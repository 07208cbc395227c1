import { afterAll, beforeAll, describe, it } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { grantIn } from '../support/app.ts'
import { startTestServer, type TestServer } from '../support/http.ts'
import { contractChecks } from './suite.ts'

describe('the contract, over HTTP', () => {
  let running: TestServer
  beforeAll(async () => {
    running = await startTestServer(repositoryFile('src-renderer'))
  })
  afterAll(() => running.close())

  it.each(contractChecks().map((check) => [check.name, check] as const))(
    '%s',
    async (_name, check) => {
      await check.run({
        call: running.call,
        folder: running.started.dataFolder,
        grant: (name, kind) => grantIn(running.started, name, kind),
      })
    },
    // Not a measure: six checks share the machine with whatever else runs.
    300_000,
  )
})
