import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import { briefVerdictSchema } from '#shared/contract/decision.ts'
import type { Reply } from '#shared/contract/errors.ts'
import { useBriefVerdict } from '../../../../src-renderer/decide/briefVerdictStore.ts'
import { provideClient } from '../../../../src-renderer/window/client.ts'
import { useNotices } from '../../../../src-renderer/window/notices.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import { BRIEF, CHOSEN, UNDECIDED, VERDICTS } from '../../../support/briefVerdicts.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

interface Asked {
  readonly name: string
  readonly input: unknown
  answer(reply: Reply<unknown>): void
}
let calls: Asked[]
let tell: (name: string, payload: unknown) => void

beforeEach(() => {
  calls = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }))
  setActivePinia(createPinia())
  provideClient(
    createClient({
      call: (name, input) => new Promise((answer) => calls.push({ name, input, answer })),
      subscribe: (listener) => {
        tell = listener
        return () => {}
      },
    }),
  )
  open()
})

function open() {
  const workspace = { ...sampleWorkspace(), brief: BRIEF }
  useWorkspace().load({ file: null, name: 'a', workspace, diskHash: null, notice: null })
}
const decides = () => calls.filter(({ name }) => name === 'decision.decide')
async function answered(value: unknown) {
  decides().at(-1)?.answer({ ok: true, value })
  await vi.waitFor(() => expect(useBriefVerdict().running).toBe(false))
}
const grow = (share: number) =>
  useWorkspace().edit('Growth', (draft) => {
    draft.brief.demand.growth.value = share
  })

test('a verdict is shown when it is whole, and progress until then', async () => {
  const answer = useBriefVerdict()
  void answer.renew()
  expect(answer.running).toBe(true)
  expect(answer.verdict).toBeNull()
  expect(answer.alternatives.map(({ judged }) => judged)).toEqual(Array(6).fill(null))
  tell('analysis.progress', { job: 'decide', done: 3, total: 4 })
  expect(answer.progress).toBe(0.75)
  await answered(CHOSEN)
  expect(answer.verdict).toBe(CHOSEN)
  expect(answer.alternatives[0]?.judged?.rank).toBe(1)
  expect(answer.stale).toBe(false)
})

test('asked again without a change nothing is worked out; a change makes it stale, and taking it back whole', async () => {
  const answer = useBriefVerdict()
  void answer.renew()
  await answered(CHOSEN)
  await answer.renew()
  expect(decides()).toHaveLength(1)
  grow(0.9)
  expect(answer.changed).toEqual(['demand'])
  // What is shown is still of the brief it was worked out from.
  expect(answer.basis?.brief.demand.growth.value).toBe(BRIEF.demand.growth.value)
  useWorkspace().undo()
  expect(answer.stale).toBe(false)
})

test('one that is ended leaves the last whole one, as old as it is', async () => {
  const answer = useBriefVerdict()
  void answer.renew()
  await answered(CHOSEN)
  grow(0.9)
  void answer.renew()
  expect(answer.verdict).toBeNull()
  answer.cancel()
  expect(calls.at(-1)).toMatchObject({ name: 'analysis.cancel', input: { job: 'decide' } })
  decides()
    .at(-1)
    ?.answer({ ok: false, error: { code: 'cancelled', message: 'Ended.' } })
  await vi.waitFor(() => expect(answer.running).toBe(false))
  expect(answer.verdict).toBe(CHOSEN)
  expect(answer.stale).toBe(true)
  expect(useNotices().list).toEqual([])
})

test('one that fails is told, and the last whole one stays', async () => {
  const answer = useBriefVerdict()
  void answer.renew()
  await answered(CHOSEN)
  grow(0.9)
  void answer.renew()
  decides()
    .at(-1)
    ?.answer({ ok: false, error: { code: 'engine-failed', message: 'The engine ended.' } })
  await vi.waitFor(() => expect(useNotices().list).toHaveLength(1))
  expect(answer.verdict).toBe(CHOSEN)
})

test('of another document no verdict is kept, and one that comes too late is none of it', async () => {
  const answer = useBriefVerdict()
  void answer.renew()
  open()
  await answered(UNDECIDED)
  expect(answer.whole).toBeNull()
})

test('verdicts of every state cross a boundary unchanged', () => {
  for (const verdict of Object.values(VERDICTS)) {
    const received: unknown = JSON.parse(JSON.stringify(verdict))
    expect(briefVerdictSchema.parse(received)).toEqual(verdict)
  }
  expect(briefVerdictSchema.safeParse({ ...CHOSEN, confidence: 1.2 }).success).toBe(false)
  expect(briefVerdictSchema.safeParse({ ...CHOSEN, headline: 'Choose' }).success).toBe(false)
})
