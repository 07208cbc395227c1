import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { createClient } from '../../../../src-shared/contract/client.ts'
import type { Reply } from '../../../../src-shared/contract/errors.ts'
import type { Workspace } from '../../../../src-shared/domain/workspace.ts'
import { provideClient } from '../../../../src-renderer/window/client.ts'
import { useNotices } from '../../../../src-renderer/window/notices.ts'
import { useEvaluation } from '../../../../src-renderer/workspace/evaluation.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

interface Call {
  readonly workspace: Workspace
  readonly answer: (reply: Reply<unknown>) => void
}

let calls: Call[]
const none = { results: [], seconds: 0.001 }
/** Lets the promises of an answer run. */
const settle = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  calls = []
  setActivePinia(createPinia())
  // A back end whose answers this test gives when it wants.
  provideClient(
    createClient({
      call: (_name, input) =>
        new Promise((answer) => calls.push({ workspace: (input as { workspace: Workspace }).workspace, answer })),
      subscribe: () => () => {},
    }),
  )
  useWorkspace().load({ file: null, name: 'a', workspace: sampleWorkspace(), diskHash: null, notice: null })
})

function setConcurrency(value: number): void {
  useWorkspace().previewEdit('Concurrency', (draft) => void (draft.workload.concurrency = value))
}

test('keeps one evaluation in flight and then runs the newest, skipping those between', async () => {
  const evaluation = useEvaluation()
  for (const value of [101, 102, 103]) setConcurrency(value)
  expect(calls).toHaveLength(1)
  calls[0]?.answer({ ok: true, value: none })
  await settle()
  expect(calls.map((call) => call.workspace.workload.concurrency).slice(1)).toEqual([103])
  expect(evaluation.stale).toBe(true)
  calls[1]?.answer({ ok: true, value: none })
  await settle()
  expect(evaluation.stale).toBe(false)
  expect(calls).toHaveLength(2)
})

test('a failure keeps the last results, is told once, and leaves with the next success', async () => {
  const evaluation = useEvaluation()
  calls[0]?.answer({ ok: true, value: none })
  await settle()
  const shown = evaluation.evaluated
  for (const [index, value] of [201, 202].entries()) {
    setConcurrency(value)
    calls[index + 1]?.answer({ ok: false, error: { code: 'engine-failed', message: 'The engine failed. Try again.' } })
    await settle()
  }
  expect(evaluation.evaluated).toBe(shown)
  expect(useNotices().list.map((notice) => notice.text)).toEqual(['The engine failed. Try again.'])
  setConcurrency(203)
  calls[3]?.answer({ ok: true, value: none })
  await settle()
  expect(useNotices().list).toEqual([])
})

test('results of a workspace that was closed meanwhile are dropped', async () => {
  const evaluation = useEvaluation()
  useWorkspace().unload()
  calls[0]?.answer({ ok: true, value: none })
  await settle()
  expect(evaluation.evaluated).toBeNull()
})
