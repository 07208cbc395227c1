import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Reply } from '../../../../../src-shared/contract/errors.ts'
import { useLibraryBrowser } from '../../../../../src-renderer/library/browse/libraryBrowser.ts'
import { useWorkspace } from '../../../../../src-renderer/workspace/workspaceStore.ts'
import type { TestApp } from '../../../../support/app.ts'
import { startCoreWithStores } from '../../coreClient.ts'
import { sampleWorkspace } from '../../sampleWorkspace.ts'

let core: TestApp
/** Answers given by the test instead of the core, by method. */
let instead: Record<string, (input: unknown) => Promise<Reply<unknown>>>

beforeEach(() => {
  core = startCoreWithStores((name, input) => instead[name]?.(input))
  instead = {}
})
afterEach(() => core.close())

test('opens with a documented device, and with the one in use where a workspace is open', async () => {
  const browser = useLibraryBrowser()
  await browser.refresh()
  const most = Math.max(...(browser.devices ?? []).filter((each) => !each.system).map((each) => each.sourced))
  expect(browser.devices?.find((each) => each.id === browser.chosenId)?.sourced).toBe(most)
  expect(browser.device?.id).toBe(browser.chosenId)

  setActivePinia(createPinia())
  useWorkspace().load({ file: null, name: 'a', workspace: sampleWorkspace(), diskHash: null, notice: null })
  const second = useLibraryBrowser()
  await second.refresh()
  expect(second.device?.id).toBe('b200-sxm')
  second.show('models')
  await vi.waitFor(() => expect(second.model?.id).toBe('llama-3.1-70b'))
})

test('a search narrows both lists at once, without a call, whatever the case and the punctuation', async () => {
  const browser = useLibraryBrowser()
  await browser.refresh()
  instead['library.lines'] = () => Promise.reject(new Error('asked again'))
  browser.search('H200')
  // A device is found with the systems that are built of it.
  expect(browser.devices?.filter((each) => !each.system).map((each) => each.id)).toEqual(['h200-nvl', 'h200-sxm'])
  expect(browser.devices?.map((each) => each.id)).toContain('dgx-h200')
  browser.search('wse3')
  expect(browser.devices?.map((each) => each.id)).toContain('cerebras-wse3')
  browser.search('deepseek v3')
  expect(browser.models?.map((each) => each.id)).toContain('deepseek-v3')
  expect(browser.devices).toEqual([])
  browser.search('')
  expect(browser.devices?.length).toBeGreaterThan(24)
})

test('the lists are read anew only where the library has changed', async () => {
  const browser = useLibraryBrowser()
  await browser.refresh()
  const before = browser.devices
  await browser.refresh()
  expect(browser.devices).toBe(before)
  await core.app.dispatch('library.copy', { kind: 'hardware', id: 'h200-sxm', newId: 'mine', name: 'Mine' })
  await browser.refresh()
  expect(browser.devices?.map((each) => each.id)).toContain('mine')
})

test('a library that cannot be read says so in one sentence, and is read again with the next search', async () => {
  const browser = useLibraryBrowser()
  instead['library.lines'] = () =>
    Promise.resolve({ ok: false, error: { code: 'library-failed', message: 'The library cannot be read.' } })
  await browser.refresh()
  expect(browser.listFailure).toBe('The library cannot be read.')
  expect(browser.devices).toBeNull()
  instead = {}
  browser.search('')
  await vi.waitFor(() => expect(browser.listFailure).toBeNull())
  expect(browser.devices?.length).toBeGreaterThan(24)
})

test('a profile that is gone leaves the one shown and says what is wrong', async () => {
  const browser = useLibraryBrowser()
  await browser.refresh()
  browser.choose('no-such-device')
  await vi.waitFor(() => expect(browser.profileFailure).toContain('no-such-device'))
  browser.choose('h100-sxm')
  await vi.waitFor(() => expect(browser.device?.id).toBe('h100-sxm'))
  expect(browser.profileFailure).toBeNull()
})

test('facets narrow what a search has found, and their counts follow it', async () => {
  const browser = useLibraryBrowser()
  await browser.refresh()
  browser.chooseFacet('kind', 'Device')
  browser.search('h200')
  expect(browser.devices?.map((each) => each.id)).toEqual(['h200-nvl', 'h200-sxm'])
  const kinds = browser.facets.find(({ id }) => id === 'kind')?.values ?? []
  expect(kinds.find(({ value }) => value === 'Device')).toEqual({ value: 'Device', count: 2, chosen: true })
  expect(kinds.find(({ value }) => value === 'System')?.count).toBeGreaterThan(0)
  expect(browser.facetsChosen).toBe(1)
  browser.show('models')
  expect(browser.facetsChosen).toBe(0)
  browser.show('devices')
  browser.clearFacets()
  expect(browser.devices?.length).toBeGreaterThan(1)
})

test('four profiles are picked at most, each list for itself; arrows keep the view, a choice shows the profile', async () => {
  const browser = useLibraryBrowser()
  await browser.refresh()
  const ids = (browser.devices ?? []).slice(0, 5).map((each) => each.id)
  for (const id of ids) browser.togglePick(id)
  expect(browser.pickedIds).toEqual(ids.slice(0, 4))
  browser.toggleView('sideBySide')
  browser.step(ids[1] ?? '')
  browser.show('models')
  expect([browser.view, browser.pickedIds]).toEqual(['sideBySide', []])
  browser.choose(ids[0] ?? '', 'devices')
  expect(browser.view).toBe('profile')
  browser.togglePick(ids[0] ?? '')
  expect(browser.pickedIds).toEqual(ids.slice(1, 4))
})
