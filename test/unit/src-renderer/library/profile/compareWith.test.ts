// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenDocument } from '../../../../../src-shared/contract/documents.ts'
import type { Reply } from '../../../../../src-shared/contract/errors.ts'
import { useView } from '../../../../../src-renderer/window/view.ts'
import {
  compareHere,
  compareInNewWorkspace,
  runModelHere,
} from '../../../../../src-renderer/library/profile/compareWith.ts'
import { usesOf } from '../../../../../src-renderer/library/profile/usedIn.ts'
import { useWorkspace } from '../../../../../src-renderer/workspace/workspaceStore.ts'
import type { TestApp } from '../../../../support/app.ts'
import { startCoreWithStores } from '../../coreClient.ts'

let core: TestApp
async function newDocument(): Promise<OpenDocument> {
  const reply = (await core.app.dispatch('documents.create', undefined)) as Reply<OpenDocument>
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value
}

beforeEach(() => {
  core = startCoreWithStores()
})
afterEach(() => core.close())

test('adds a column to the open workspace and shows it', async () => {
  const store = useWorkspace()
  store.load(await newDocument())
  await compareHere('h200-sxm')
  expect(store.scenarios.map((scenario) => scenario.hardware)).toEqual(['b200-sxm', 'cerebras-wse3', 'h200-sxm'])
  expect(useView().screen).toBe('compare')
  expect(usesOf(store.workspace, 'hardware', 'h200-sxm').map((use) => use.name)).toEqual(['8 × H200'])
})

test('a new workspace has the device once, whether it starts with it or not', async () => {
  const store = useWorkspace()
  await compareInNewWorkspace('h200-sxm')
  expect(store.scenarios.filter((scenario) => scenario.hardware === 'h200-sxm')).toHaveLength(1)
  store.unload()
  await compareInNewWorkspace('cerebras-wse3')
  expect(store.scenarios.filter((scenario) => scenario.hardware === 'cerebras-wse3')).toHaveLength(1)
  expect(store.focused?.hardware).toBe('cerebras-wse3')
})

test('a model is put into every column', async () => {
  const store = useWorkspace()
  store.load(await newDocument())
  await runModelHere('qwen3-32b')
  expect(usesOf(store.workspace, 'model', 'qwen3-32b')).toHaveLength(store.scenarios.length)
})

test('nothing is used while no workspace is open', () => {
  expect(usesOf(null, 'hardware', 'b200-sxm')).toEqual([])
})
