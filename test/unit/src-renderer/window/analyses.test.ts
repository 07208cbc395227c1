import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import { createClient } from '#shared/contract/client.ts'
import type { Reply } from '#shared/contract/errors.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useAnalyses } from '../../../../src-renderer/window/analyses.ts'
import { provideClient } from '../../../../src-renderer/window/client.ts'
import { useNotices } from '../../../../src-renderer/window/notices.ts'

interface Asked {
  readonly name: string
  readonly question: Readonly<Record<string, unknown>>
  answer(reply: Reply<unknown>): Promise<void>
}

let asked: Asked[] = []
let tell: (name: string, payload: unknown) => void = () => {}
let scope = effectScope()
const workspace = shallowRef<Workspace | null>(null)
const open = { title: 'open' } as Workspace

/** Lets watchers and replies run. */
async function settled(): Promise<void> {
  await nextTick()
  await new Promise((done) => setTimeout(done))
}

beforeEach(() => {
  asked = []
  scope = effectScope()
  workspace.value = open
  setActivePinia(createPinia())
  provideClient(
    createClient({
      call: (name, question) =>
        new Promise((resolve) => {
          asked.push({
            name,
            question: question as Asked['question'],
            async answer(reply) {
              resolve(reply)
              await settled()
            },
          })
        }),
      subscribe(listener) {
        tell = listener
        return () => {}
      },
    }),
  )
})

afterEach(() => scope.stop())

const failure: Reply<unknown> = { ok: false, error: { code: 'engine-failed', message: 'It broke.' } }

describe('analyses of a screen', () => {
  it('ask again when the question is another one, and only then; meanwhile the last answer stays', async () => {
    const analyses = useAnalyses('test', ['levers'])
    const scenario = ref('a')
    const unread = ref(0)
    scope.run(() =>
      analyses.keep('levers', workspace, () => ({
        scenario: scenario.value,
        ...(unread.value < 0 ? { never: 1 } : {}),
      })),
    )
    expect(asked).toMatchObject([{ name: 'analysis.levers', question: { workspace: open, scenario: 'a' } }])
    await asked[0]?.answer({ ok: true, value: 'levers of a' })
    expect(analyses.levers.value).toBe('levers of a')
    unread.value++
    await settled()
    expect(asked).toHaveLength(1)
    scenario.value = 'b'
    await settled()
    expect(asked[1]?.question).toMatchObject({ scenario: 'b' })
    expect(analyses.levers.value).toBe('levers of a')
    // Only the newest of what is asked meanwhile is asked at all.
    scenario.value = 'c'
    await settled()
    scenario.value = 'd'
    await settled()
    await asked[1]?.answer({ ok: true, value: 'levers of b' })
    expect(asked.map(({ question }) => question['scenario'])).toEqual(['a', 'b', 'd'])
    scope.stop()
    scenario.value = 'e'
    await asked[2]?.answer({ ok: true, value: 'levers of d' })
    expect(asked).toHaveLength(3)
  })

  it('let an answer go with what it was asked of, and keep it where nothing is asked for now', async () => {
    const analyses = useAnalyses('test', ['levers'])
    const shown = ref(true)
    scope.run(() => analyses.keep('levers', workspace, () => (shown.value ? { scenario: 'a' } : undefined)))
    await asked[0]?.answer({ ok: true, value: 'levers' })
    shown.value = false
    await settled()
    expect(analyses.levers.value).toBe('levers')
    shown.value = true
    await settled()
    expect(asked).toHaveLength(2)
    workspace.value = null
    await asked[1]?.answer({ ok: true, value: 'late' })
    expect(analyses.levers.value).toBeNull()
  })

  it('let one go first, and forget what was asked in between', async () => {
    const analyses = useAnalyses('test', ['map', 'levers'])
    const scenario = ref('a')
    scope.run(() => {
      analyses.keep('levers', workspace, () => ({ scenario: scenario.value }), 'map')
      analyses.keep('map', workspace, () => ({ scenario: scenario.value, columns: 2, rows: 2 }))
    })
    await settled()
    scenario.value = 'b'
    await settled()
    expect(asked.map(({ name }) => name)).toEqual(['analysis.map'])
    await asked[0]?.answer({ ok: true, value: 'map of a' })
    await asked[1]?.answer({ ok: true, value: 'map of b' })
    expect(asked.map(({ name, question }) => [name, question['scenario']])).toEqual([
      ['analysis.map', 'a'],
      ['analysis.map', 'b'],
      ['analysis.levers', 'b'],
    ])
  })

  it('say how far the long ones are, and end them', async () => {
    const analyses = useAnalyses('test', ['map', 'levers'])
    scope.run(() => {
      analyses.keep('map', workspace, () => ({ scenario: 'a', columns: 2, rows: 2 }))
      analyses.keep('levers', workspace, () => ({ scenario: 'a' }))
    })
    expect(asked.map(({ question }) => question['job'])).toEqual(['map', undefined])
    expect(analyses.busy.value).toBe(true)
    tell('analysis.progress', { job: 'map', done: 1, total: 4 })
    tell('analysis.progress', { job: 'another', done: 1, total: 1 })
    expect(analyses.done.value).toBe(0.25)
    analyses.cancel()
    expect(asked.slice(2)).toMatchObject([{ name: 'analysis.cancel', question: { job: 'map' } }])
    await asked[0]?.answer({ ok: false, error: { code: 'cancelled', message: 'The analysis was cancelled.' } })
    expect(analyses.busy.value).toBe(false)
    expect(useNotices().list).toEqual([])
  })

  it('tell of a failure until nothing fails any more', async () => {
    const analyses = useAnalyses('test', ['levers', 'capacityCliff'])
    const scenario = ref('a')
    scope.run(() => {
      analyses.keep('levers', workspace, () => ({ scenario: scenario.value }))
      analyses.keep('capacityCliff', workspace, () => ({}))
    })
    await asked[0]?.answer(failure)
    await asked[1]?.answer({ ok: true, value: 'cliff' })
    expect(useNotices().list.map(({ text }) => text)).toEqual(['It broke.'])
    scenario.value = 'b'
    await settled()
    await asked[2]?.answer({ ok: true, value: 'levers' })
    expect(useNotices().list).toEqual([])
  })
})
