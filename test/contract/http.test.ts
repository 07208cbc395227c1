import { afterAll, beforeAll, describe, it } from 'vitest'
import { repositoryFile } from '../support/nodeRuntime.ts'
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
      await check.run({ call: running.call, folder: running.started.dataFolder })
    },
    60_000,
  )
})
