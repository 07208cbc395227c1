import { afterAll, beforeAll, describe, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
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
      await check.run({ call: (name, input) => started.app.dispatch(name, input), folder: started.dataFolder })
    },
    60_000,
  )
})
