import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect as patient, test, type Page } from '@playwright/test'
import type { Reply } from '../../src-shared/contract/errors.ts'
import {
  inMain,
  openMemwall,
  outerFlags,
  testEnvironment,
  whyNoElectron,
  type MemwallWindow,
} from '../support/electron.ts'
import { answerFileDialogs, expectNumbersToChange, matrix, typeInto } from '../support/journey.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

test.skip(whyNoElectron() !== null, `the real window: ${whyNoElectron()}`)

const SAMPLE = readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8')

let memwall: MemwallWindow
let folder: string

test.describe.configure({ timeout: 180_000 })
const expect = patient.configure({ timeout: 60_000 })

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'memwall-grants-'))
  memwall = await openMemwall()
  await memwall.page.waitForFunction(() => document.querySelector('#app')?.childElementCount)
})
test.afterAll(async () => {
  await memwall.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Writes a workspace into the folder. @returns its path */
function written(name: string): string {
  const path = join(folder, name)
  writeFileSync(path, SAMPLE)
  return path
}

/** Edits what is open and saves it; asked where, the answer would be a refusal. */
async function savesInPlace({ app, page }: MemwallWindow, path: string): Promise<void> {
  await expect(page.getByText(basename(path), { exact: true }).first()).toBeVisible()
  await expect(matrix(page)).toBeVisible()
  await answerFileDialogs(app, null)
  await expectNumbersToChange(page, () => typeInto(page, 'workload.concurrency', '9'))
  await page.getByRole('heading', { name: 'Compare', exact: true }).click()
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Edited', { exact: true })).toHaveCount(0)
  expect(readFileSync(path, 'utf8')).toContain('"concurrency": 9')
}

/** Drops a file on the window as a file manager does: one that lies somewhere. */
async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'dropped'
    document.body.append(input)
  })
  await page.locator('#dropped').setInputFiles(path)
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped')
    const [file] = input?.files ?? []
    if (!file) throw new Error('There is no file.')
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(file)
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    input?.remove()
  })
}

test('what the native dialog chose is opened and saved in its place', async () => {
  const path = written('chosen.memwall')
  await answerFileDialogs(memwall.app, path)
  await memwall.page.keyboard.press('Control+o')
  await savesInPlace(memwall, path)
})

test('so is a file that is dropped on the window', async () => {
  const path = written('dropped.memwall')
  await drop(memwall.page, path)
  await savesInPlace(memwall, path)
})

test('so is one that a second instance hands over', async () => {
  const path = written('second.memwall')
  const executable = await inMain(memwall.app, () => process.execPath)
  const second = spawn(executable, [...outerFlags(), repositoryFile('.'), path], {
    env: testEnvironment(memwall.dataFolder),
    stdio: 'ignore',
  })
  await new Promise((resolve) => second.once('exit', resolve))
  await savesInPlace(memwall, path)
})

test('so is one that is named on the command line, and one of the recent list as an earlier start left it', async () => {
  const argument = written('argument.memwall')
  const recent = written('recent.memwall')
  const dataFolder = join(folder, 'data')
  mkdirSync(dataFolder)
  const line = { path: recent, title: 'From before', pinned: false, openedAt: 1_700_000_000_000 }
  writeFileSync(join(dataFolder, 'recent.json'), JSON.stringify([line]))
  const named = await openMemwall({ dataFolder, commandLine: [argument] })
  try {
    await savesInPlace(named, argument)
    await named.page.keyboard.press('Control+w')
    await named.page.getByRole('button', { name: 'From before' }).click()
    await savesInPlace(named, recent)
  } finally {
    await named.close()
  }
})

test('a dropped file of another kind says so in one sentence, and is not written', async () => {
  const path = join(folder, 'start.sh')
  writeFileSync(path, 'echo ours')
  await drop(memwall.page, path)
  await expect(memwall.page.getByText(/“start\.sh” is nothing Memwall reads/)).toBeVisible()
  expect(readFileSync(path, 'utf8')).toBe('echo ours')
})

test('the page cannot forge where a file lies', async () => {
  const path = written('forged.memwall')
  const answers = await memwall.page.evaluate(async (wanted) => {
    const { memwallBridge } = window as unknown as { memwallBridge: { grantFile(file: unknown): Promise<unknown> } }
    const named = new File(['{}'], wanted)
    const pathed = Object.defineProperty(new File(['{}'], 'x.memwall'), 'path', { value: wanted })
    const posing = Object.setPrototypeOf({ path: wanted, name: wanted }, File.prototype) as unknown
    const forged = [named, pathed, posing, wanted, { path: wanted }, { toString: () => wanted }, null, undefined]
    return Promise.all(
      forged.map(async (file) => {
        try {
          return await memwallBridge.grantFile(file)
        } catch {
          return null
        }
      }),
    )
  }, path)
  expect(answers).toEqual(answers.map(() => null))
})

test('the bridge reaches the channels it was made for, and no other', async () => {
  const path = written('reached.memwall')
  const bridge = await memwall.page.evaluate(async (wanted) => {
    const { memwallBridge } = window as unknown as {
      memwallBridge: { call(...input: unknown[]): Promise<Reply<unknown>> }
    }
    const replies = [
      await memwallBridge.call('memwall:grant', wanted),
      await memwallBridge.call('documents.open', { path: wanted }),
      await memwallBridge.call('documents.open', { file: wanted }),
    ]
    return { names: Object.keys(memwallBridge).toSorted(), ok: replies.map((reply) => reply.ok) }
  }, path)
  expect(bridge).toEqual({ names: ['call', 'grantFile', 'subscribe'], ok: [false, false, false] })
})
