import { join } from 'node:path'
import { test } from '@playwright/test'
import type { Reply } from '../../src-shared/contract/errors.ts'
import { contractChecks, HOSTILE_CALLS } from '../contract/suite.ts'
import { drawn } from '../support/draws.ts'
import { answerFileDialogs } from '../support/journey.ts'
import { openMemwall, whyNoElectron, type MemwallWindow } from '../support/electron.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

test.describe('the contract, over Electron’s own messages', () => {
  let memwall: MemwallWindow
  test.beforeAll(async () => {
    memwall = await openMemwall()
  })
  test.afterAll(() => memwall.close())

  for (const check of contractChecks(drawn(HOSTILE_CALLS))) {
    test(check.name, async () => {
      test.setTimeout(180_000)
      await check.run({
        folder: memwall.dataFolder,
        grant: async (name) => {
          await answerFileDialogs(memwall.app, join(memwall.dataFolder, name))
          return null
        },
        call: (name, input) =>
          // As text: Playwright's own copying would drop a field named __proto__ before our door sees it.
          memwall.page.evaluate(
            ([method, text]) => {
              const { memwallBridge } = window as unknown as {
                memwallBridge: { call(name: string, input: unknown): Promise<Reply<unknown>> }
              }
              try {
                return memwallBridge.call(method ?? '', text === undefined ? undefined : JSON.parse(text))
              } catch (thrown) {
                // What is nested a thousand deep Electron's bridge refuses by itself, before any code of ours.
                if (!String(thrown).includes('recursion depth')) throw thrown
                const message = 'Nested too deeply for the bridge.'
                return { ok: false as const, error: { code: 'invalid-input' as const, message } }
              }
            },
            input === undefined ? [name] : [name, JSON.stringify(input)],
          ),
      })
    })
  }
})
