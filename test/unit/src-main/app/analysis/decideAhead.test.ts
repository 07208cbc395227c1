import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDecidingAhead } from '#main/app/analysis/decideAhead.ts'
import type { Decider } from '#main/app/analysis/decider.ts'
import { parseDocument } from '#shared/document/parse.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const parsed = parseDocument(readFileSync(repositoryFile('resources/samples/b200-against-wse3.memwall'), 'utf8'))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
const { workspace } = parsed
const VERDICT = { state: 'choose' } as BriefVerdict

/** A decider that takes a second, and notes what it was asked and whether it was let end. */
function slowDecider() {
  const asked: { readonly workspace: Workspace; readonly signal: AbortSignal | undefined }[] = []
  const decider: Decider = {
    decide: (of, _draws, { signal } = {}) =>
      new Promise((resolve, reject) => {
        asked.push({ workspace: of, signal })
        setTimeout(() => resolve(VERDICT), 1000)
        signal?.addEventListener('abort', () => reject(new Error('cancelled')))
      }),
  }
  return { decider, asked }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('deciding ahead', () => {
  it('begins where nobody asks for anything, and is done once', async () => {
    const { decider, asked } = slowDecider()
    const ahead = createDecidingAhead(decider)
    ahead.consider(workspace)
    await vi.advanceTimersByTimeAsync(1500)
    expect(asked).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(2000)
    expect(asked.map((each) => each.workspace)).toEqual([workspace])
    ahead.consider({ ...workspace, title: 'Another' })
    ahead.interrupt()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveLength(1)
  })

  it('gives way to whoever asks, and begins again with what is open then', async () => {
    const { decider, asked } = slowDecider()
    const ahead = createDecidingAhead(decider)
    ahead.consider(workspace)
    await vi.advanceTimersByTimeAsync(2500)
    expect(asked[0]?.signal?.aborted).toBe(false)
    const edited = { ...workspace, title: 'Edited' }
    ahead.consider(edited)
    expect(asked[0]?.signal?.aborted).toBe(true)
    await vi.advanceTimersByTimeAsync(4000)
    expect(asked.map((each) => each.workspace.title)).toEqual([workspace.title, 'Edited'])
  })

  it('asks nothing of a brief without its model, nor after the end', async () => {
    const { decider, asked } = slowDecider()
    const ahead = createDecidingAhead(decider)
    ahead.consider({ ...workspace, profiles: { ...workspace.profiles, models: {} } })
    await vi.advanceTimersByTimeAsync(5000)
    ahead.consider(workspace)
    ahead.close()
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(0)
  })
})
