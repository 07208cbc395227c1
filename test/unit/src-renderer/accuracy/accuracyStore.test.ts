import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClient } from '../../../../src-shared/contract/client.ts'
import type { Reply } from '../../../../src-shared/contract/errors.ts'
import { useAccuracy } from '../../../../src-renderer/accuracy/accuracyStore.ts'
import { originText } from '../../../../src-renderer/accuracy/originText.ts'
import { provideClient } from '../../../../src-renderer/window/client.ts'
import { useView } from '../../../../src-renderer/window/view.ts'
import { startApp, type TestApp } from '../../../support/app.ts'

let core: TestApp
let fails = false

beforeEach(() => {
  core = startApp()
  fails = false
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false, addEventListener: () => {} }) })
  setActivePinia(createPinia())
  provideClient(
    createClient({
      call: (name, input) =>
        fails
          ? Promise.resolve({ ok: false, error: { code: 'io-failed', message: 'The figures could not be read.' } })
          : (core.app.dispatch(name, input) as Promise<Reply<unknown>>),
      subscribe: () => () => {},
    }),
  )
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await core.close()
})

test('every stored row is of a device of the library, and of the kind that is shown', async () => {
  const store = useAccuracy()
  await store.load()
  expect(store.rows.length).toBeGreaterThan(100)
  expect(store.rows.every((row) => store.devices.has(row.device) && row.kind === 'groupLeftOut')).toBe(true)
  expect(store.pooled?.count).toBe(store.rows.reduce((sum, row) => sum + row.count, 0))
})

test('opens on one device, and says whom a device without measurements inherits from', async () => {
  const store = useAccuracy()
  await store.load()
  store.choose('quantity', 'gemm')
  store.showDevice('trainium2')
  expect(useView().screen).toBe('accuracy')
  expect(store.rows).toEqual([])
  expect(store.pooled).toBeNull()
  const device = store.devices.get('trainium2')
  if (!device) throw new Error('not in the library')
  expect(originText(device, (id) => store.devices.get(id)?.name ?? null)).toMatch(/^Inherits from all measured devices/)
  store.clear()
  expect(store.rows.length).toBeGreaterThan(100)
})

test('a device that runs on a relative names it', async () => {
  const store = useAccuracy()
  await store.load()
  const nameOf = (id: string): string | null => store.devices.get(id)?.name ?? null
  const texts = [...store.devices.values()].map((device) => originText(device, nameOf))
  expect(texts.every((text) => text.endsWith('.'))).toBe(true)
  expect(texts.filter((text) => /[a-z0-9]-[a-z0-9]+\/|undefined|\/any/.test(text))).toEqual([])
})

test('a failure is one sentence, and reading again is tried the next time', async () => {
  const store = useAccuracy()
  fails = true
  await store.load()
  expect(store.failure).toBe('The figures could not be read.')
  fails = false
  await store.load()
  expect(store.failure).toBeNull()
  expect(store.summary).not.toBeNull()
})
