import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import type { Reply } from '#shared/contract/errors.ts'
import { useBriefAnswer } from '../../../../src-renderer/brief/briefAnswer.ts'
import { cutRows } from '../../../../src-renderer/brief/cutRows.ts'
import { provideClient } from '../../../../src-renderer/window/client.ts'
import { useWorkspace } from '../../../../src-renderer/workspace/workspaceStore.ts'
import { BRIEF, CHOSEN } from '../../../support/briefVerdicts.ts'
import { sampleWorkspace } from '../sampleWorkspace.ts'

interface Asked {
  readonly name: string
  readonly input: unknown
  answer(reply: Reply<unknown>): void
}
let calls: Asked[]
const sample = sampleWorkspace()
const workspace = { ...sample, brief: { ...BRIEF, model: sample.brief.model } }

beforeEach(() => {
  vi.useFakeTimers()
  calls = []
  setActivePinia(createPinia())
  provideClient(
    createClient({
      call: (name, input) => new Promise((answer) => calls.push({ name, input, answer })),
      subscribe: () => () => {},
    }),
  )
  useWorkspace().load({ file: null, name: 'a', workspace, diskHash: null, notice: null })
})
afterEach(() => void vi.useRealTimers())

const decides = () => calls.filter(({ name }) => name === 'decision.decide')
const enter = (horizon: number) =>
  useWorkspace().edit('Horizon', (draft) => {
    draft.brief.horizon = horizon
  })
async function afterPause() {
  await vi.advanceTimersByTimeAsync(300)
}

test('a first cut is worked out once nothing is entered any more, at few draws', async () => {
  const answer = useBriefAnswer()
  answer.renew()
  enter(24)
  answer.renew()
  expect(decides()).toHaveLength(0)
  await afterPause()
  expect(decides()).toHaveLength(1)
  expect(decides()[0]?.input).toMatchObject({ draws: 200, job: 'firstCut', workspace: { brief: { horizon: 24 } } })
  expect(answer.running).toBe(true)
  expect(answer.cut).toBeNull()
  decides()[0]?.answer({ ok: true, value: CHOSEN })
  await afterPause()
  expect(answer.cut?.verdict).toEqual(CHOSEN)
  answer.renew()
  await afterPause()
  expect(decides()).toHaveLength(1)
})

test('a cut of something else is never shown, and a newer entry ends what is under way', async () => {
  const answer = useBriefAnswer()
  answer.renew()
  await afterPause()
  decides()[0]?.answer({ ok: true, value: CHOSEN })
  await afterPause()
  enter(24)
  expect(answer.cut).toBeNull()
  answer.renew()
  await afterPause()
  enter(12)
  answer.renew()
  await afterPause()
  expect(calls.filter(({ name }) => name === 'analysis.cancel')).toHaveLength(1)
})

test('where it fails it says why, until something else is entered', async () => {
  const answer = useBriefAnswer()
  answer.renew()
  await afterPause()
  decides()[0]?.answer({ ok: false, error: { code: 'engine-failed', message: 'It took too long.' } })
  await afterPause()
  expect(answer).toMatchObject({ failure: 'It took too long.', cut: null, running: false })
  enter(24)
  answer.renew()
  expect(answer.failure).toBeNull()
})

test('nothing is asked while the demand is unknown', async () => {
  useWorkspace().edit('No demand', (draft) => {
    draft.brief.demand.amount = { ...sample.brief.demand.amount }
  })
  const answer = useBriefAnswer()
  expect(answer.ready).toBe(false)
  answer.renew()
  await afterPause()
  expect(decides()).toHaveLength(0)
})

test('candidates stand in the order in which they were named: a first cut ranks nothing', () => {
  const rows = cutRows(workspace, CHOSEN.table)
  expect(rows.map(({ id }) => id)).toEqual(BRIEF.alternatives.map(({ id }) => id))
  expect(rows[0]).toMatchObject({ detail: 'Buy, 6 systems, 7 from Q8', meets: true, broken: false, hint: '' })
  expect(rows[0]?.size).toMatch(/^48 × /)
  // Two digits, and no more.
  for (const { cost } of rows) if (cost !== null) expect(cost).toMatch(/^≈ (?:\d\.\d|\d{2})$/)
})

test('a broken limit and an unknown price are said, and no price is ever 0', () => {
  const rows = cutRows(workspace, CHOSEN.table)
  const late = rows.find(({ id }) => id === 'gb200')
  expect(late?.broken).toBe(true)
  expect(late?.detail).toMatch(/8.*>.*6/)
  expect(late?.hint).not.toBe('')
  const unpriced = rows.find(({ id }) => id === 'wse3')
  expect(unpriced).toMatchObject({ cost: null, dollars: null, detail: 'price unknown', broken: true })
  expect(rows.find(({ id }) => id === 'h200')?.power).toBeNull()
})
