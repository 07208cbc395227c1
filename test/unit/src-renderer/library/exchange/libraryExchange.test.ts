import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reply } from '../../../../../src-shared/contract/errors.ts'
import { useLibraryExchange } from '../../../../../src-renderer/library/exchange/libraryExchange.ts'
import { useLibraryBrowser } from '../../../../../src-renderer/library/browse/libraryBrowser.ts'
import { useNotices } from '../../../../../src-renderer/window/notices.ts'
import { startApp, type TestApp } from '../../../../support/app.ts'
import { startCoreWithStores } from '../../coreClient.ts'

let core: TestApp
/** Resolves when the lists may be answered. */
let listsMayCome: Promise<void>

beforeEach(() => {
  listsMayCome = Promise.resolve()
  core = startCoreWithStores((name, input) =>
    name === 'library.lines'
      ? listsMayCome.then(() => core.app.dispatch(name, input) as Promise<Reply<unknown>>)
      : undefined,
  )
})
afterEach(() => core.close())

test('that a file was taken in is said once the list shows what it brought', async () => {
  const [browser, exchange, notices] = [useLibraryBrowser(), useLibraryExchange(), useNotices()]
  await browser.refresh()
  await exchange.look({ name: 'team.json', text: await colleaguesLibrary() })
  expect(exchange.preview?.entries.map(({ state }) => state)).toEqual(['new'])

  let letListsCome = () => {}
  listsMayCome = new Promise((resolve) => (letListsCome = resolve))
  const accepted = exchange.accept()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(notices.list.map(({ text }) => text)).toEqual([])
  letListsCome()
  await accepted
  expect(browser.devices?.some(({ id }) => id === 'mine')).toBe(true)
  expect(notices.list.map(({ text }) => text)).toEqual(['From “team.json”: 1 added.'])
})

/** Another library with one device of its own, written out. */
async function colleaguesLibrary(): Promise<string> {
  const other = startApp()
  await other.app.dispatch('library.copy', { kind: 'hardware', id: 'h200-sxm', newId: 'mine', name: 'Mine' })
  const reply = (await other.app.dispatch('library.export', {
    file: null,
    suggestedName: 'team.json',
    all: false,
  })) as Reply<{ readonly text: string }>
  await other.close()
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value.text
}
