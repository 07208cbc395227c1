import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  inMain,
  openMemwall,
  outerFlags,
  testEnvironment,
  whyNoElectron,
  type MemwallWindow,
} from '../support/electron.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { watchPage } from '../support/page.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

let memwall: MemwallWindow

test.beforeEach(async () => {
  memwall = await openMemwall()
})
test.afterEach(async () => {
  await memwall.close()
})

test('opens at 1440 × 900 with our page, isolated and sandboxed', async () => {
  const { app, page } = memwall
  expect(page.url()).toBe('app://memwall/index.html')
  const window = await inMain(app, ({ BrowserWindow }) => {
    const [opened] = BrowserWindow.getAllWindows()
    // Not in Electron's types, but there to be read.
    const contents = opened?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> } | undefined
    const preferences = contents?.getLastWebPreferences()
    return {
      size: opened?.getSize(),
      minimum: opened?.getMinimumSize(),
      sandbox: preferences?.['sandbox'],
      contextIsolation: preferences?.['contextIsolation'],
      nodeIntegration: preferences?.['nodeIntegration'],
    }
  })
  expect(window).toEqual({
    size: [1440, 900],
    minimum: [900, 600],
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  })
  expect(await page.evaluate(() => [typeof require, typeof process, typeof module])).toEqual([
    'undefined',
    'undefined',
    'undefined',
  ])
})

test('shows the start page without an error or a policy violation', async () => {
  const { page } = memwall
  const watched = await watchPage(page)
  await expect(page.locator('#app')).not.toBeEmpty()
  await page.waitForTimeout(300)
  expect(watched.problems).toEqual([])
})

test('a violation would be noticed', async () => {
  const { page } = memwall
  const watched = await watchPage(page)
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
  })
  await expect.poll(() => watched.problems.some((problem) => problem.startsWith('policy: script-src'))).toBe(true)
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
})

test('stays on its page: no navigation, no second window', async () => {
  const { app, page } = memwall
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await page.evaluate(() => window.open('https://example.org/') === null)
  await page.waitForTimeout(300)
  expect(page.url()).toBe('app://memwall/index.html')
  expect(await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('denies the camera, the place and notifications', async () => {
  const { page } = memwall
  const states = await page.evaluate(async () => {
    const names = ['camera', 'geolocation', 'notifications'] as PermissionName[]
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(states).toEqual(['denied', 'denied', 'denied'])
})

test('answers nothing outside the renderer’s folder', async () => {
  const { page } = memwall
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['/../stamp', '/%2e%2e/stamp', '/..%5cstamp', '/assets/%00', '/../../package.json', '/nothing.js'].map(
        async (path) => (await fetch(`app://memwall${path}`)).status,
      ),
    ),
  )
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
})

test('a native menu command reaches the page', async () => {
  const { app, page } = memwall
  await page.waitForFunction(() => document.querySelector('#app')?.childElementCount)
  await page.evaluate(() => {
    const bridge = (window as unknown as { memwallBridge: { subscribe(listen: (...event: unknown[]) => void): void } })
      .memwallBridge
    bridge.subscribe((...event) => Object.assign(window, { heard: event }))
  })
  await inMain(app, ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('help.about')?.click())
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard?: unknown }).heard))
    .toEqual(['app.command', { command: 'help.about' }])
})

test('closes at once without changes, and asks with them', async () => {
  const { app, page } = memwall
  await page.waitForFunction(() => document.querySelector('#app')?.childElementCount)
  await page.evaluate(() => {
    const bridge = (window as unknown as { memwallBridge: { call(name: string, input: unknown): Promise<unknown> } })
      .memwallBridge
    return bridge.call('app.documentState', { title: 'Mine', file: null, edited: true })
  })
  await inMain(app, ({ dialog, BrowserWindow }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = ((...options: { message: string }[]) => {
      asked.push(options.at(-1)?.message ?? '')
      return Promise.resolve({ response: 2, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await expect
    .poll(() => inMain(app, () => (globalThis as unknown as { asked: string[] }).asked))
    .toEqual(['Save the changes to “Mine”?'])
  expect(await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await page.evaluate(() => {
    const bridge = (window as unknown as { memwallBridge: { call(name: string, input: unknown): Promise<unknown> } })
      .memwallBridge
    return bridge.call('app.documentState', { title: 'Mine', file: null, edited: false })
  })
  const ended = app.waitForEvent('close')
  await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await ended
})

test('a document named on the command line is opened', async () => {
  const document = join(memwall.dataFolder, 'named.memwall')
  writeFileSync(document, 'not a workspace')
  const named = await openMemwall({ commandLine: [document] })
  try {
    // The file is broken, so what the page shows is the sentence that says so.
    await expect(named.page.getByText('named.memwall').first()).toBeVisible()
  } finally {
    await named.close()
  }
})

test('a second instance hands over its document', async () => {
  const { app, page, dataFolder } = memwall
  await page.waitForFunction(() => document.querySelector('#app')?.childElementCount)
  const handed = join(dataFolder, 'second.memwall')
  writeFileSync(handed, 'not a workspace')
  const executable = await inMain(app, () => process.execPath)
  const second = spawn(executable, [...outerFlags(), repositoryFile('.'), handed], {
    env: testEnvironment(dataFolder),
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  await expect(page.getByText('second.memwall').first()).toBeVisible()
  expect(await inMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
