import { afterAll, beforeAll, describe, it } from 'vitest'
import { grantIn, startApp, type TestApp } from '../support/app.ts'
import { contractChecks } from './suite.ts'

describe('the contract, in process', () => {
  let started: TestApp
  beforeAll(() => {
    started = startApp()
  })
  afterAll(() => started.close())

  it.each(contractChecks().map((check) => [check.name, check] as const))(
    '%s',
    async (_name, check) => {
      await check.run({
        call: (name, input) => started.app.dispatch(name, input),
        folder: started.dataFolder,
        grant: (name, kind) => grantIn(started, name, kind),
      })
    },
    // Not a measure: six checks share the machine with whatever else runs.
    300_000,
  )
})
